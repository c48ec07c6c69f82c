// What may be done next with a case: every row from its state, who may take it and what stands in the way.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/choices.hpp"
#include "api/routes/kept_calendar.hpp"
#include "api/routes/moment.hpp"
#include "api/routes/replies.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

using Fields = std::vector<std::string>;  // that are asked for; none named: all
constexpr std::size_t cases_listed_max = 200;
const Fields fields_of_an_option = {"command", "to", "allowed", "roles", "recorders", "unmet", "schema"};

// The options of a case. Each command may look at other cases, so each is asked with its own at hand.
class Options {
 public:
  Options(const Read& read, const Moment& moment, Fields fields)
      : read_(read),
        rules_(read.cases.rules_of(moment.found.current)),
        current_(moment.found.current),
        as_at_(moment.as_at),
        setting_(moment.setting),
        fields_(std::move(fields)) {}

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
    if (fresh) place->second = read_.cases.as_at(id, as_at_);
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
    std::vector<std::string> members;
    const auto add = [&](std::string_view name, auto&& value) {
      if (fields_.empty() || contains(fields_, name)) members.push_back(fmt::format(R"("{}":{})", name, value()));
    };
    add("command", [&] { return in_quotes(option.command); });
    add("to", [&] { return in_quotes(option.to); });
    add("allowed", [&] { return may && option.unmet.empty(); });
    add("roles", [&] { return quoted_list(roles); });
    add("recorders", [&] { return quoted_list(recorders); });
    add("unmet", [&] { return unmet_json(option.unmet); });
    add("schema", [&] { return schema_of(command); });
    return "{" + engine::joined(members, ",") + "}";
  }

  // With what may stand in its fields here.
  engine::Json schema_of(const engine::CommandDescription& command) const {
    std::vector<engine::FieldChoices> all;
    if (const auto& choices = read_.parts.choices) all = choices(rules_, current_, command.name, setting_);
    if (const auto& cases = read_.parts.case_choices)
      for (const auto& one : cases(rules_.collection(), command.name)) all.push_back({one.field, cases_of(one), false});
    return with_choices(command.schema, all);
  }

  std::vector<engine::Choice> cases_of(const engine::CaseChoices& one) const {
    std::vector<engine::Choice> found;
    for (const auto& listed : read_.parts.reader.summaries(one.collection, as_at_)) {
      const auto summary = nlohmann::json::parse(listed.summary);
      if (!contains(one.states, summary.value("state", std::string())) || found.size() == cases_listed_max) continue;
      found.push_back({summary.value("ref", std::string()), ""});
    }
    return found;
  }

  const Read& read_;
  const engine::Workflow& rules_;
  const engine::Case& current_;
  const engine::AsAt as_at_;
  const engine::Setting setting_;
  const Fields fields_;
  std::map<std::vector<std::string>, std::vector<engine::Option>> answers_;  // by the other cases at hand
  std::map<std::string, std::optional<engine::Case>> others_;
};

// Another role than the caller's: it does not show what the caller may not see.
std::optional<std::string> read_role(const Read& read, Call& call) {
  const auto role = call.query.text("role");
  if (role && role->empty()) throw wrong_parameter("role", "it is empty");
  if (!role || *role == call.by.role) return std::nullopt;
  if (const auto& known = read.parts.roles; !known.empty() && !contains(known, *role))
    throw wrong_parameter("role",
                          fmt::format("{} is no role; they are: {}", in_quotes(*role), engine::joined(known, ", ")));
  return role;
}

Fields read_fields(Call& call) {
  const auto asked = call.query.text("fields");
  if (!asked) return {};
  Fields fields;
  for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + 1) {
    to = asked->find(',', from);
    fields.push_back(asked->substr(from, to == std::string::npos ? to : to - from));
    if (!contains(fields_of_an_option, fields.back()))
      throw wrong_parameter("fields", fmt::format("{} is no field of an option; they are: {}", in_quotes(fields.back()),
                                                  engine::joined(fields_of_an_option, ", ")));
  }
  return fields;
}

Response answer(const Read& read, const std::string& collection, Call& call) {
  const Paging paging = read_paging(call.query);
  Fields fields = read_fields(call);
  const AskedMoment asked = read_moment(call.query);
  const auto role = read_role(read, call);
  call.query.only_known();
  Moment moment = moment_of(read, call, collection, asked);
  if (role) {
    moment.setting.by = engine::Actor{call.by.id, *role, "", "", ""};
    moment.setting.reader = call.by;
  }
  if (moment.found.redirect) return *moment.found.redirect;
  const KeptCalendar kept = calendar_of(read, read.cases.rules_of(moment.found.current), moment.as_at);
  moment.setting.calendar = kept.calendar;
  return slice_response(call, paging, Options(read, moment, std::move(fields)).items());
}

}  // namespace

void add_option_routes(Router& router, Context& context) {
  const Read& read = context.read;
  for (const std::string& collection : read.collections()) {
    Route route{"GET", fmt::format("/v1/{}/{{ref}}/commands", collection), "options",
                fmt::format("What may be done next with a {}, by whom, and what stands in the way.",
                            read.rules(collection).noun())};
    route.statuses = {200, 304, 308, 422};
    route.gives[200] = "OptionPage";
    route.parameters = {{"role", "As if the caller had this role.", R"({"type":"string"})"},
                        {"on",
                         "As if the clock stood at noon in London on this day: earlier, as it stood then; later, as it "
                         "will stand if nobody acts, after its own deadlines up to then.",
                         R"({"type":"string","format":"date"})"},
                        {"fields", "These members of each option alone, with commas between them.",
                         R"({"type":"string","examples":["command,allowed"]})"}};
    for (const auto& more : {paging_parameters(), as_at_parameters()})
      route.parameters.insert(route.parameters.end(), more.begin(), more.end());
    route.answer = [&read, collection](Call& call) { return answer(read, collection, call); };
    router.add(std::move(route));
  }
}

}  // namespace api
