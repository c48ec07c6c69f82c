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

// With the mark of what is provisional, left out if it is not.
struct MarkedOwed : Owed {
  std::optional<Date> provisional_from;
};
void write_marked(std::string& text, const MarkedOwed& one) {
  engine::body::write(text, static_cast<const Owed&>(one), engine::body::Nulls::keep);
  if (!one.provisional_from) return;
  text.back() = ',';
  text += R"("provisional_from":")" + engine::to_text(*one.provisional_from) + "\"}";
}

std::optional<int> late(const std::optional<Date>& due, Date today, const engine::Calendar& calendar) {
  const auto days = due ? working_days_between(*due, today, calendar) : std::nullopt;
  return days ? std::optional(std::max(0, *days)) : std::nullopt;
}

void add_owed(std::vector<MarkedOwed>& all, const engine::Case& current, Date today, const engine::Calendar& calendar) {
  const auto& facts = facts_of(current);
  // While it is held nothing gets late: what is owed gets those days back.
  if (facts.pause && facts.pause->since) today = std::min(today, *facts.pause->since);
  MarkedOwed one{{facts.ref, facts.title, "", "", {}, {}, {}, {}, facts.round}, {}};
  const auto level = [](const std::optional<Counting>& counted) {
    return counted ? std::optional(counted->working_days) : std::nullopt;
  };
  const auto mark = [](const std::optional<Counting>& counted) {
    return counted ? counted->provisional_from : std::nullopt;
  };
  if (current.state == AuthorityDetermination::name) {
    one.kind = "authority-decision";
    one.who = "authority";
    one.requested_on = facts.with_authority_since;
    one.due_on = day_of(facts.target);
    one.service_level_wd = level(facts.target_counted);
    one.provisional_from = mark(facts.target_counted);
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
    one.provisional_from = mark(assessment.counted);
    one.late_wd = late(one.due_on, today, calendar);
    one.round = assessment.round;
    all.push_back(one);
  }
}
}  // namespace

engine::Answer assessments(Date today, const std::vector<const engine::Case*>& about,
                           const engine::Calendar& calendar) {
  std::vector<MarkedOwed> all;
  for (const auto* one : about) add_owed(all, *one, today, calendar);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair(!a.due_on, a.due_on.value_or(Date{})) < std::pair(!b.due_on, b.due_on.value_or(Date{}));
  });
  engine::Answer answer;
  {
    engine::JsonObject out(answer.json);
    engine::append_list(out.key("items"), all, write_marked);
    out.null("next");
  }
  return answer;
}

}  // namespace sec
