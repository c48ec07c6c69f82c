// The guards of the report phase and of votes.
#include <fmt/format.h>

#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/calendar.hpp"
#include "workflows/sec/guards.hpp"

namespace sec {

Reason HasBeenRefined::unmet(const Look& look) {
  return unless(look.facts.has_been_refined || past_unknown(look),
                "it came straight to the Report Phase: SECAS keeps the report");
}
Reason NeverRefined::unmet(const Look& look) {
  return unless(!look.facts.has_been_refined && !past_unknown(look),
                "it has been through Refinement: the Working Group gets it back");
}

Reason AllFourDecided::unmet(const Look&, const ApproveReport& command) {
  if (!command.progress_to_report_phase)
    return "it is not agreed that it progresses to the Report Phase: a partial approval is a return";
  if (!command.report_approved) return "the Modification Report is not approved: a partial approval is a return";
  return unless(command.implementation_approach_approved,
                "the implementation approach is not approved: a partial approval is a return");
}

Reason ConsultationLengthAllowed::reason(const Look& look, std::optional<Date> opens, std::optional<Time> closes) {
  const auto first = opens.value_or(look.setting.on);
  if (first < look.setting.on) return "the consultation opens before it is decided";
  if (!closes) return {};
  const int days = calendar_of(look.setting).between(first, engine::london_date(*closes));
  if (days < periods.report_consultation_min_wd) return "the consultation closes before a Working Day has passed";
  if (look.facts.deviates("consultation-length")) return {};
  return unless(days <= periods.report_consultation_max_wd,
                fmt::format("the consultation would run for {} Working Days: {} are the most", days,
                            periods.report_consultation_max_wd));
}

Reason AnswersAreDue::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr) return "no consultation is open";
  if (!open->closes_at) return {};
  return unless(look.setting.now < *open->closes_at || look.setting.on < engine::london_date(*open->closes_at),
                "the consultation closed at 17:00 on " + date_text(engine::london_date(*open->closes_at)));
}
Reason NotTheDcc::unmet(const Look& look, const RecordResponse& command) {
  return unless(command.category != Category::dcc && look.setting.by.category != "dcc",
                "Parties other than the DCC are consulted");
}
Reason SpeaksForItself::reason(const Look& look, const std::string& party) {
  const auto& by = look.setting.by;
  if (by.role != "party" && by.role != "consumer-body") return {};
  return unless(party == by.id || (!by.name.empty() && party == by.name),
                "your token speaks for '" + by.id + "', not for '" + party + "'");
}
Reason ConsultationIsOver::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr || !open->closes_at) return {};
  return unless(look.setting.now >= *open->closes_at && look.setting.on >= engine::london_date(*open->closes_at),
                "the consultation runs until " + engine::to_text(*open->closes_at));
}

// --- opening a vote
// --------------------------------------------------------------------------------------------------------

namespace {
const body::Facts* board(const Look& look) {
  const auto& related = look.setting.related;
  return related.empty() || related[0] == nullptr ? nullptr : &body::facts_of(*related[0]);
}
}  // namespace

Reason VoteIsOpen::unmet(const Look& look) { return unless(look.facts.open_ballot() != nullptr, "no vote is open"); }
Reason SeatsAreFilled::unmet(const Look& look) {
  if (look.setting.related.empty()) return {};  // nobody asked who sits there
  const auto* body = board(look);
  return unless(body != nullptr && engine::filled(body::roll_on(*body, look.setting.on)) > 0,
                "no seat of the Change Board is filled on " + date_text(look.setting.on) +
                    ": appoint its members first (bodies/change-board)");
}
Reason BodyVotesThatWay::unmet(const Look& look, const OpenVote& command) {
  const auto* body = board(look);
  if (body == nullptr) return {};
  return unless(std::find(body->modes.begin(), body->modes.end(), command.mode) != body->modes.end(),
                "the Change Board does not vote by that mode");
}
Reason PurposeFitsTheStage::unmet(const Look& look, const OpenVote& command) {
  const bool refining = look.state == "refinement";
  if (refining)
    return unless(command.purpose == Purpose::ia_cost,
                  "in Refinement the Change Board votes on the cost of an Impact Assessment alone ('ia-cost')");
  if (command.purpose == Purpose::final && !look.facts.path)
    return "its path is not known, and the path says what follows from the vote: set it first";
  return unless(command.purpose != Purpose::ia_cost, "the cost of an Impact Assessment is voted on in Refinement");
}
Reason ClosingAllowed::unmet(const Look& look, const OpenVote& command) {
  if (!command.closes_at) return {};
  const int days = calendar_of(look.setting).between(look.setting.on, engine::london_date(*command.closes_at));
  if (command.mode == VoteMode::meeting)
    return unless(*command.closes_at > look.setting.now || days >= 0, "the vote closes before it opens");
  return unless(days >= periods.correspondence_vote_min_wd && days <= periods.correspondence_vote_max_wd,
                fmt::format("a vote by correspondence runs for {} to {} Working Days, not {}",
                            periods.correspondence_vote_min_wd, periods.correspondence_vote_max_wd, days));
}
Reason SubjectsExist::unmet(const Look& look, const OpenVote& command) {
  for (const auto& subject : command.subjects) {
    const bool known =
        subject == "proposed" || std::any_of(look.facts.alternatives.begin(), look.facts.alternatives.end(),
                                             [&](const auto& one) { return one.name == subject; });
    if (!known) return "'" + subject + "' is neither 'proposed' nor an Alternative Proposal";
    if (std::count(command.subjects.begin(), command.subjects.end(), subject) > 1)
      return "'" + subject + "' is named twice";
  }
  return {};
}

// --- voting
// ------------------------------------------------------------------------------------------------------------------

namespace {
const engine::Seat* seat_on(const Ballot* ballot, const std::string& name) {
  if (ballot == nullptr) return nullptr;
  const auto found =
      std::find_if(ballot->roll.begin(), ballot->roll.end(), [&](const auto& seat) { return seat.seat == name; });
  return found == ballot->roll.end() ? nullptr : &*found;
}
int seats_voted(const Ballot& ballot) {
  std::vector<std::string_view> seats;
  for (const auto& vote : ballot.votes)
    if (std::find(seats.begin(), seats.end(), vote.seat) == seats.end()) seats.push_back(vote.seat);
  return static_cast<int>(seats.size());
}
bool has_quorum(const Ballot& ballot) { return seats_voted(ballot) >= engine::quorum(ballot.roll, ballot.quorum_rule); }
}  // namespace

Reason VoteHasNotEnded::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr || !ballot->closes_at) return {};
  return unless(look.setting.now < *ballot->closes_at, "the vote closed at " + engine::to_text(*ballot->closes_at) +
                                                           "; it is " + engine::to_text(look.setting.now));
}
Reason SeatIsOnTheRoll::unmet(const Look& look, const CastVote& command) {
  if (look.facts.open_ballot() == nullptr) return {};
  const auto* seat = seat_on(look.facts.open_ballot(), command.seat);
  if (seat == nullptr) return "there is no seat '" + command.seat + "' on the roll of this vote";
  return unless(seat->holder.has_value(), "seat '" + command.seat + "' was vacant when the roll was frozen");
}
Reason HoldsTheSeat::unmet(const Look& look, const CastVote& command) {
  if (look.setting.by.role != "change-board-member") return {};
  return unless(look.setting.by.seat == command.seat, look.setting.by.seat.empty()
                                                          ? "your token holds no seat"
                                                          : "your token holds seat '" + look.setting.by.seat + "'");
}
Reason SubjectIsOnTheBallot::unmet(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return {};
  if (!command.subject)
    return unless(ballot->subjects.size() == 1,
                  "the ballot has several subjects: say in 'subject' which this vote is on");
  const bool there =
      std::find(ballot->subjects.begin(), ballot->subjects.end(), *command.subject) != ballot->subjects.end();
  return unless(there, "'" + *command.subject + "' is not on the ballot");
}
Reason ObjectiveNamed::unmet(const Look&, const CastVote& command) {
  static constexpr std::string_view objectives[] = {"a", "b",  "c",  "d",   "e",   "f",   "g",
                                                    "h", "C1", "C2", "C3a", "C3b", "C3c", "C3d"};
  for (const auto& one : command.objectives)
    if (std::find(std::begin(objectives), std::end(objectives), one.objective) == std::end(objectives))
      return "'" + one.objective + "' is no SEC Objective: they are a to h, and C1, C2, C3a to C3d for charging";
  return {};
}
Reason SaysFromWhat::unmet(const Look& look, const CastVote& command) {
  return unless(!is_secas(look.setting.by.role) || command.recorded_from,
                "SECAS records a seat's vote from its form: say from what in 'recorded_from'");
}

// --- closing
// -------------------------------------------------------------------------------------------------------------------

Reason VoteMayClose::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode == VoteMode::meeting || !ballot->closes_at || look.setting.now >= *ballot->closes_at) return {};
  return unless(seats_voted(*ballot) >= engine::filled(ballot->roll),
                "it runs until " + engine::to_text(*ballot->closes_at) +
                    ", and closes earlier only when every filled seat has voted");
}
namespace {
Reason about(const Look& look, Purpose purpose) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  return unless(ballot->purpose == purpose,
                "the vote is about '" + std::string(engine::body::wire_name(ballot->purpose)) + "'");
}
}  // namespace
Reason FinalVote::unmet(const Look& look) { return about(look, Purpose::final); }
Reason LegalTextVote::unmet(const Look& look) { return about(look, Purpose::legal_text); }
Reason IaCostVote::unmet(const Look& look) { return about(look, Purpose::ia_cost); }

Reason CountsNow::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (has_quorum(*ballot) || (ballot->mode == VoteMode::correspondence && ballot->extended)) return {};
  return fmt::format("there is no quorum: {} of the {} votes it needs", seats_voted(*ballot),
                     engine::quorum(ballot->roll, ballot->quorum_rule));
}
Reason InquorateAtAMeeting::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode != VoteMode::meeting) return "the vote is by correspondence";
  return unless(!has_quorum(*ballot), "there is a quorum: it is counted");
}
Reason InquorateByCorrespondence::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode != VoteMode::correspondence) return "the vote is at a meeting";
  if (has_quorum(*ballot)) return "there is a quorum: it is counted";
  return unless(!ballot->extended, "it has been extended once: what was returned is counted");
}
Reason DecidedUnderSelfGovernance::unmet(const Look& look) {
  return unless(look.facts.path == Path::self_governance,
                look.facts.path ? "it is not a Self-Governance Modification" : "its path is not known: set it first");
}
Reason DecidedByTheAuthority::unmet(const Look& look) {
  return unless(look.facts.path == Path::authority_determined || look.facts.path == Path::authority_led,
                look.facts.path ? "it is a Self-Governance Modification" : "its path is not known: set it first");
}
Reason NobodyActedOnTheVote::unmet(const Look& look) {
  const bool counted = !look.facts.ballots.empty() && look.facts.ballots.back()->state == BallotState::closed;
  if (!counted && !past_unknown(look)) return "there is no counted vote to open again";
  return unless(look.facts.referral_tier == 1, "a referral has been decided on it");
}

}  // namespace sec
