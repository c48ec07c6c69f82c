// The Refinement Process: assessments by the DCC, the consultation, Alternative Proposals, the report that ends it.
#include "workflows/sec/modification/stages/refinement.hpp"

#include <algorithm>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
bool outstanding(const Facts& facts, AssessmentKind kind) {
  const auto* last = facts.last(kind);
  return last != nullptr && !last->returned_on;
}
}  // namespace

bool returned(const Facts& facts, AssessmentKind kind) {
  for (const auto& one : facts.assessments)
    if (one.kind == kind && one.returned_on) return true;
  return false;
}

Reason NoPreliminaryAssessmentOutstanding::unmet(const Look& look) {
  return unless(!outstanding(look.facts, AssessmentKind::preliminary),
                "a Preliminary Assessment is outstanding already");
}
Reason PreliminaryAssessmentRequestedBefore::unmet(const Look& look) {
  return unless(outstanding(look.facts, AssessmentKind::preliminary) ||
                    (past_unknown(look) && !returned(look.facts, AssessmentKind::preliminary)),
                "no Preliminary Assessment is outstanding");
}
Reason NoImpactAssessmentOutstanding::unmet(const Look& look) {
  return unless(!outstanding(look.facts, AssessmentKind::impact), "an Impact Assessment is outstanding already");
}
Reason ImpactAssessmentRequestedBefore::unmet(const Look& look) {
  return unless(outstanding(look.facts, AssessmentKind::impact) ||
                    (past_unknown(look) && !returned(look.facts, AssessmentKind::impact)),
                "no Impact Assessment is outstanding");
}
Reason PreliminaryAssessmentReturnedBefore::unmet(const Look& look) {
  return unless(returned(look.facts, AssessmentKind::preliminary) || past_unknown(look),
                "the DCC has not returned a Preliminary Assessment, which gives the price");
}

Reason NoConsultationOpen::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  return unless(open == nullptr, "a consultation is open");
}
Reason ConsultationIsOpen::unmet(const Look& look) {
  return unless(look.facts.open_consultation() != nullptr, "no consultation is open");
}
Reason ClosesAfterItOpens::unmet(const Look& look, const OpenRefinementConsultation& command) {
  return unless(!command.closes_at || engine::london_date(*command.closes_at) > look.setting.on,
                "a consultation closes on a later day than it opens");
}

bool consulted_before_the_cost(const Look& look) {
  const auto& facts = look.facts;
  if (facts.open_consultation() != nullptr) return false;
  if (past_unknown(look) || facts.deviates("skip-consultation")) return true;
  return std::any_of(facts.consultations.begin(), facts.consultations.end(),
                     [](const auto& one) { return one.kind == ConsultationKind::refinement; });
}

Reason ReasonGivenForTheIaCost::unmet(const Look& look, const DecideIaCost& command) {
  if (command.reason) return {};
  const bool by_panel = !command.decided_by || command.decided_by->body == Body::panel;
  const bool in_its_place = by_panel && rules_of(look.facts.pack).ia_cost_body != "panel";
  if (in_its_place && command.decision != IaCost::defer)
    return "the Change Board signs off the cost: when the Panel acts in its place it gives a 'reason'";
  return unless(consulted_before_the_cost(look),
                "the Refinement Consultation has not ended: deciding before needs a 'reason'");
}
Reason DecidedByWhoSignsOffTheCost::unmet(const Look& look, const DecideIaCost& command) {
  if (!command.decided_by || command.decided_by->body == Body::panel) return {};
  const auto by = engine::body::wire_name(command.decided_by->body);
  return unless(by == rules_of(look.facts.pack).ia_cost_body,
                "the decision is named as one of '" + std::string(by) + "', whose decision this is not");
}
Reason IaCostAgreed::unmet(const Look& look) {
  return unless(look.facts.ia_cost && look.facts.ia_cost->decision == IaCost::incur,
                "nobody has agreed to incur the cost of the Impact Assessment");
}
Reason AlternativeIsNew::unmet(const Look& look, const AddAlternative& command) {
  for (const auto& one : look.facts.alternatives)
    if (one.name == command.name_) return "there is an Alternative Proposal of that name";
  return unless(command.name_ != "proposed", "'proposed' is the proposed solution itself");
}

Reason RefinementConsulted::unmet(const Look& look) {
  const bool skipped = look.facts.deviates("skip-consultation") || look.facts.deviates(Deviation::skip_refinement);
  if (past_unknown(look) || skipped) return {};
  for (const auto& one : look.facts.consultations)
    if (one.kind == ConsultationKind::refinement && one.closed_on) return {};
  return "no Refinement Consultation has been held and closed";
}

Reason AssessmentsSuffice::unmet(const Look& look, const SubmitReport& command) {
  const auto& facts = look.facts;
  if (facts.impacts.dcc_systems != DccImpact::system || facts.deviates(Deviation::skip_refinement)) return {};
  // What is outstanding here is known to be missing, whatever came before.
  const bool excused = past_unknown(look) && !outstanding(facts, AssessmentKind::preliminary);
  if (!excused && !returned(facts, AssessmentKind::preliminary))
    return "it changes DCC Systems and has no Preliminary Assessment";
  if (excused && !outstanding(facts, AssessmentKind::impact)) return {};
  const bool dispensed = facts.deviates(Deviation::dispense_with_impact_assessment);
  return unless(dispensed || returned(facts, AssessmentKind::impact) || command.assessment_waiver,
                "it changes DCC Systems and has no Impact Assessment: say in 'assessment_waiver' why the Preliminary "
                "one suffices");
}
Reason LegalTextPresent::unmet(const Look&, const SubmitReport& command) {
  return unless(command.legal_text, "a Modification Report contains the legal text");
}

namespace {
void check_due(const std::optional<Date>& due_on, const engine::Setting& setting, engine::body::Reading& reading) {
  if (due_on && *due_on <= setting.on) reading.fault("/due_on", "is no day after the one on which it is asked for");
  check_working_day(due_on, "an assessment is due on a Working Day", "/due_on", calendar_of(setting), reading);
}
// A day that was agreed is counted from nothing, and no holiday moves it.
template <class Event, class Command>
Event asked_for(const Look& look, const Command& command, int working_days) {
  if (!command.due_on) return kept_until(look, command, &Event::due, working_days);
  auto event = kept<Event>(command);
  event.due = engine::close_of_business(*command.due_on);
  return event;
}
}  // namespace

void check(const RequestPreliminaryAssessment& command, const engine::Setting& setting,
           engine::body::Reading& reading) {
  check_due(command.due_on, setting, reading);
}
void check(const RequestImpactAssessment& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_due(command.due_on, setting, reading);
}
PreliminaryAssessmentRequested PreliminaryAssessmentRequested::from(const Look& look,
                                                                    const RequestPreliminaryAssessment& command) {
  return asked_for<PreliminaryAssessmentRequested>(look, command, periods.preliminary_assessment_wd);
}
ImpactAssessmentRequested ImpactAssessmentRequested::from(const Look& look, const RequestImpactAssessment& command) {
  return asked_for<ImpactAssessmentRequested>(look, command, periods.impact_assessment_wd);
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

IaCostDecided IaCostDecided::from(const Look& look, const DecideIaCost& command) {
  auto event = kept<IaCostDecided>(command);
  event.before_consultation_end = !consulted_before_the_cost(look);
  return event;
}

namespace {
Assessment& assessment(Facts& facts, AssessmentKind kind) {
  const auto open = std::find_if(facts.assessments.begin(), facts.assessments.end(),
                                 [&](const auto& one) { return one.kind == kind && !one.returned_on; });
  if (open != facts.assessments.end()) return *open;
  Assessment fresh;
  fresh.kind = kind;
  fresh.round = facts.round;
  return facts.assessments.emplace_back(fresh);
}

template <class Event>
void request(Facts& facts, AssessmentKind kind, const Event& event, const engine::Entry& entry) {
  auto& one = assessment(facts, kind);
  one.requested_on = entry.effective_on;
  one.requested_version = entry.version;
  one.due = event.due;
  one.counted = event.counted;
}
template <class Event>
Assessment& give_back(Facts& facts, AssessmentKind kind, const Event& event, const engine::Entry& entry) {
  auto& one = assessment(facts, kind);
  one.returned_on = entry.effective_on;
  one.returned_version = entry.version;
  one.cost = event.cost;
  return one;
}
}  // namespace

void apply(Facts& facts, const PreliminaryAssessmentRequested& event, const engine::Entry& entry) {
  request(facts, AssessmentKind::preliminary, event, entry);
}
void apply(Facts& facts, const PreliminaryAssessmentReturned& event, const engine::Entry& entry) {
  give_back(facts, AssessmentKind::preliminary, event, entry).duration_months = event.duration_months;
}
void apply(Facts& facts, const ImpactAssessmentRequested& event, const engine::Entry& entry) {
  request(facts, AssessmentKind::impact, event, entry);
}
void apply(Facts& facts, const ImpactAssessmentReturned& event, const engine::Entry& entry) {
  give_back(facts, AssessmentKind::impact, event, entry).post_pit_cost = event.post_pit_cost;
}

void apply(Facts& facts, const RefinementConsultationOpened& event, const engine::Entry& entry) {
  consult(facts, ConsultationKind::refinement, entry.effective_on, event.closing, event.counted);
}
void apply(Facts& facts, const RefinementConsultationClosed& event, const engine::Entry& entry) {
  end_consultation(facts, entry.effective_on);
  if (event.responses && !facts.consultations.empty())
    facts.consultations.back().responses = std::max(*event.responses, facts.consultations.back().responses);
}

void apply(Facts& facts, const IaCostDecided& event, const engine::Entry& entry) {
  const std::string by(event.decided_by ? engine::body::wire_name(event.decided_by->body) : std::string_view("panel"));
  facts.ia_cost =
      IaCostDecision{event.decision, by, entry.effective_on, event.amount, event.reason, event.before_consultation_end};
  Common common;
  common.decision = event.decided_by;
  note_decision(facts, entry, common, by, std::string(engine::body::wire_name(event.decision)), event.reason);
}
void apply(Facts& facts, const AlternativeAdded& event, const engine::Entry&) {
  facts.alternatives.push_back({event.name_, event.by, event.summary_});
}

void apply(Facts& facts, const ReportSubmitted& event, const engine::Entry& entry) {
  ReportVersion report;
  report.round = facts.round;
  report.version = event.report_version;
  report.submitted_on = entry.effective_on;
  report.submitted_version = entry.version;
  report.assessment_waiver = event.assessment_waiver;
  facts.reports.push_back(std::move(report));
}

}  // namespace sec
