// Finds the choices in what the case remembers: its ballot, its parts, its milestones, its open questions.
#include "workflows/sec/answers/choices.hpp"

#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/objectives.hpp"
#include "workflows/sec/terms/words/word_of.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

namespace {
using engine::Choice;
using engine::FieldChoices;

constexpr std::size_t seats_listed_max = 200;

// SECAS records for any seat that somebody holds; a member votes for those that its token may vote for.
std::vector<Choice> seats(const Ballot& ballot, const engine::Setting& setting) {
  std::vector<Choice> all;
  const auto may_vote = [&](const engine::Seat& seat) {
    if (!seat.holder || is_secas(setting.by.role)) return seat.holder.has_value();
    return engine::mandated(seat, setting.by.id, engine::Capacity::holder, setting.today) ||
           engine::mandated(seat, setting.by.id, engine::Capacity::alternate, setting.today);
  };
  for (const auto& frozen : ballot.opened->frozen.roll)
    if (const auto* seat = ballot.seat(frozen.seat); seat != nullptr && may_vote(*seat))
      all.push_back({seat->seat, seat->seat + " (" + seat->block + ")"});
  if (all.size() > seats_listed_max) all.clear();
  return all;
}

std::vector<Choice> subjects(const Ballot& ballot) {
  std::vector<Choice> all;
  for (const auto& one : ballot.subjects())
    all.push_back({one, one == ballot.subjects().front() ? "The proposed solution" : ""});
  return all;
}

// With the words that the table has for them.
std::vector<Choice> listed(std::string_view list, const std::vector<std::string>& values) {
  std::vector<Choice> all;
  for (const auto& value : values) {
    const auto word = words::word_of(list, value);
    all.push_back({value, std::string(word ? word->title : ""), std::string(word ? word->hint : "")});
  }
  return all;
}

std::vector<Choice> milestones(const Facts& facts, const engine::Case& current) {
  std::vector<std::string> assumptions;
  std::vector<Choice> all;
  for (const auto* step : programme(course_of(facts, current.state, assumptions)).steps)
    all.push_back({std::string(step->step.code), std::string(step->words)});
  return all;
}

std::vector<FieldChoices> of_a_vote(const Facts& facts, const engine::Setting& setting) {
  const auto* ballot = facts.ballot_at_hand();
  if (ballot == nullptr) return {};
  return {{"/seat", seats(*ballot, setting)}, {"/subject", subjects(*ballot)}, {"/preference", subjects(*ballot)}};
}
}  // namespace

std::vector<FieldChoices> choices(const engine::Workflow&, const engine::Case& current, std::string_view command,
                                  const engine::Setting& setting) {
  if (!is_modification(current)) return {};
  const auto& facts = facts_of(current);
  if (command == CastVote::name) return of_a_vote(facts, setting);
  if (command == "agree-timetable" || command == "forecast")
    return {{"/milestones/*/code", milestones(facts, current), false}};
  if (command == "determine" && facts.ballot_that_decided() != nullptr)
    return {{"/subject", subjects(*facts.ballot_that_decided())}};
  return {};
}

std::vector<FieldChoices> lists(const engine::Workflow& rules, std::string_view) {
  if (rules.collection() == "bodies")
    return {{"/policy", listed("Policy", engine::ballot_policies())},
            {"/quorum", listed("QuorumRule", engine::quorum_rules())}};
  if (rules.collection() != "modifications") return {};
  const auto causes = listed("Cause", {std::begin(causes_of_movement), std::end(causes_of_movement)});
  return {{"/objectives/*/objective", listed("Objective", {std::begin(objectives), std::end(objectives)})},
          {"/milestones/*/reason_code", causes},
          {"/timetable/*/reason_code", causes}};
}

}  // namespace sec
