// Finds the choices in what the case remembers: its ballot, its parts, its milestones, its open questions.
#include "workflows/sec/answers/choices.hpp"

#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/release/states.hpp"
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

// Those that are still to be implemented.
std::vector<Choice> parts(const Facts& facts) {
  std::vector<Choice> all;
  for (const auto& one : facts.parts) {
    if (one.actual_on) continue;
    const auto release = one.release ? ", in " + *one.release : std::string();
    all.push_back({std::to_string(one.part), "Part " + std::to_string(one.part) + release});
  }
  return all;
}

std::vector<Choice> open_questions(const Facts& facts) {
  std::vector<Choice> all;
  for (const int number : facts.open_questions())
    all.push_back({std::to_string(number), "Question " + std::to_string(number) + " of the Authority"});
  return all;
}

// What is consulted on.
std::vector<Choice> solutions(const Facts& facts) {
  std::vector<Choice> all{{std::string(proposed_subject), "The proposed solution"}};
  for (const auto& one : facts.alternatives) all.push_back({one.name, "An Alternative Proposal"});
  return all;
}

// Every seat of a vote's roll.
std::vector<Choice> roll(const Ballot& ballot) {
  std::vector<Choice> all;
  for (const auto& seat : ballot.opened->frozen.roll) all.push_back({seat.seat, seat.seat + " (" + seat.block + ")"});
  return all;
}

std::vector<FieldChoices> of_a_vote(const Facts& facts, const engine::Setting& setting) {
  const auto* ballot = facts.ballot_at_hand();
  if (ballot == nullptr) return {};
  return {{"/seat", seats(*ballot, setting)}, {"/subject", subjects(*ballot)}, {"/preference", subjects(*ballot)}};
}

// Commands, and where they name milestones or releases.
constexpr std::pair<std::string_view, std::string_view> fields_with_milestones[] = {
    {"agree-timetable", "/milestones/*/code"},
    {"forecast", "/milestones/*/code"},
    {"send-to-refinement", "/timetable/*/code"},
    {"return-report", "/timetable/*/code"},
    {"decide-urgency", "/timetable/*/code"}};
constexpr std::pair<std::string_view, std::string_view> fields_with_releases[] = {
    {"approve-fast-track", "/implementation/*/release"},
    {"approve-report", "/implementation/*/release"},
    {"determine", "/implementation/*/release"},
    {"agree-phases", "/parts/*/release"},
    {"record-milestone", "/release"}};
constexpr std::string_view commands_of_a_part[] = {"request-revised-date", "direct-date", "implement-part"};

}  // namespace

std::vector<FieldChoices> choices(const engine::Workflow&, const engine::Case& current, std::string_view command,
                                  const engine::Setting& setting) {
  if (!is_modification(current)) return {};
  const auto& facts = facts_of(current);
  if (command == CastVote::name) return of_a_vote(facts, setting);
  for (const auto& [name, field] : fields_with_milestones)
    if (command == name) return {{std::string(field), milestones(facts, current), false}};
  for (const auto name : commands_of_a_part)
    if (command == name) return {{"/part", parts(facts)}};
  if (command == "determine" && facts.ballot_that_decided() != nullptr)
    return {{"/subject", subjects(*facts.ballot_that_decided())}};
  if (command == "record-response") return {{"/subject", solutions(facts)}};
  if (command == "answer-question") return {{"/question", open_questions(facts)}};
  if (command == "correct-roll" && facts.open_ballot() != nullptr) return {{"/seat", roll(*facts.open_ballot())}};
  return {};
}

// One whose scope is open takes a modification in; another name is kept until a release is called so.
std::vector<engine::CaseChoices> case_choices(std::string_view collection, std::string_view command) {
  if (collection != "modifications") return {};
  for (const auto& [name, field] : fields_with_releases)
    if (command == name)
      return {{std::string(field),
               "releases",
               {std::string(release::ProposedState::name), std::string(release::AgreedState::name)}}};
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
