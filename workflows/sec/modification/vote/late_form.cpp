// A form that came in time and is entered after the close: until somebody acts on the count, it is counted again.
#include "workflows/sec/modification/vote/late_form.hpp"

#include <fmt/format.h>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

static_assert(BallotRecounted::name == ballot_recounted);

namespace {
const Ballot* counted_last(const Look& look) {
  const auto* ballot = look.facts.ballot_at_hand();
  return ballot != nullptr && ballot->was_counted() ? ballot : nullptr;
}

// What every refusal of a late vote says: when the vote closed, and what time it is.
std::string closed_on(const Ballot& ballot) {
  const auto closed = ballot.closed_at.value_or(Time{});
  return "the vote closed on " + said(ballot.closes_at ? std::min(*ballot.closes_at, closed) : closed);
}
}  // namespace

Reason LastVoteWasCounted::unmet(const Look& look) {
  if (look.facts.open_ballot() != nullptr) return "a vote is open: it is cast in that";
  if (look.facts.ballots.empty()) return "no vote is open, and none has been counted";
  const auto& last = *look.facts.ballots.back();
  return unless(last.was_counted(),
                fmt::format("no vote is open; the last one ended {}without a count, and no vote is added to it",
                            last.closed_on ? "on " + date_text(*last.closed_on) + " " : std::string()));
}

Reason NobodyActedOnTheCount::unmet(const Look& look) {
  const auto* ballot = counted_last(look);
  if (ballot == nullptr) return {};
  const auto what = closed_on(*ballot) + "; it is now " + said(look.setting.now);
  if (!ballot->late_forms_until) return what + ": it was opened or closed before forms were entered after the close";
  if (!look.facts.awaits_late_forms) return what + ": a later step has acted on its count, which stands";
  return unless(look.setting.now < *ballot->late_forms_until,
                fmt::format("{}: forms that came in time were entered up to {} Working Days after the close, until {}",
                            what, periods.late_form_wd, engine::to_text(*ballot->late_forms_until)));
}

Reason FormCameInTime::unmet(const Look& look, const CastVote& command) {
  const auto* ballot = counted_last(look);
  if (ballot == nullptr) return {};
  const auto what = closed_on(*ballot) + "; this vote came on " + said(look.setting.now);
  if (!is_secas(look.setting.by.role))
    return what + ": a form that reached SECAS on or before the day of the close is entered by SECAS";
  if (!command.recorded_from || !command.recorded_from->on)
    return what + ": say in 'recorded_from' from what it is recorded, and in its 'on' of which day that is";
  return unless(*command.recorded_from->on <= last_day(*ballot),
                fmt::format("{}: the form is of {}, and one of {} or before came in time", what,
                            date_text(*command.recorded_from->on), date_text(last_day(*ballot))));
}

BallotRecounted BallotRecounted::from(const Look& look, const CastVote& command) {
  BallotRecounted event;
  static_cast<VoteCast&>(event) = VoteCast::from(look, command);
  const auto* ballot = counted_last(look);
  if (ballot == nullptr) return event;
  event.ballot = ballot->number;
  event.before = result_of(*ballot);
  auto with_it = *ballot;
  cast(with_it, vote_of(*ballot, event, look.setting.now), event.receipt);
  event.after = count(with_it);
  event.outcome = event.after.preferred ? Verdict::approve : Verdict::reject;
  if (!event.flips() || ballot->purpose != Purpose::final || look.state != AppealWindow::name) return event;
  event.published_on = look.setting.today;
  keep_counted(event, event.window_ends.emplace(),
               closing_after(look.setting, look.setting.today, periods.referral_wd));
  return event;
}

namespace {
// What the outcome brought about is brought about by the other one.
void decide_anew(Facts& facts, const Ballot& ballot, const BallotRecounted& event, const engine::Entry& entry) {
  if (ballot.purpose == Purpose::ia_cost && facts.ia_cost) {
    facts.ia_cost->decision = event.outcome == Verdict::approve ? IaCost::incur : IaCost::not_incur;
    facts.ia_cost->on = entry.effective_on;
  }
  if (ballot.purpose != Purpose::final) return;
  facts.board_outcome = event.outcome;
  if (!event.window_ends) return;
  facts.decision = event.outcome;
  facts.approved_subject = event.after.preferred;
  facts.published_on = event.published_on;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  watch_again(facts, referral_window_timer(1));
}
}  // namespace

void apply(Facts& facts, const BallotRecounted& event, const engine::Entry& entry) {
  auto* ballot = last_ballot_to_change(facts);
  if (ballot == nullptr) return;
  cast(*ballot, vote_of(*ballot, event, entry.at), event.receipt);
  ballot->recounts.push_back({ballot->arrived, entry.at, event.before});
  ballot->tallies = event.after.tallies;
  ballot->preferred = event.after.preferred;
  if (event.flips()) decide_anew(facts, *ballot, event, entry);
  note_count(facts, entry, {}, *ballot, event.outcome);
}

}  // namespace sec
