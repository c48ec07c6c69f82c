// Each name under which the clock watches something leads back to where the facts keep it.
#include <set>

#include <doctest/doctest.h>

#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/terms/periods.hpp"

using namespace sec;

namespace {
Time at(int hour) { return Time{std::chrono::days{18000} + std::chrono::hours{hour}}; }
Counting counted_in(int working_days) {
  Counting counted;
  counted.working_days = working_days;
  return counted;
}

// Facts in which everything is open that can be: each due at another hour, and counted in as many days.
Facts all_open(std::string_view pack) {
  Facts facts;
  facts.pack = std::string(pack);
  facts.consultations.resize(2);
  facts.consultations[0].closed_on = Date{};
  facts.consultations[1].number = 2;
  facts.consultations[1].closes_at = at(1);
  facts.consultations[1].counted = counted_in(1);
  auto ballot = std::make_shared<Ballot>();
  ballot->number = 3;
  ballot->closes_at = at(2);
  ballot->counted = counted_in(2);
  ballot->reminder = at(3);
  facts.ballots.push_back(std::move(ballot));
  facts.assessments.resize(2);
  for (int i = 0; i < 2; ++i) {
    auto& one = facts.assessments[static_cast<std::size_t>(i)];
    one.kind = i == 0 ? AssessmentKind::preliminary : AssessmentKind::impact;
    one.due = at(4 + i);
    one.counted = counted_in(4 + i);
  }
  facts.target = at(6);
  facts.target_counted = counted_in(6);
  facts.window_ends = at(7);
  facts.window_counted = counted_in(7);
  return facts;
}

// All names that are ever watched, of every state and pack, each with when it is due.
template <class Visit>
void for_each_timer(Visit visit) {
  for (const auto& rules : pack_rules)
    for (const int tier : {1, 2})
      for (const auto& state : state_rows)
        for (const auto held : {Status::active, Status::on_hold, Status::suspended}) {
          auto facts = all_open(rules.name);
          facts.referral_tier = tier;
          if (held != Status::active) facts.pause = Pause{held, {}, {}, Date{}};
          for (const auto& timer : timers(facts, state.name)) visit(facts, timer);
        }
}
}  // namespace

TEST_CASE("Every name that the clock watches leads to where the facts keep it") {
  std::set<std::string> names;
  for_each_timer([&](const Facts& facts, const Timer& timer) {
    CAPTURE(timer.name);
    names.insert(timer.name);
    const auto deadline = deadline_of(timer.name);
    const auto slot = slot_of(facts, deadline);
    CHECK((deadline.of == Deadline::Of::hold) == (timer.what == Watched::hold_end));
    CHECK((deadline.of == Deadline::Of::rules) == (timer.what == Watched::new_rules));
    if (timer.what == Watched::hold_end || timer.what == Watched::new_rules) {
      CHECK(slot.due == nullptr);
      CHECK(counting_of(facts, timer.name) == nullptr);
      return;
    }
    REQUIRE(slot.due != nullptr);
    CHECK(*slot.due == timer.due);
    const auto* counted = counting_of(facts, timer.name);
    REQUIRE((counted == nullptr) == (timer.what == Watched::ballot_reminder));
    if (counted != nullptr) CHECK(at(counted->working_days) == timer.due);
  });
  CHECK(names == std::set<std::string>{
                     "adoption-window-ends", "authority-target", "ballot-3-closes", "ballot-3-reminder", "hold-ends",
                     "impact-assessment-2-due", "preliminary-assessment-1-due", "referral-window-1-ends",
                     "referral-window-2-ends", "refinement-consultation-2-closes", "report-consultation-2-closes",
                     "rules-sec-2019", "rules-sec-2021", "sent-back-reminder", "suspension-ends"});
}

TEST_CASE("A deadline that is moved moves where it is kept, and nothing else") {
  for_each_timer([&](const Facts& before, const Timer& timer) {
    CAPTURE(timer.name);
    auto after = before;
    const auto slot = slot_of(after, deadline_of(timer.name));
    if (slot.due == nullptr) return;
    *slot.due = at(99);
    CHECK(*slot_of(after, deadline_of(timer.name)).due == at(99));
    const auto seen = slot_of(before, deadline_of(timer.name));
    CHECK(*seen.due == timer.due);  // a ballot of these facts is not that of the facts before
    int moved = 0;
    for (const auto name : {"adoption-window-ends", "authority-target", "ballot-3-closes", "ballot-3-reminder",
                            "preliminary-assessment-1-due", "impact-assessment-2-due", "report-consultation-2-closes"})
      moved += *slot_of(std::as_const(after), deadline_of(name)).due == at(99);
    CHECK(moved == 1);
  });
}

TEST_CASE("What is no longer open is nowhere, and a name that is none is refused") {
  const auto facts = all_open(pack_rules[0].name);
  for (const auto name : {"ballot-2-closes", "ballot-2-reminder", "report-consultation-1-closes",
                          "impact-assessment-3-due", "impact-assessment-0-due"}) {
    CAPTURE(name);
    CHECK(slot_of(facts, deadline_of(name)).due == nullptr);
    CHECK(counting_of(facts, name) == nullptr);
  }
  for (const auto name :
       {"", "target", "ballot-closes", "ballot--closes", "ballot-2x-closes", "window", "impact-due"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(deadline_of(name), std::logic_error);
  }
}
