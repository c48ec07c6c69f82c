// The time here. A simulated clock can be moved forward; the answer comes when everything due up to then has happened.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "api/http/body_text.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/context.hpp"

namespace api {
namespace {

constexpr std::string_view may_move = "operator";

// That the clock is held, why, and what it should show.
std::string held_members(const std::optional<engine::Held>& held) {
  if (!held) return R"("held":false)";
  return fmt::format(R"("held":true,"why":{},"expected":"{}")", in_quotes(engine::to_text(*held)),
                     engine::to_text(held->expected));
}

Response tell(const engine::WallClock& clock) {
  const auto held = clock.held();
  const engine::Time now = clock.now();
  return json_response(200,
                       fmt::format(R"({{"now":"{}","today":"{}","simulated":{},{}}})", engine::to_text(now),
                                   engine::to_text(engine::london_date(now)), clock.simulated(), held_members(held)))
      .with("Cache-Control", "no-store");
}

engine::Time read_to(const Request& request, engine::Time now) {
  const auto body = nlohmann::json::parse(read_body(request));
  if (!body.is_object()) throw wrong_fields({{"", "the body has to be an object: {\"to\": INSTANT}"}});
  std::vector<engine::FieldError> errors;
  for (const auto& [name, value] : body.items())
    if (name != "to") errors.push_back({"/" + name, "this field is not known; the only one is to"});
  std::optional<engine::Time> to;
  if (!body.contains("to")) errors.push_back({"/to", "the instant to move to is missing"});
  else if (!body["to"].is_string()) errors.push_back({"/to", fmt::format("has to be {}", engine::written_instant)});
  else if (to = engine::read_time(body["to"].get<std::string>()); !to)
    errors.push_back({"/to", fmt::format("is not {}", engine::written_instant)});
  else if (*to < now)
    errors.push_back({"/to", fmt::format("lies behind the clock, which stands at {}", engine::to_text(now))});
  if (!errors.empty()) throw wrong_fields(errors);
  return *to;
}

// After the answer was made: where the clock stands on disk is never before what the answer says.
void keep(const Parts& parts) {
  if (!parts.keep_clock) return;
  try {
    parts.keep_clock();
  } catch (const std::exception& fault) {
    spdlog::error("the simulated clock cannot be written down: {}", fault.what());
    throw Problem("no-writes",
                  "the clock has moved, and where it stands could not be put on disk: after a restart it "
                  "may stand earlier; make room, and move it again");
  }
}

// What is due may not be readable for a moment: the clock has come as far as what fired, and goes on from there.
void advance(const Parts& parts, engine::Time to) {
  try {
    parts.alarm->advance(to);
  } catch (const std::exception& fault) {
    spdlog::error("the simulated clock did not come to {}: {}", engine::to_text(to), fault.what());
    throw Problem("no-writes",
                  "the clock did not come there, as what is due until then could not be read: move it again");
  }
}

void only_who_may_move(const Call& call) {
  if (call.by.role != may_move)
    throw Problem("not-allowed", fmt::format("the role {} may not move the clock; {} may", call.by.role, may_move))
        .with("roles", quoted_list({std::string(may_move)}));
}

Response move(const Parts& parts, Call& call) {
  only_who_may_move(call);
  call.query.only_known();
  if (!parts.clock.simulated() || !parts.alarm)
    throw Problem("clock-not-simulated", "this data folder goes by the clock of the machine");
  advance(parts, read_to(call.request, parts.clock.now()));
  if (parts.processor.broken())
    throw Problem("no-writes",
                  "a write to the journal failed, so the clock did not come there; start the program again");
  auto answer = tell(parts.clock);
  keep(parts);
  return answer;
}

}  // namespace

void add_clock_routes(Router& router, Context& context) {
  const Parts& parts = context.parts;
  Route now{"GET", "/v1/clock", "clock",
            "The time here, whether it is a simulated one, and whether what it brings about is held back."};
  now.runs = Route::Runs::at_once;
  now.gives[200] = "Clock";
  now.answer = [&parts](Call& call) {
    call.query.only_known();
    return tell(parts.clock);
  };
  router.add(std::move(now));

  Route forward{"POST", "/v1/clock", "clock",
                "Moves a simulated clock forward, and fires every deadline up to then, in order."};
  forward.runs = Route::Runs::on_clock_thread;
  forward.caller = Route::Caller::known;
  forward.statuses = {200, 409, 422};
  forward.gives[200] = "Clock";
  forward.parameters = {key_parameter(" Kept for as long as the server runs: the clock stands in no journal.")};
  forward.body_schema =
      R"({"type":"object","properties":{"to":{"type":"string","format":"date-time","title":"Instant",)"
      R"("description":"To which the clock moves, in UTC; it never goes back. What is due by then is done first."}},)"
      R"("required":["to"],"additionalProperties":false})";
  forward.turned_down = [](const Call& call, Respond&) {
    only_who_may_move(call);
    return false;
  };
  forward.answer = [&parts](Call& call) { return move(parts, call); };
  router.add(std::move(forward));
}

}  // namespace api
