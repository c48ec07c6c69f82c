// What may be done next with a case: every row from its state, who may take it and what stands in the way.
#include <fmt/format.h>

#include <algorithm>

#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/kept_calendar.hpp"
#include "api/routes/options.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

using Fields = std::vector<std::string>;  // that are asked for; none named: all
const Fields fields_of_an_option = {"command", "to", "allowed", "roles", "recorders", "unmet", "schema"};

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
  return slice_response(call, paging, Options(read, moment).items(fields));
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
    route.parameters = both(std::move(route.parameters), both(paging_parameters(), as_at_parameters()));
    route.answer = [&read, collection](Call& call) { return answer(read, collection, call); };
    router.add(std::move(route));
  }
}

}  // namespace api
