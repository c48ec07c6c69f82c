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
  return fmt::format("Done: {}, on {}.",
                     step_called(read.parts, read.cases.rules_of(current).collection(), entry.event),
                     engine::spoken(entry.effective_on));
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

std::vector<std::string> in_their_order(const Read& read, const engine::Workflow& rules,
                                        const std::vector<std::string>& open) {
  std::vector<std::string> all;
  for (const auto& command : read.commands_of(rules))
    if (contains(open, command.name)) all.emplace_back(command.name);
  return all;
}

std::optional<pages::Link> link_to(const Read& read, const Call& call, const engine::Case& current,
                                   const std::string& command, const std::string& address) {
  const auto& ballots = read.parts.pages.ballots;
  std::string where = "/do/" + command;
  if (!contains(read.parts.keepers, call.by.role)) {
    if (command == ballots.respond) where = "/respond";
    if (command == ballots.command && ballots.place_of)
      where = ballots.place_of(current, {"", "seat:" + call.by.seat, {}}, call.by).first;
  }
  if (where.empty()) return std::nullopt;
  return pages::Link{address + where,
                     command_called(read.parts, read.cases.rules_of(current).collection(), command, call.by.role)};
}

std::vector<pages::Link> opening_of(const Read& read, const Call& call, const std::string& collection,
                                    const std::string& command) {
  if (!call.known) return {};
  for (const engine::Workflow* rules : read.parts.workflows.of(collection))
    for (const auto& one : read.commands_of(*rules))
      if (one.opens && one.name == command && one.is_for(call.by.role))
        return {{"/" + collection + "/new", command_called(read.parts, collection, command, call.by.role)}};
  return {};
}

}  // namespace api
