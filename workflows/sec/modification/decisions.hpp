// What the changes of several events share: every step, decisions, timetables, parts, consultations, ballots.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// Whether an event acts on the count of the last vote, so that forms of that vote are too late from then on (DEF 16.3):
// not if it only adds to the register (T54), or is nobody's act.
template <class Event>
constexpr bool adds_to_the_register = requires {
  Event::lasting;
};
template <class Event>
constexpr bool is_nobodys_act = requires {
  Event::leaves_the_count_alone;
};
template <class Event>
constexpr bool acts_on_the_count = !adds_to_the_register<Event> && !is_nobodys_act<Event>;
// What every event does, before its own apply().
void step(Facts& facts, const std::optional<BodyDecision>& decision, bool acts_on_the_count,
          const engine::Entry& entry);
template <class Event>
void step(Facts& facts, const Event& event, const engine::Entry& entry) {
  std::optional<BodyDecision> decision;
  if constexpr (requires { decision = event.decided_by; }) decision = event.decided_by;
  else if constexpr (requires { decision = event.decision; }) decision = event.decision;
  step(facts, decision, acts_on_the_count<Event>, entry);
  if (auto words = words_of_item(event, decision, entry.version)) facts.words_of_items.push_back(std::move(*words));
}

std::string deciding_body(const Facts& facts);  // who converts and approves reports under its rules: "panel", "csc"
// Whose act it was, of those that the Panel and the Authority share.
template <class Event>
bool by_authority(const Event& event, const engine::Entry& entry) {
  return event.by_authority.value_or(entry.by.role == "authority");
}
template <class Event>
std::string panel_or_authority(const Event& event, const engine::Entry& entry) {
  return by_authority(event, entry) ? "authority" : "panel";
}
// The modification that a command goes to, if it is among the cases that its check may look at; nullptr: it is not.
const engine::Case* itself(const engine::Setting& setting);
// Nothing of a modification happens before it was raised.
void check_after_raising(Date day, const std::string& at, const engine::Setting& setting,
                         engine::body::Reading& reading);
void check_after_raising(const std::vector<Milestone>& milestones, const std::string& at,
                         const engine::Setting& setting, engine::body::Reading& reading);
// What the body names by its number is on the register of the modification, counted from 1.
void check_document(std::optional<int> document, const engine::Setting& setting, engine::body::Reading& reading,
                    const char* at = "/document");
void check_part(std::optional<int> part, const engine::Setting& setting, engine::body::Reading& reading);
// The Authority has answered what the Proposer referred to it, if that was it.
void answer_referral(Facts& facts, ReferralSubject subject);
// Keeps what was decided; `by`: whose decision it is, if the command does not name the body itself.
void note_decision(Facts& facts, const engine::Entry& entry, const Common& common, std::string by,
                   std::optional<std::string> outcome, std::optional<Text> reason);
// Keeps what a vote decided, or what it decided when it was counted again: one vote is one decision, by its newest
// count.
void note_count(Facts& facts, const engine::Entry& entry, const Common& common, const Ballot& ballot, Verdict outcome);
// Keeps a numbered version of the timetable; `by`: whose it is, if the command does not name the body itself.
void agree(Facts& facts, const engine::Entry& entry, const Common& common, std::string by,
           const std::vector<Milestone>& milestones);
// The part of this number, without one the first: the one that is there, or else a new one.
Part& part_to_change(Facts& facts, std::optional<int> number);
// The report of the round is the one that was approved.
void approve_report(Facts& facts, const std::optional<std::string>& version, Date on);
void consult(Facts& facts, ConsultationKind kind, Date opens_on, std::optional<Time> closes_at,
             std::optional<Counting> counted = {});
void end_consultation(Facts& facts, Date on);
void end_ballot(Facts& facts, BallotState state, Date on);
// A deadline of that name is set anew: it fires although one of its name has fired before.
void watch_again(Facts& facts, std::string_view deadline);
void void_ballots(Facts& facts);  // those of the round: a send-back makes its votes null and void

}  // namespace sec
