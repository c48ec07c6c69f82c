// What makes a modification stand still: withdrawal, hold, suspension; and how its deadlines and rules move.
#include "workflows/sec/modification/anytime/hold.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/anytime/recount.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/parties.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

Reason IsActive::unmet(const Look& look) {
  const auto& pause = look.facts.pause;
  if (!pause) return {};
  return fmt::format("it is {}{} ({}): resume it first", pause->status == Status::on_hold ? "on hold" : "suspended",
                     pause->since ? " since " + date_text(*pause->since) : "",
                     shown(pause->reason, for_everybody));  // refusals are kept, and read again by others
}

Reason NeverSentBack::unmet(const Look& look) {
  return unless(!look.facts.sent_back, "it was sent back by the Authority: it can no longer be withdrawn");
}
Reason NeverVotedOn::unmet(const Look& look) {
  return unless(!look.facts.voted_on, "the Change Board's vote on it was closed: it can no longer be withdrawn");
}
Reason AuthorityConsentsIfItLed::unmet(const Look& look, const Withdraw& command) {
  return unless(!authority_led(look.facts) || command.authority_consent.value_or(false),
                "an Authority-led modification is withdrawn with the Authority's consent ('authority_consent')");
}
Reason IsHeld::unmet(const Look& look) {
  return unless(look.facts.pause.has_value(), "it is neither on hold nor suspended");
}

namespace {
Reason not_held_until(const Facts& facts, const std::optional<Date>& until, const std::string& how) {
  return unless(until && until != facts.pause->until, "it is " + how + " already: another 'until' moves its end");
}
}  // namespace

Reason NotHeldAlready::unmet(const Look& look, const Hold& command) {
  if (look.facts.status() == Status::active) return {};
  if (look.facts.status() == Status::suspended) return "it is suspended, which holds it as well";
  return not_held_until(look.facts, command.until, "on hold");
}
Reason NotHeldAlready::unmet(const Look& look, const Suspend& command) {
  if (look.facts.status() != Status::suspended) return {};
  return not_held_until(look.facts, command.until, "suspended");
}

WithdrawalTookEffect WithdrawalTookEffect::from(const Look&, const DeadlinePassed& command) {
  return kept<WithdrawalTookEffect>(command);
}
WithdrawalTookEffect WithdrawalTookEffect::from(const Look& look, const EndWindow& command) {
  return ended_by_hand<WithdrawalTookEffect>(look, command);
}

WithdrawalNoticed WithdrawalNoticed::from(const Look& look, const Withdraw& command) {
  return kept_until(look, command, &WithdrawalNoticed::window_ends, periods.adoption_wd);
}

namespace {
// The same hour of the London day that lies `days` Working Days later.
std::optional<Time> moved(const engine::Calendar& calendar, const std::optional<Time>& from, int days) {
  if (!from || days <= 0) return from;
  return engine::london_time(calendar.add(engine::london_date(*from), days), engine::london_hour(*from));
}

Resumed resumed(const Look& look) {
  Resumed event;
  if (!look.facts.pause) return event;
  const auto& facts = look.facts;
  const auto& calendar = calendar_of(look.setting);
  event.held_wd = std::max(0, calendar.between(facts.pause->since.value_or(look.setting.on), look.setting.on));
  // What was past when it began stays where it was: a hold moves what is to come (3.11).
  const auto to_come = [&](Time due) {
    return engine::london_date(due) >= facts.pause->since.value_or(look.setting.on);
  };
  const auto later = [&](const std::optional<Time>& due) {
    return due && !to_come(*due) ? std::nullopt : moved(calendar, due, event.held_wd);
  };
  if (const auto* open = facts.open_consultation()) event.consultation_closing = later(open->closes_at);
  if (const auto* ballot = facts.open_ballot()) {
    event.ballot_closing = later(ballot->closes_at);
    event.ballot_reminder = later(ballot->reminder);
  }
  if (!facts.assessments.empty() && !facts.assessments.back().returned_on)
    event.assessment_due = later(facts.assessments.back().due);
  event.target = later(facts.target);
  // Under a notice of withdrawal what stands still is of the state before it.
  const auto state = facts.state_before_notice.empty() ? look.state : std::string_view(facts.state_before_notice);
  for (const auto& timer : counted_timers(facts, state)) {
    if (timer.statutory || event.held_wd == 0 || !to_come(timer.due)) continue;
    event.moved.push_back(later_by(calendar, timer.name, timer.due, timer.counted, event.held_wd));
  }
  return event;
}
}  // namespace

void check(const Adopt& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_party(setting, command.party, command.category, true, reading);
}
Adopted Adopted::from(const Look& look, const Adopt& command) {
  auto event = kept<Adopted>(command);
  event.category = category_of(look.setting, command.party, command.category);
  if (const auto named = party_named(look.setting, command.party); !named.id.empty()) event.party_id = named.id;
  const auto& facts = look.facts;
  if (!facts.withdrawal_noticed_on || facts.pause) return event;  // resuming gives back what it was held for
  const auto& calendar = calendar_of(look.setting);
  const int held_meanwhile = facts.held_wd - facts.held_wd_before_notice;
  const int paused = calendar.between(*facts.withdrawal_noticed_on, look.setting.on) - held_meanwhile;
  if (paused <= 0) return event;
  event.paused_wd = paused;
  std::vector<MovedDeadline> later;
  for (const auto& timer : timers(facts, facts.state_before_notice)) {
    if (timer.what == Watched::new_rules) continue;
    const auto* counted = counting_of(facts, timer.name);
    if (counted == nullptr) later.push_back({timer.name, *sec::moved(calendar, timer.due, paused), {}});
    else later.push_back(later_by(calendar, timer.name, timer.due, *counted, paused));
  }
  if (!later.empty()) event.moved = std::move(later);
  return event;
}

Resumed Resumed::from(const Look& look, const Resume& command) {
  auto event = resumed(look);
  event.reason = command.reason;
  return event;
}
Resumed Resumed::from(const Look& look, const DeadlinePassed&) { return resumed(look); }

RulesChanged RulesChanged::from(const Look& look, const DeadlinePassed&) {
  RulesChanged event;
  for (const auto& rules : pack_rules)
    if (rules.takes_over == look.facts.pack) event.pack = std::string(rules.name);
  return event;
}

namespace {
Assessment* awaited_assessment(Facts& facts) {
  auto* last = facts.assessments.empty() ? nullptr : &facts.assessments.back();
  return last != nullptr && last->due && !last->returned_on ? last : nullptr;
}

AsItStood as_it_stands(const Facts& facts, std::string state) {
  return {std::make_shared<const Facts>(facts), std::move(state)};
}
}  // namespace

void apply(Facts& facts, const WithdrawalNoticed& event, const engine::Entry& entry) {
  facts.before_notice = as_it_stands(facts, entry.event.from);
  facts.withdrawal_noticed_on = entry.effective_on;
  facts.held_wd_before_notice = facts.held_wd;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  facts.occurrences.change(facts.occurrences.size() - 1).until = engine::london_date(event.window_ends);
  watch_again(facts, adoption_window_timer);
  facts.state_before_notice = entry.event.from;
  if (facts.open_ballot() != nullptr) end_ballot(facts, BallotState::void_, entry.effective_on);
}
void apply(Facts& facts, const WithdrawalTookEffect&, const engine::Entry&) {
  facts.window_ends.reset();
  facts.pause.reset();
}

namespace {
// By the name under which the clock watches it. Names are those that timers() gave, so none is unknown here; were one,
// deadline_of() would throw rather than move another deadline.
void move_deadline(Facts& facts, const MovedDeadline& moved) {
  const auto deadline = deadline_of(moved.deadline);
  const auto slot = slot_of(facts, deadline);
  if (slot.due == nullptr) return;
  *slot.due = moved.due;
  if (slot.counted != nullptr) *slot.counted = moved.counted;
  if (deadline.of == Deadline::Of::ballot_closing) owes_again(*ballot_to_change(facts));
}

// One that follows on another goes on from where that began.
void pause(Facts& facts, Pause pause, const engine::Entry& entry) {
  if (facts.pause) pause.since = facts.pause->since;
  else facts.before_pause = as_it_stands(facts, entry.event.from);
  facts.pause = std::move(pause);
  watch_again(facts, hold_timer);
  watch_again(facts, suspension_timer);
}
}  // namespace

namespace {
// Its window is over with the adoption.
void end_notice(Facts& facts, Date on) {
  for (auto i = facts.occurrences.size(); i > 0; --i)
    if (facts.occurrences[i - 1].step == WithdrawalNoticed::name) {
      facts.occurrences.change(i - 1).until = on;
      return;
    }
}
}  // namespace

void apply(Facts& facts, const Adopted& event, const engine::Entry& entry) {
  end_notice(facts, entry.effective_on);
  facts.occurrences.change(facts.occurrences.size() - 1).who = event.party;
  if (event.paused_wd && facts.withdrawal_noticed_on)
    facts.holds.push_back({*facts.withdrawal_noticed_on, entry.effective_on, true, std::move(facts.before_notice)});
  facts.before_notice = {};
  facts.proposer = Proposer{ProposerType::party, event.party_id.value_or(event.party), event.party, event.category};
  facts.withdrawal_noticed_on.reset();
  facts.window_ends.reset();
  facts.state_before_notice.clear();
  facts.held_wd += event.paused_wd.value_or(0);
  if (!event.moved) return;
  for (const auto& one : *event.moved) move_deadline(facts, one);
}

void apply(Facts& facts, const Suspended& event, const engine::Entry& entry) {
  pause(facts, {Status::suspended, event.reason, entry.effective_on, event.until, entry.version}, entry);
}
void apply(Facts& facts, const PutOnHold& event, const engine::Entry& entry) {
  pause(facts, {Status::on_hold, event.reason, entry.effective_on, event.until, entry.version}, entry);
}

void apply(Facts& facts, const Resumed& event, const engine::Entry& entry) {
  if (facts.pause && facts.pause->since)
    facts.holds.push_back({*facts.pause->since, entry.effective_on, false, std::move(facts.before_pause)});
  facts.pause.reset();
  facts.before_pause = {};
  facts.held_wd += event.held_wd;
  if (event.consultation_closing && facts.open_consultation() != nullptr)
    facts.consultations.back().closes_at = event.consultation_closing;
  if (event.assessment_due && !facts.assessments.empty()) facts.assessments.back().due = event.assessment_due;
  else if (auto* one = awaited_assessment(facts)) one->held_wd += event.held_wd;
  if (event.target) facts.target = event.target;
  if (event.ballot_closing)
    if (auto* ballot = ballot_to_change(facts)) {
      ballot->closes_at = event.ballot_closing;
      if (event.ballot_reminder) ballot->reminder = event.ballot_reminder;
      owes_again(*ballot);
    }
  for (const auto& one : event.moved) move_deadline(facts, one);
  if (auto* ballot = ballot_to_change(facts)) note_closing(*ballot, entry.at, engine::ClosingCause::resumed);
}

void apply(Facts& facts, const DeadlinesMoved& event, const engine::Entry& entry) {
  for (const auto& one : event.moved) move_deadline(facts, one);
  if (auto* ballot = ballot_to_change(facts)) note_closing(*ballot, entry.at, engine::ClosingCause::moved);
}
void apply(Facts& facts, const RulesChanged& event, const engine::Entry&) { facts.pack = event.pack; }

}  // namespace sec
