// What a historic register tells of a day, as far as it can be kept as facts: it is beside the texts in `imported`.
#include <algorithm>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/anytime/past_codes.hpp"

namespace sec {

namespace {
Assessment* outstanding(Facts& facts, AssessmentKind kind) {
  const auto found = std::find_if(facts.assessments.begin(), facts.assessments.end(),
                                  [&](const auto& one) { return one.kind == kind && !one.returned_on; });
  return found == facts.assessments.end() ? nullptr : &*found;
}

void assess(Facts& facts, AssessmentKind kind, Date on, bool returned) {
  auto* one = returned ? outstanding(facts, kind) : nullptr;
  if (one == nullptr) {
    one = &facts.assessments.emplace_back();
    one->kind = kind;
    one->round = facts.round;
  }
  (returned ? one->returned_on : one->requested_on) = on;
}

// The day on which the consultation that ends now was issued, if that is known.
std::optional<Date> issued_on(const Facts& facts, std::string_view code) {
  std::optional<Date> found;
  facts.imported.for_each([&](const ImportedMilestone& one) {
    if (one.code == code) found = one.on;
  });
  return found;
}

// A consultation is kept when its end is known: one that may have ended long ago is no open one.
void consulted(Facts& facts, ConsultationKind kind, std::string_view issued, Date closed_on) {
  Consultation one;
  one.number = static_cast<int>(facts.consultations.size()) + 1;
  one.kind = kind;
  one.round = facts.round;
  one.opens_on = issued_on(facts, issued);
  one.closed_on = closed_on;
  facts.consultations.push_back(std::move(one));
}

void implemented(Facts& facts, const KnownStep& step, Date on) {
  const int number = step.part.value_or(1);
  auto found =
      std::find_if(facts.parts.begin(), facts.parts.end(), [&](const auto& part) { return part.part == number; });
  if (found == facts.parts.end()) {
    found = facts.parts.emplace(facts.parts.end());
    found->part = number;
  }
  found->actual_on = on;
  if (step.release) found->release = step.release;
}

void note(Facts& facts, const MilestoneRecorded& event, const engine::Entry& entry) {
  std::optional<std::string> outcome;
  if (event.outcome) outcome = std::string(engine::body::wire_name(*event.outcome));
  if (const auto* code = historic::find_code(event.code); code != nullptr && !code->by.empty())
    note_decision(facts, entry, {}, std::string(code->by), outcome, event.text);
}

void pause(Facts& facts, const KnownStep& step, Date on) {
  if (!step.status) return;
  facts.pause.reset();
  if (*step.status == Status::active) return;
  const auto since = step.undated.value_or(false) ? std::nullopt : std::optional(on);
  facts.pause = Pause{*step.status, step.text.value_or("on hold in the register that it comes from"), since, {}};
}

void keep(Facts& facts, const MilestoneRecorded& event, Date on) {
  const std::string_view code = event.code;
  if (code == "RAISED" && !facts.raised_on) facts.raised_on = on;
  if (code == "PA_REQUESTED" || code == "PA_RETURNED")
    assess(facts, AssessmentKind::preliminary, on, code == "PA_RETURNED");
  if (code == "IA_REQUESTED" || code == "IA_RETURNED") assess(facts, AssessmentKind::impact, on, code == "IA_RETURNED");
  if (code == "REFINEMENT_CONSULTATION_CLOSED")
    consulted(facts, ConsultationKind::refinement, "REFINEMENT_CONSULTATION_ISSUED", on);
  if (code == "MRC_CLOSED") consulted(facts, ConsultationKind::report, "MRC_ISSUED", on);
  if (code == "CB_VOTE") facts.board_outcome = event.outcome;
  if (code == "IMPLEMENTATION" || code == "PART_IMPLEMENTED") implemented(facts, event, on);
}
}  // namespace

void apply(Facts& facts, const MilestoneRecorded& event, const engine::Entry& entry) {
  const KnownStep& step = event;
  const Date on = entry.effective_on;
  keep(facts, event, on);
  note(facts, event, entry);
  pause(facts, step, on);
  facts.imported.push_back({on, step.code, step.text, step.state});
  if (step.path) facts.path = step.path;
  if (step.urgent) facts.urgency = *step.urgent ? Urgency::urgent : Urgency::not_urgent;
  if (step.outcome) facts.decision = step.outcome;
  if (step.planned_on || (step.release && facts.parts.empty()))
    plan(facts, {PlannedPart{step.part.value_or(1), step.release, step.planned_on}});
  if (!step.state) return;
  facts.taken_over_in = *step.state;
  facts.state_since_known = !step.undated.value_or(false);
  facts.has_been_refined = facts.has_been_refined || *step.state == "refinement";
}

}  // namespace sec
