// The guards of votes.
#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/modification/guards.hpp"
#include "workflows/sec/modification/view.hpp"

namespace sec {

// --- opening a vote
// --------------------------------------------------------------------------------------------------------

bool sees_votes(const Look& look) {
  return look.facts.open_ballot() == nullptr ||
         clearance(look.setting.reader ? *look.setting.reader : look.setting.by) >= for_secas;
}

namespace {
// In the order of Family::related().
const body::Facts* related(const Look& look, std::size_t place) {
  const auto& all = look.setting.related;
  return place >= all.size() || all[place] == nullptr ? nullptr : &body::facts_of(*all[place]);
}
bool has_seats(const Look& look, std::size_t place) {
  const auto* body = related(look, place);
  return body != nullptr && engine::filled(body::roll_on(*body, look.setting.on)) > 0;
}
std::string_view display(Body body) { return body == Body::panel ? "Panel" : "Change Board"; }
}  // namespace

const body::Facts* voting_body(const Look& look, const OpenVote& command) {
  return related(look, body_that_votes(look, command) == Body::panel ? 1 : 0);
}
Body body_that_votes(const Look& look, const OpenVote& command) {
  if (command.body) return *command.body;
  const bool is_the_panels = command.purpose == Purpose::ia_cost && rules_of(look.facts.pack).ia_cost_body == "panel";
  return is_the_panels ? Body::panel : Body::change_board;
}

Reason VoteIsOpen::unmet(const Look& look) { return unless(look.facts.open_ballot() != nullptr, "no vote is open"); }
Reason SeatsAreFilled::unmet(const Look& look) {
  if (look.setting.related.empty()) return {};  // nobody asked who sits there
  const bool panel_may = look.state == "refinement" && has_seats(look, 1);
  return unless(has_seats(look, 0) || panel_may, "no seat of the Change Board is filled on " +
                                                     date_text(look.setting.on) +
                                                     ": appoint its members first (bodies/change-board)");
}
Reason BodyIsTheRightOne::unmet(const Look& look, const OpenVote& command) {
  const auto body = body_that_votes(look, command);
  const bool is_the_panels = rules_of(look.facts.pack).ia_cost_body == "panel";
  if (body == Body::change_board)
    return unless(command.purpose != Purpose::ia_cost || !is_the_panels,
                  "the Panel signs off the cost of an Impact Assessment under these rules");
  if (body == Body::csc) return "the Change Sub-Committee does not vote on modifications";
  if (command.purpose != Purpose::ia_cost)
    return "the Panel votes in place of the Change Board on the cost of an Impact Assessment alone";
  return unless(is_the_panels || command.reason,
                "the Change Board signs off the cost: when the Panel votes in its place it gives a 'reason'");
}
Reason BodyVotesThatWay::unmet(const Look& look, const OpenVote& command) {
  const auto* body = voting_body(look, command);
  if (body == nullptr) return {};
  const auto name = display(body_that_votes(look, command));
  if (engine::filled(body::roll_on(*body, look.setting.on)) == 0)
    return fmt::format("no seat of the {} is filled on {}", name, date_text(look.setting.on));
  return unless(std::find(body->modes.begin(), body->modes.end(), command.mode) != body->modes.end(),
                fmt::format("the {} does not vote by that mode", name));
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
Reason CostIsPriced::unmet(const Look& look, const OpenVote& command) {
  if (command.purpose != Purpose::ia_cost) return {};
  return PreliminaryAssessmentReturnedBefore::unmet(look);
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

Reason VoteHasNotEnded::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr || !ballot->closes_at) return {};
  return unless(look.setting.now < *ballot->closes_at, "the vote closed at " + engine::to_text(*ballot->closes_at) +
                                                           "; it is " + engine::to_text(look.setting.now));
}
Reason SeatIsOnTheRoll::unmet(const Look& look, const CastVote& command) {
  if (look.facts.open_ballot() == nullptr) return {};
  const auto* seat = look.facts.open_ballot()->seat(command.seat);
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
  const auto& subjects = ballot->subjects();
  if (!command.subject && subjects.size() > 1)
    return "the ballot has several subjects: say in 'subject' which this vote is on";
  for (const auto& named : {command.subject, command.preference})
    if (named && std::find(subjects.begin(), subjects.end(), *named) == subjects.end())
      return "'" + *named + "' is not on the ballot";
  return {};
}

namespace {
std::string mandate_text(const engine::Alternate& alternate) {
  const auto from = alternate.from ? " from " + date_text(*alternate.from) : std::string();
  const auto until = alternate.until ? " until " + date_text(*alternate.until) : std::string();
  return "'" + alternate.id + "' is its alternate" + from + until;
}

// Who acts, as far as the roll knows; nothing: it does not know them for this seat today.
std::optional<engine::Capacity> capacity_of(const engine::Seat& seat, const std::string& id, Date today) {
  for (const auto capacity : {engine::Capacity::holder, engine::Capacity::alternate})
    if (engine::mandated(seat, id, capacity, today)) return capacity;
  return {};
}
}  // namespace

std::variant<Voter, std::string> voter_of(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.open_ballot();
  const auto* seat = ballot == nullptr ? nullptr : ballot->seat(command.seat);
  if (seat == nullptr || !seat->holder) return "nobody holds seat '" + command.seat + "'";
  const bool by_secas = is_secas(look.setting.by.role);
  const auto& id = by_secas ? command.alternate.value_or(seat->holder->id) : look.setting.by.id;
  const auto capacity = capacity_of(*seat, id, look.setting.today);
  if (!capacity) {
    const auto other = seat->alternate ? " and " + mandate_text(*seat->alternate) : std::string();
    return fmt::format("{} '{}'; seat '{}' is held by '{}'{}", by_secas ? "the form is of" : "your token is", id,
                       seat->seat, seat->holder->id, other);
  }
  if (*capacity == engine::Capacity::holder) return Voter{*seat->holder, *capacity, *seat->holder};
  const auto* cast = ballot->counting(seat->seat, command.subject.value_or(ballot->subjects().front()));
  if (cast != nullptr && cast->vote.in_capacity == engine::Capacity::holder)
    return "the holder of seat '" + seat->seat + "' has voted: an alternate votes for an absent member alone";
  return Voter{{seat->alternate->id, seat->alternate->name}, *capacity, *seat->holder};
}

Reason MayVoteForTheSeat::unmet(const Look& look, const CastVote& command) {
  if (look.facts.open_ballot() == nullptr || look.facts.open_ballot()->seat(command.seat) == nullptr) return {};
  const auto voter = voter_of(look, command);
  const auto* fault = std::get_if<std::string>(&voter);
  return fault == nullptr ? Reason{} : Reason{*fault};
}

Reason SeatCanBeCorrected::unmet(const Look& look, const CorrectRoll& command) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return {};
  const auto* seat = ballot->seat(command.seat);
  if (seat == nullptr) return "there is no seat '" + command.seat + "' on the roll of this vote";
  if (!command.holder && !command.alternate) return "it corrects nothing: name 'holder' or 'alternate'";
  return unless(command.holder || seat->holder, "a vacant seat has no alternate");
}
Reason ObjectiveNamed::unmet(const Look& look, const CastVote& command) {
  static constexpr std::string_view objectives[] = {"a", "b",  "c",  "d",   "e",   "f",   "g",
                                                    "h", "C1", "C2", "C3a", "C3b", "C3c", "C3d"};
  for (const auto& one : command.objectives)
    if (std::find(std::begin(objectives), std::end(objectives), one.objective) == std::end(objectives))
      return "'" + one.objective + "' is no SEC Objective: they are a to h, and C1, C2, C3a to C3d for charging";
  // What it costs to find out, or a corrected text, furthers no objective.
  const auto* ballot = look.facts.open_ballot();
  if (ballot != nullptr && ballot->purpose != Purpose::final) return {};
  return unless(command.choice == Choice::abstain || !command.objectives.empty(),
                "who approves or rejects names at least one SEC Objective, and whether it is better, neutral or worse");
}
Reason SaysFromWhat::unmet(const Look& look, const CastVote& command) {
  if (!is_secas(look.setting.by.role))
    return unless(!command.recorded_from, "a seat's own token votes itself: 'recorded_from' is for SECAS, from a form");
  return unless(command.recorded_from.has_value(),
                "SECAS records a seat's vote from its form: say from what in 'recorded_from'");
}

// --- closing
// -------------------------------------------------------------------------------------------------------------------

Reason VoteMayClose::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode == VoteMode::meeting || !ballot->closes_at || look.setting.now >= *ballot->closes_at) return {};
  return unless(sees_votes(look) && ballot->complete >= ballot->filled,
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

namespace {
// Whether there is a quorum, for those who may know; the sentence is for the others.
std::variant<bool, std::string> quorum_is_met(const Look& look) {
  if (!sees_votes(look)) return "whether there is a quorum is for SECAS alone while the vote is open";
  return quorum_of(*look.facts.open_ballot()).met;
}
}  // namespace

Reason CountsNow::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  const auto met = quorum_is_met(look);
  if (const auto* hidden = std::get_if<std::string>(&met)) return *hidden;
  if (std::get<bool>(met) || (ballot->mode == VoteMode::correspondence && ballot->extended)) return {};
  const auto quorum = quorum_of(*ballot);
  return fmt::format("there is no quorum: {} of the {} votes it needs", quorum.votes, quorum.needed);
}
Reason InquorateAtAMeeting::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode != VoteMode::meeting) return "the vote is by correspondence";
  const auto met = quorum_is_met(look);
  if (const auto* hidden = std::get_if<std::string>(&met)) return *hidden;
  return unless(!std::get<bool>(met), "there is a quorum: it is counted");
}
Reason InquorateByCorrespondence::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode != VoteMode::correspondence) return "the vote is at a meeting";
  const auto met = quorum_is_met(look);
  if (const auto* hidden = std::get_if<std::string>(&met)) return *hidden;
  if (std::get<bool>(met)) return "there is a quorum: it is counted";
  return unless(!ballot->extended, "it has been extended once: what was returned is counted");
}
Reason DecidedUnderSelfGovernance::unmet(const Look& look) {
  return unless(look.facts.path == Path::self_governance,
                look.facts.path ? "it is not a Self-Governance Modification" : "its path is not known: set it first");
}
Reason DecidedByTheAuthority::unmet(const Look& look) {
  return unless(decided_by_authority(look.facts.path),
                look.facts.path ? "it is a Self-Governance Modification" : "its path is not known: set it first");
}
Reason NobodyActedOnTheVote::unmet(const Look& look) {
  const bool counted = !look.facts.ballots.empty() && look.facts.ballots.back()->state == BallotState::closed;
  if (!counted && !past_unknown(look)) return "there is no counted vote to open again";
  return unless(look.facts.referral_tier == 1, "a referral has been decided on it");
}

}  // namespace sec
