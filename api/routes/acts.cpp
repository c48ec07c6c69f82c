// Asks the rows of the case for its reader.
#include "api/routes/acts.hpp"

#include <fmt/format.h>

#include "api/http/text.hpp"
#include "api/routes/kept_calendar.hpp"
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

std::vector<std::string> open_to(const Read& read, const Call& call, const std::string& collection) {
  Moment moment = moment_of(read, call, collection, {});
  if (moment.found.redirect) return {};
  const KeptCalendar kept = calendar_of(read, read.cases.rules_of(moment.found.current), moment.as_at);
  moment.setting.calendar = kept.calendar;
  std::vector<std::string> commands;
  for (const auto* command : Options(read, moment).open()) commands.emplace_back(command->name);
  return commands;
}

}  // namespace api
