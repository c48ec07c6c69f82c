// Finds what is owed: assessments that have not come back, and decisions of the Authority.
#include "workflows/sec/questions/assessments.hpp"

#include <algorithm>

#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {

namespace {
struct Owed {
  std::string ref;
  std::optional<std::string> title;
  std::string kind;  // "preliminary", "impact", "authority-decision"
  std::string who;
  std::optional<Date> requested_on;
  std::optional<Date> due_on;
  std::optional<int> service_level_wd;
  std::optional<int> late_wd;  // 0: it is not late
  int round = 1;
};
BOOST_DESCRIBE_STRUCT(Owed, (), (ref, title, kind, who, requested_on, due_on, service_level_wd, late_wd, round))

std::optional<int> late(const std::optional<Date>& due, Date today, const engine::Calendar& calendar) {
  const auto days = due ? working_days_between(*due, today, calendar) : std::nullopt;
  return days ? std::optional(std::max(0, *days)) : std::nullopt;
}

void add_owed(std::vector<Owed>& all, const engine::Case& current, Date today, const engine::Calendar& calendar) {
  const auto& facts = facts_of(current);
  Owed one{facts.ref, facts.title, "", "", {}, {}, {}, {}, facts.round};
  const auto level = [](const std::optional<Counting>& counted) {
    return counted ? std::optional(counted->working_days) : std::nullopt;
  };
  if (current.state == AuthorityDetermination::name) {
    one.kind = "authority-decision";
    one.who = "authority";
    one.requested_on = facts.with_authority_since;
    one.due_on = day_of(facts.target);
    one.service_level_wd = level(facts.target_counted);
    one.late_wd = late(one.due_on, today, calendar);
    all.push_back(one);
  }
  for (const auto& assessment : facts.assessments) {
    if (assessment.returned_on) continue;
    one.kind = engine::body::wire_name(assessment.kind);
    one.who = "dcc";
    one.requested_on = assessment.requested_on;
    one.due_on = day_of(assessment.due);
    one.service_level_wd = level(assessment.counted);
    one.late_wd = late(one.due_on, today, calendar);
    one.round = assessment.round;
    all.push_back(one);
  }
}
}  // namespace

engine::Answer assessments(Date today, const std::vector<const engine::Case*>& about,
                           const engine::Calendar& calendar) {
  std::vector<Owed> all;
  for (const auto* one : about) add_owed(all, *one, today, calendar);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair(!a.due_on, a.due_on.value_or(Date{})) < std::pair(!b.due_on, b.due_on.value_or(Date{}));
  });
  engine::Answer answer;
  {
    engine::JsonObject out(answer.json);
    engine::body::write(out.key("items"), all, engine::body::Nulls::keep);
    out.null("next");
  }
  return answer;
}

}  // namespace sec
