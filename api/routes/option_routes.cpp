// What may be done next with a case: every row from its state, who may take it and what stands in the way.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/kept_calendar.hpp"
#include "api/routes/replies.hpp"
#include "api/routes/representation.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

// The options of a case. Each command may look at other cases, so each is asked with its own at hand.
class Options {
 public:
  Options(const Read& read, const engine::Case& current, engine::Setting setting)
      : read_(read), rules_(read.cases.rules_of(current)), current_(current), setting_(std::move(setting)) {}

  std::vector<std::string> items() {
    std::vector<std::string> items;
    const auto& commands = read_.commands_of(rules_);
    for (const engine::Option& option : options_with({})) {
      const auto found =
          std::find_if(commands.begin(), commands.end(), [&](const auto& one) { return one.name == option.command; });
      if (found == commands.end() || found->roles.empty() || found->opens) continue;
      const auto related = rules_.related(current_, option.command);
      items.push_back(item(*found, related.empty() ? option : with_related(option, related)));
    }
    return items;
  }

 private:
  const std::vector<engine::Option>& options_with(const std::vector<std::string>& related) {
    if (const auto known = answers_.find(related); known != answers_.end()) return known->second;
    engine::Setting setting = setting_;
    for (const std::string& id : related) setting.related.push_back(other(id));
    return answers_[related] = rules_.options(current_, setting);
  }

  // The same row, asked again with the other cases at hand: the rows come in the same order each time.
  const engine::Option& with_related(const engine::Option& option, const std::vector<std::string>& related) {
    const auto& plain = answers_.at({});
    const auto place = static_cast<std::size_t>(&option - plain.data());
    return options_with(related).at(place);
  }

  const engine::Case* other(const std::string& id) {
    const auto [place, fresh] = others_.try_emplace(id);
    if (fresh) place->second = read_.cases.current(id);
    return place->second ? &*place->second : nullptr;
  }

  std::string item(const engine::CommandDescription& command, const engine::Option& option) const {
    const std::vector<std::string> roles(command.roles.begin(), command.roles.end());
    // Those whose act it is not may still record it, saying from what.
    const std::vector<std::string> recorders(command.recorders.begin(), command.recorders.end());
    const auto among = [&](const auto& those) {
      return std::find(those.begin(), those.end(), setting_.by.role) != those.end();
    };
    const bool may = among(roles) || among(recorders);
    return fmt::format(R"({{"command":{},"to":{},"allowed":{},"roles":{},"recorders":{},"unmet":{},"schema":{}}})",
                       in_quotes(option.command), in_quotes(option.to), may && option.unmet.empty(), quoted_list(roles),
                       quoted_list(recorders), unmet_json(option.unmet), command.schema);
  }

  const Read& read_;
  const engine::Workflow& rules_;
  const engine::Case& current_;
  const engine::Setting setting_;
  std::map<std::vector<std::string>, std::vector<engine::Option>> answers_;  // by the other cases at hand
  std::map<std::string, std::optional<engine::Case>> others_;
};

engine::Setting read_setting(const Read& read, Call& call) {
  engine::Setting setting;
  setting.now = read.parts.clock.now();
  setting.today = engine::london_date(setting.now);
  setting.on = call.query.date("on").value_or(setting.today);
  setting.by = call.by;
  const auto role = call.query.text("role");
  if (role && role->empty()) throw wrong_parameter("role", "it is empty");
  if (role && *role != call.by.role) {
    if (const auto& known = read.parts.roles; !known.empty() && !contains(known, *role))
      throw wrong_parameter("role",
                            fmt::format("{} is no role; they are: {}", in_quotes(*role), engine::joined(known, ", ")));
    setting.by = engine::Actor{call.by.id, *role, "", "", ""};
    setting.reader = call.by;
  }
  return setting;
}

Response answer(const Read& read, const std::string& collection, Call& call) {
  const Paging paging = read_paging(call.query);
  const engine::AsAt as_at = read_as_at(call.query);
  engine::Setting setting = read_setting(read, call);
  call.query.only_known();
  const FoundCase found = find_case(read, call, collection, as_at);
  if (found.redirect) return *found.redirect;
  const KeptCalendar kept = calendar_of(read, read.cases.rules_of(found.current), as_at);
  setting.calendar = kept.calendar;
  return slice_response(call, paging, Options(read, found.current, setting).items());
}

}  // namespace

void add_option_routes(Router& router, Context& context) {
  const Read& read = context.read;
  for (const std::string& collection : read.collections()) {
    Route route{"GET", fmt::format("/v1/{}/{{ref}}/commands", collection), "options",
                fmt::format("What may be done next with a {}, by whom, and what stands in the way.",
                            read.rules(collection).noun())};
    route.statuses = {200, 304, 308, 422};
    route.parameters = {{"role", "As if the caller had this role.", R"({"type":"string"})"},
                        {"on", "As if it were this day.", R"({"type":"string","format":"date"})"}};
    for (const auto& more : {paging_parameters(), as_at_parameters()})
      route.parameters.insert(route.parameters.end(), more.begin(), more.end());
    route.answer = [&read, collection](Call& call) { return answer(read, collection, call); };
    router.add(std::move(route));
  }
}

}  // namespace api
