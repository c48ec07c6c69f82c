// What an event works out when its command is accepted: closings, windows, references.
#include "workflows/sec/modification/events.hpp"

#include <algorithm>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/modification/guards.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/modification/timers.hpp"

namespace sec {

namespace {
template <class Event, class Command>
Event kept(const Command& command) {
  Event event;
  static_cast<Command&>(event) = command;
  return event;
}

// What the Panel and the Authority share.
template <class Event, class Command>
Event of_either(const Look& look, const Command& command) {
  auto event = kept<Event>(command);
  if (acts_for_authority(look, command)) event.by_authority = true;
  return event;
}

template <class Event>
Event opened(const Look& look, const Raise& command) {
  auto event = kept<Event>(command);
  event.reference = look.facts.ref;
  event.pack = look.facts.pack;
  if (!event.raised_on && !command.position && !command.split_from) event.raised_on = look.setting.on;
  const bool own = look.setting.by.role == "proposer" || look.setting.by.role == "party";
  if (own && event.proposer && !event.proposer->id) event.proposer->id = look.setting.by.id;
  return event;
}
}  // namespace

Raised Raised::from(const Look& look, const Raise& command) {
  auto event = opened<Raised>(look, command);
  if (command.urgent.value_or(false))
    event.urgency_due = closing_after(look.setting, look.setting.on, periods.urgent_consideration_wd).due;
  return event;
}
TakenOver TakenOver::from(const Look& look, const Raise& command) { return opened<TakenOver>(look, command); }
PartOpened PartOpened::from(const Look& look, const Raise& command) { return opened<PartOpened>(look, command); }

RefusalOverruled RefusalOverruled::from(const Look& look, const OverruleRefusal& command) {
  return of_either<RefusalOverruled>(look, command);
}

SentToRefinement SentToRefinement::from(const Look& look, const SendToRefinement& command) {
  auto event = kept<SentToRefinement>(command);
  event.reference = command.ref ? canonical_reference(*command.ref) : converted_reference(look.facts.ref);
  return event;
}
SentToReport SentToReport::from(const Look& look, const SendToReport& command) {
  auto event = kept<SentToReport>(command);
  event.reference = command.ref ? canonical_reference(*command.ref) : converted_reference(look.facts.ref);
  return event;
}

// --- refinement and report phase
// -----------------------------------------------------------------------------------------

PreliminaryAssessmentRequested PreliminaryAssessmentRequested::from(const Look& look,
                                                                    const RequestPreliminaryAssessment& command) {
  auto event = kept<PreliminaryAssessmentRequested>(command);
  keep_counted(event, event.due, closing_after(look.setting, look.setting.on, periods.preliminary_assessment_wd));
  return event;
}
ImpactAssessmentRequested ImpactAssessmentRequested::from(const Look& look, const RequestImpactAssessment& command) {
  auto event = kept<ImpactAssessmentRequested>(command);
  keep_counted(event, event.due, closing_after(look.setting, look.setting.on, periods.impact_assessment_wd));
  return event;
}
RefinementConsultationOpened RefinementConsultationOpened::from(const Look& look,
                                                                const OpenRefinementConsultation& command) {
  auto event = kept<RefinementConsultationOpened>(command);
  if (command.closes_at) event.closing = *command.closes_at;
  else
    keep_counted(event, event.closing,
                 closing_after(look.setting, look.setting.on, periods.refinement_consultation_wd));
  return event;
}
RefinementConsultationClosed RefinementConsultationClosed::from(const Look&,
                                                                const CloseRefinementConsultation& command) {
  RefinementConsultationClosed event;
  event.responses = command.responses;
  return event;
}
RefinementConsultationClosed RefinementConsultationClosed::from(const Look&, const DeadlinePassed&) { return {}; }
ResponseRecorded ResponseRecorded::from(const Look& look, const RecordResponse& command) {
  auto event = kept<ResponseRecorded>(command);
  if (look.facts.open_consultation() != nullptr || look.facts.consultations.empty()) return event;
  event.valid = came_before(look.facts.consultations.back().closes_at, command.recorded_from);
  return event;
}
ConsultationClosed ConsultationClosed::from(const Look&, const CloseConsultation&) { return {}; }
ConsultationClosed ConsultationClosed::from(const Look&, const DeadlinePassed&) { return {}; }

IaCostDecided IaCostDecided::from(const Look& look, const DecideIaCost& command) {
  auto event = kept<IaCostDecided>(command);
  event.before_consultation_end = !consulted_before_the_cost(look);
  return event;
}

ReportApproved ReportApproved::from(const Look& look, const ApproveReport& command) {
  auto event = kept<ReportApproved>(command);
  event.opening = command.consultation_opens_on.value_or(look.setting.on);
  if (command.consultation_closes_at) event.closing = *command.consultation_closes_at;
  else keep_counted(event, event.closing, closing_after(look.setting, event.opening, periods.report_consultation_wd));
  return event;
}

// --- what follows
// ------------------------------------------------------------------------------------------------------------

AuthorityApproved AuthorityApproved::from(const Look&, const Determine& command) {
  auto event = kept<AuthorityApproved>(command);
  const bool dated = std::any_of(command.implementation.begin(), command.implementation.end(),
                                 [](const auto& part) { return part.planned_on.has_value(); });
  if (dated) event.directs_dates = true;
  return event;
}
SentBackRecorded SentBackRecorded::from(const Look& look, const SendBack& command) {
  auto event = kept<SentBackRecorded>(command);
  keep_counted(event, event.reminder, closing_after(look.setting, look.setting.on, periods.sent_back_reminder_wd));
  return event;
}
SentBackRouted SentBackRouted::from(const Look& look, const RouteSentBack& command) {
  auto event = kept<SentBackRouted>(command);
  if (command.route != SentBackRoute::report_consultation) return event;
  event.opening = command.consultation_opens_on.value_or(look.setting.on);
  if (command.consultation_closes_at) event.closing = command.consultation_closes_at;
  else
    keep_counted(event, event.closing.emplace(),
                 closing_after(look.setting, *event.opening, periods.report_consultation_wd));
  return event;
}
ReferredToAuthority ReferredToAuthority::from(const Look& look, const Refer& command) {
  auto event = kept<ReferredToAuthority>(command);
  keep_counted(event, event.target, closing_after(look.setting, look.setting.on, periods.authority_target_wd));
  return event;
}
ReferralDecided ReferralDecided::from(const Look& look, const DecideReferral& command) {
  auto event = kept<ReferralDecided>(command);
  event.publication = command.published_on.value_or(look.setting.on);
  keep_counted(event, event.window_ends, closing_after(look.setting, event.publication, periods.referral_wd));
  return event;
}
namespace {
// The clock's name of the window that is open, for what ended it instead.
template <class Event>
Event ended_by_hand(const Look& look, const EndWindow& command) {
  Event event;
  event.name_ = window_timer(look.facts, look.state);
  event.reason = command.reason;
  return event;
}
}  // namespace

DecisionStood DecisionStood::from(const Look&, const DeadlinePassed& command) { return kept<DecisionStood>(command); }
DecisionStood DecisionStood::from(const Look& look, const EndWindow& command) {
  return ended_by_hand<DecisionStood>(look, command);
}
WithdrawalTookEffect WithdrawalTookEffect::from(const Look&, const DeadlinePassed& command) {
  return kept<WithdrawalTookEffect>(command);
}
WithdrawalTookEffect WithdrawalTookEffect::from(const Look& look, const EndWindow& command) {
  return ended_by_hand<WithdrawalTookEffect>(look, command);
}
ApprovalReversed ApprovalReversed::from(const Look& look, const Reverse& command) {
  return of_either<ApprovalReversed>(look, command);
}
PathSet PathSet::from(const Look& look, const SetPath& command) { return of_either<PathSet>(look, command); }
TimetableAgreed TimetableAgreed::from(const Look& look, const AgreeTimetable& command) {
  return of_either<TimetableAgreed>(look, command);
}

WithdrawalNoticed WithdrawalNoticed::from(const Look& look, const Withdraw& command) {
  auto event = kept<WithdrawalNoticed>(command);
  keep_counted(event, event.window_ends, closing_after(look.setting, look.setting.on, periods.adoption_wd));
  return event;
}

namespace {
// The same hour of the London day that lies `days` Working Days later.
std::optional<Time> moved(const engine::Calendar& calendar, const std::optional<Time>& from, int days) {
  if (!from || days <= 0) return from;
  const auto day = engine::london_date(*from);
  const auto hour = *from - engine::london_time(day, std::chrono::seconds{0});
  return engine::london_time(calendar.add(day, days), hour);
}

Resumed resumed(const Look& look) {
  Resumed event;
  if (!look.facts.pause) return event;
  const auto& facts = look.facts;
  const auto& calendar = calendar_of(look.setting);
  event.held_wd = std::max(0, calendar.between(facts.pause->since.value_or(look.setting.on), look.setting.on));
  const auto later = [&](const std::optional<Time>& due) { return moved(calendar, due, event.held_wd); };
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
    if (timer.statutory || event.held_wd == 0) continue;
    event.moved.push_back({timer.name, *later(timer.due),
                           counting(calendar, timer.counted.from, timer.counted.working_days + event.held_wd)});
  }
  return event;
}
}  // namespace

Adopted Adopted::from(const Look& look, const Adopt& command) {
  auto event = kept<Adopted>(command);
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
    later.push_back({timer.name, *sec::moved(calendar, timer.due, paused), {}});
    if (counted != nullptr) later.back().counted = counting(calendar, counted->from, counted->working_days + paused);
  }
  if (!later.empty()) event.moved = std::move(later);
  return event;
}

namespace {
// The reminder that is still to come goes with the closing that it is counted back from.
std::optional<MovedDeadline> moved_reminder(const Look& look, const MovedDeadline& closing) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr || !ballot->reminder || closing.deadline != ballot_closing_timer(ballot->number)) return {};
  return MovedDeadline{ballot_reminder_timer(ballot->number), reminder_of(look.setting, closing.due), {}};
}
}  // namespace

namespace {
// Once a modification is approved the Authority has set the dates of its own, and those that it directed of others:
// these no release changes, but within the range that the Authority left.
bool is_the_authoritys(const Facts& facts, const Part& part, const RecordRelease& command) {
  if (!decided_by_authority(facts.path) && !part.directed_on) return false;
  const bool within = command.change == ReleaseChange::moved && command.on && part.directed_on &&
                      *command.on >= *part.directed_on && *command.on <= part.until.value_or(*part.directed_on);
  return !within;
}
}  // namespace

ReleaseRecorded ReleaseRecorded::from(const Look& look, const RecordRelease& command) {
  auto event = kept<ReleaseRecorded>(command);
  const bool sets_dates = command.change != ReleaseChange::requested && command.change != ReleaseChange::directed;
  if (look.state != "pending-implementation" || !sets_dates) return event;
  std::vector<int> keeping;
  for (const int number : command.parts) {
    const auto* known = look.facts.part(number);
    Part fresh;
    if (is_the_authoritys(look.facts, known != nullptr ? *known : fresh, command)) keeping.push_back(number);
  }
  if (!keeping.empty()) event.keeping_dates = std::move(keeping);
  return event;
}

DeadlinesMoved DeadlinesMoved::from(const Look& look, const MoveDeadlines& command) {
  auto event = kept<DeadlinesMoved>(command);
  const auto& calendar = calendar_of(look.setting);
  for (const auto& timer : moving_over(look.facts, look.state, command.holiday)) {
    auto counted = counting(calendar, timer.counted.from, timer.counted.working_days);
    const auto last = calendar.add(counted.from, counted.working_days);
    const auto hour = timer.due - engine::london_time(engine::london_date(timer.due), std::chrono::seconds{0});
    event.moved.push_back({timer.name, engine::london_time(last, hour), std::move(counted)});
    if (auto reminder = moved_reminder(look, event.moved.back())) event.moved.push_back(std::move(*reminder));
  }
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

SplitUp SplitUp::from(const Look& look, const Split& command) {
  auto event = kept<SplitUp>(command);
  char letter = 'A';
  for (const auto& part : command.parts) {
    event.references.push_back(part.ref ? canonical_reference(*part.ref) : look.facts.ref + letter);
    ++letter;
  }
  return event;
}

StepRevoked StepRevoked::from(const Look& look, const RevokeLast& command) {
  auto event = kept<StepRevoked>(command);
  if (look.earlier.empty()) return event;
  const auto& step = *look.earlier.back();
  event.event = step.event;
  if (step.by_role != "clock") return event;
  const auto watched = timers(*step.facts, step.state);  // the clock takes the soonest first
  const auto first =
      std::min_element(watched.begin(), watched.end(), [](const auto& a, const auto& b) { return a.due < b.due; });
  if (first != watched.end()) event.deadline = first->name;
  return event;
}

}  // namespace sec
