// Noon in London stands for a day, as in a script that is loaded.
#include "api/routes/moment.hpp"

#include <fmt/format.h>

#include "api/http/problem.hpp"
#include "engine/calendar.hpp"
#include "engine/foresight.hpp"

namespace api {
namespace {

engine::Time noon_of(engine::Date day) { return engine::london_time(day, std::chrono::hours{12}); }

// What has been recorded since then did not stand then. What was recorded later altogether, as by an import, is read by
// the days on which it took effect.
engine::AsAt as_it_stood(const Read& read, const std::string& case_id, engine::Date day, const engine::AsAt& asked) {
  const engine::AsAt then{day, asked.known ? std::min(noon_of(day), *asked.known) : noon_of(day)};
  const bool was_known = !read.parts.reader.entries(case_id, then, 0, 1).empty();
  return was_known ? then : engine::AsAt{day, asked.known};
}

void foresee(const Read& read, engine::Case& current, engine::Time from, engine::Date day, const engine::Actor& by) {
  auto seen = engine::foreseen(read.parts.workflows, read.parts.reader, std::move(current), from, noon_of(day), by);
  if (seen.secret)
    throw wrong_parameter(
        "on", fmt::format("what {} brings at {} is a secret until then: ask for a day up to {}", seen.secret->name,
                          engine::to_text(seen.secret->due), engine::to_text(engine::london_date(seen.secret->due))));
  current = std::move(seen.then);
}

}  // namespace

AskedMoment read_moment(Query& query) { return {read_as_at(query), query.date("on")}; }

Moment moment_of(const Read& read, const Call& call, const std::string& collection, const AskedMoment& asked) {
  const engine::Time now = read.parts.clock.now();
  const auto today = engine::london_date(now);
  Moment moment{{}, asked.as_at, {}};
  const auto day = asked.on.value_or(today);
  const bool from_the_past = asked.on && asked.as_at.effective && *asked.as_at.effective < day;
  if (day < today && !from_the_past)
    if (const auto id = read.cases.id_of({collection, call.arguments.at(0)}))
      moment.as_at = as_it_stood(read, *id, day, moment.as_at);
  moment.found = find_case(read, call, collection, moment.as_at);
  auto& current = moment.found.current;
  if (!moment.found.redirect && (day > today || from_the_past))
    foresee(read, current, moment.as_at.now() ? now : current.at, day, call.by);
  moment.setting = engine::setting_at(day == today ? now : noon_of(day), current);
  moment.setting.by = call.by;
  return moment;
}

}  // namespace api
