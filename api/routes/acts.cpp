// Asks the rows of the case for its reader.
#include "api/routes/acts.hpp"

#include <fmt/format.h>

#include "api/http/text.hpp"
#include "api/routes/options.hpp"
#include "api/routes/page_post.hpp"
#include "engine/spoken.hpp"

namespace api {

std::string done_by(const Read& read, const Call& call, const engine::Case& current, std::int64_t seq) {
  const auto entries = read.parts.reader.journal(seq - 1, 1);
  if (entries.empty() || entries.front().seq != seq || entries.front().case_id != current.id) return "";
  const engine::Entry& entry = entries.front();
  const bool own = entry.by.id == call.by.id && entry.by.role == call.by.role;
  if (!own || !read.cases.rules_of(current).seen_body(current, entry, call.by)) return "";
  return fmt::format("Done: {}, on {}.", in_words(entry.event.type), engine::spoken(entry.effective_on));
}

std::vector<std::string> open_to(const Read& read, const Call& call, const FoundCase& found,
                                 const engine::Calendar& calendar) {
  Moment moment{found, {}, engine::setting_at(read.parts.clock.now(), found.current)};
  moment.setting.by = call.by;
  moment.setting.calendar = &calendar;
  std::vector<std::string> commands;
  for (const auto* command : Options(read, moment).open()) commands.emplace_back(command->name);
  return commands;
}

}  // namespace api
