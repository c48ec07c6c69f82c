// What the events of votes work out: the frozen question, receipts, counts.
#include <algorithm>

#include <fmt/format.h>

#include "engine/hash.hpp"
#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/modification/guards.hpp"

namespace sec {

namespace {
template <class Event, class Command>
Event kept(const Command& command) {
  Event event;
  static_cast<Command&>(event) = command;
  return event;
}

// The proposed solution first: where preferences tie, it is carried.
std::vector<std::string> subjects_of(const Look& look, const OpenVote& command) {
  auto subjects = command.subjects;
  if (subjects.empty()) {
    subjects.push_back("proposed");
    if (command.purpose == Purpose::final)
      for (const auto& one : look.facts.alternatives) subjects.push_back(one.name);
  }
  std::stable_partition(subjects.begin(), subjects.end(), [](const auto& one) { return one == "proposed"; });
  return subjects;
}

std::string question_of(const Look& look, const OpenVote& command) {
  if (command.question) return *command.question;
  const auto& ref = look.facts.ref;
  switch (command.purpose) {
    case Purpose::final:
      return "Shall " + ref + " be approved, as its Modification Report sets it out?";
    case Purpose::ia_cost:
      return "Shall the cost of the DCC's Impact Assessment of " + ref + " be incurred?";
    case Purpose::legal_text:
      return "Shall the corrected legal text of " + ref + " be approved?";
  }
  return ref;
}

// The newest version of each document; the titles of those alone that everybody may see.
std::vector<engine::FrozenDocument> documents_in_force(const Look& look) {
  std::vector<engine::FrozenDocument> found;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  look.facts.documents.for_each([&](const Filed& filed) {
    const auto& one = filed.document;
    const auto [place, fresh] = places.try_emplace({one.kind, one.title}, found.size());
    if (fresh) found.emplace_back();
    const bool white = one.classification == Classification::white;
    found[place->second] = {one.kind, white ? std::optional(one.title) : std::nullopt, one.version, one.sha256};
  });
  return found;
}

std::optional<Time> reminder_before(const std::optional<Time>& closing, VoteMode mode, const engine::Setting& setting) {
  if (!closing || mode != VoteMode::correspondence) return {};
  const auto at = reminder_of(setting, *closing);
  return at > setting.now ? std::optional(at) : std::nullopt;
}

engine::FrozenBallot frozen_of(const Look& look, const OpenVote& command) {
  const auto& body = *voting_body(look, command);
  engine::FrozenBallot frozen;
  frozen.case_ = look.facts.ref;
  frozen.ballot = static_cast<int>(look.facts.ballots.size()) + 1;
  frozen.round = look.facts.round;
  frozen.purpose = engine::body::wire_name(command.purpose);
  frozen.mode = engine::body::wire_name(command.mode);
  frozen.question = question_of(look, command);
  frozen.body_ = engine::body::wire_name(body_that_votes(look, command));
  frozen.policy = body.policy;
  frozen.quorum = body.quorum;
  frozen.blocks = body::blocks_of(frozen.body_);
  frozen.chair = body.chair;
  frozen.opened_at = look.setting.now;
  frozen.subjects = subjects_of(look, command);
  frozen.documents = documents_in_force(look);
  frozen.roll = body::roll_on(body, look.setting.on);
  return frozen;
}
}  // namespace

Time reminder_of(const engine::Setting& setting, Time closing) {
  const auto day = calendar_of(setting).add(engine::london_date(closing), -periods.vote_reminder_wd);
  return engine::close_of_business(day);
}

VoteOpened VoteOpened::from(const Look& look, const OpenVote& command) {
  auto event = kept<VoteOpened>(command);
  event.frozen = frozen_of(look, command);
  event.subjects = event.frozen->subjects;
  event.question = event.frozen->question;
  event.policy = event.frozen->policy;
  event.quorum_rule = event.frozen->quorum;
  event.roll_hash = engine::sha256_hex(engine::frozen_text(*event.frozen));
  if (command.closes_at) event.closing = command.closes_at;
  else if (command.mode == VoteMode::correspondence)
    keep_counted(event, event.closing.emplace(),
                 closing_after(look.setting, look.setting.on, periods.correspondence_vote_wd));
  event.reminder = reminder_before(event.closing, command.mode, look.setting);
  return event;
}

Vote vote_of(const Ballot& ballot, const VoteCast& event, Time at) {
  const auto* seat = ballot.seat(event.seat);
  const auto own = seat != nullptr && seat->holder ? *seat->holder : engine::Person{};
  const auto older = event.alternate ? engine::Person{*event.alternate, {}} : own;
  return {ballot.opened->roll_hash,
          event.seat,
          event.subject.value_or("proposed"),
          event.choice,
          event.reason,
          event.objectives,
          event.voter.value_or(older),
          event.in_capacity.value_or(event.alternate ? engine::Capacity::alternate : engine::Capacity::holder),
          event.holder.value_or(own),
          event.preference,
          event.declaration,
          event.recorded_from,
          at};
}

VoteCast VoteCast::from(const Look& look, const CastVote& command) {
  auto event = kept<VoteCast>(command);
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return event;
  if (!event.subject) event.subject = ballot->subjects().front();
  const auto voter = voter_of(look, command);
  if (const auto* who = std::get_if<Voter>(&voter)) {
    event.voter = who->person;
    event.in_capacity = who->capacity;
    event.holder = who->holder;
  }
  event.receipt = receipt_of(vote_of(*ballot, event, look.setting.now));
  return event;
}

RollCorrected RollCorrected::from(const Look& look, const CorrectRoll& command) {
  auto event = kept<RollCorrected>(command);
  if (const auto* ballot = look.facts.open_ballot()) {
    event.ballot = ballot->number;
    event.after = ballot->arrived;
  }
  return event;
}

VoteReminded VoteReminded::from(const Look& look, const DeadlinePassed&) {
  VoteReminded event;
  if (const auto* ballot = look.facts.open_ballot()) {
    event.ballot = ballot->number;
    event.seats = seats_owing(*ballot, ballot->boxes.size());
  }
  return event;
}

// --- counting
// ----------------------------------------------------------------------------------------------------------------

namespace {
// Approved when the proposed solution or any Alternative is, each tested against the Code as it stands (1.6.4).
template <class Event>
Event count_up(const Look& look) {
  Event event;
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return event;
  auto result = count(*ballot);
  event.ballot = ballot->number;
  event.outcome = result.preferred ? Verdict::approve : Verdict::reject;
  event.tallies = std::move(result.tallies);
  event.preferred = std::move(result.preferred);
  event.policy = ballot->opened->frozen.policy;
  event.roll_hash = ballot->opened->roll_hash;
  event.quorum = quorum_of(*ballot);
  return event;
}

VoteDecided decided(const Look& look, Date published_on) {
  auto event = count_up<VoteDecided>(look);
  event.published_on = published_on;
  keep_counted(event, event.window_ends, closing_after(look.setting, published_on, periods.referral_wd));
  return event;
}
SentToAuthority sent(const Look& look) {
  auto event = count_up<SentToAuthority>(look);
  keep_counted(event, event.target, closing_after(look.setting, look.setting.on, periods.authority_target_wd));
  return event;
}
IaCostVoted ia_cost_voted(const Look& look) {
  auto event = count_up<IaCostVoted>(look);
  event.before_consultation_end = !consulted_before_the_cost(look);
  return event;
}
VoteExtended extended(const Look& look) {
  VoteExtended event;
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return event;
  event.ballot = ballot->number;
  const auto from = ballot->closes_at ? engine::london_date(*ballot->closes_at) : look.setting.on;
  keep_counted(event, event.closing, closing_after(look.setting, from, periods.quorum_extension_wd));
  event.reminder = reminder_before(event.closing, ballot->mode, look.setting);
  return event;
}
VoteInquorate inquorate(const Look& look) {
  VoteInquorate event;
  if (const auto* ballot = look.facts.open_ballot()) event.ballot = ballot->number;
  return event;
}
}  // namespace

VoteDecided VoteDecided::from(const Look& look, const CloseVote& command) {
  return decided(look, command.published_on.value_or(look.setting.on));
}
VoteDecided VoteDecided::from(const Look& look, const DeadlinePassed&) { return decided(look, look.setting.on); }
SentToAuthority SentToAuthority::from(const Look& look, const CloseVote&) { return sent(look); }
SentToAuthority SentToAuthority::from(const Look& look, const DeadlinePassed&) { return sent(look); }
IaCostVoted IaCostVoted::from(const Look& look, const CloseVote&) { return ia_cost_voted(look); }
IaCostVoted IaCostVoted::from(const Look& look, const DeadlinePassed&) { return ia_cost_voted(look); }
LegalTextVoted LegalTextVoted::from(const Look& look, const CloseVote&) { return count_up<LegalTextVoted>(look); }
LegalTextVoted LegalTextVoted::from(const Look& look, const DeadlinePassed&) { return count_up<LegalTextVoted>(look); }
VoteExtended VoteExtended::from(const Look& look, const CloseVote&) { return extended(look); }
VoteExtended VoteExtended::from(const Look& look, const DeadlinePassed&) { return extended(look); }
VoteInquorate VoteInquorate::from(const Look& look, const CloseVote&) { return inquorate(look); }
VoteInquorate VoteInquorate::from(const Look& look, const DeadlinePassed&) { return inquorate(look); }

}  // namespace sec
