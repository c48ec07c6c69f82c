// Bodies, the calendar and actions as body.cpp, holidays.cpp and action.cpp write them.
#include "workflows/sec/action/facts.hpp"
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/holidays/facts.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace small_families {
namespace {
using engine::list_of;
using engine::Shape;
using engine::written;
using MaybeText = std::optional<std::string>;

Shape body() {
  using body::Facts;
  return Shape("Body")
      .has("id", &Facts::id)
      .has("name", &Facts::name)
      .has<int>("version")
      .has("quorum", engine::word_among(engine::quorum_rules()))
      .has("policy", engine::word_among(engine::ballot_policies()))
      .has("modes", &Facts::modes)
      .has("chair", &Facts::chair)
      .has("seats", list_of(written<body::BodySeat>()));
}

Shape body_summary(const engine::Workflows& all) {
  return Shape("BodySummary")
      .has<std::string>("ref")
      .has<std::string>("title")
      .has("state", state_in(all, "bodies"))
      .has<int>("seats");
}

Shape calendar() {
  using holidays::Facts;
  return Shape("Calendar")
      .has<std::string>("id")
      .has<int>("version")
      .has<int>("first_year")
      .has<int>("last_year")
      .has<Date>("provisional_from")
      .has<int>("last_year_by_rule")
      .has("added", &Facts::added)
      .has("withdrawn", &Facts::withdrawn)
      .has("published", &Facts::published);
}

Shape calendar_summary(const engine::Workflows& all) {
  return Shape("CalendarSummary")
      .has<std::string>("ref")
      .has("state", state_in(all, "calendar"))
      .has<int>("added")
      .has<int>("withdrawn")
      .has<int>("last_year");
}

Shape action(const engine::Workflows& all) {
  using action::Facts;
  return Shape("Action")
      .has<std::string>("ref")
      .has("reference", &Facts::reference)
      .has<int>("version")
      .has("state", state_in(all, "actions"))
      .has("body", &Facts::body)
      .has("meeting", &Facts::meeting)
      .has("item", &Facts::item)
      .has<std::optional<Text>>("text")
      .has("owner", &Facts::owner)
      .has("raised_on", &Facts::raised_on)
      .has("due_on", &Facts::due_on)
      .has("updates", &Facts::updates)
      .has("marked_closed_on", &Facts::marked_closed_on)
      .has("closed_on", &Facts::closed_on)
      .has("decision", &Facts::decision)
      .has("superseded_by", &Facts::superseded_by)
      .has<bool>("published")
      .may_have<std::string>("remark");
}

Shape action_summary(const engine::Workflows& all) {
  return Shape("ActionSummary")
      .has<std::string>("ref")
      .has<MaybeText>("reference")
      .has<MaybeText>("title")
      .has("state", state_in(all, "actions"))
      .has<Body>("body")
      .has<MaybeText>("meeting")
      .has<MaybeText>("owner")
      .has<std::optional<Date>>("raised_on");
}
}  // namespace

void add(engine::Answers& to, const engine::Workflows& all) {
  for (auto& one : {body(), body_summary(all), calendar(), calendar_summary(all), action(all), action_summary(all)})
    to.shapes.push_back(one);
  to.of["bodies"] = "Body";
  to.of["bodies/summary"] = "BodySummary";
  to.of["calendar"] = "Calendar";
  to.of["calendar/summary"] = "CalendarSummary";
  to.of["actions"] = "Action";
  to.of["actions/summary"] = "ActionSummary";
}
}  // namespace small_families

void add_small_families(engine::Answers& to, const engine::Workflows& all) { small_families::add(to, all); }

}  // namespace sec::answering
