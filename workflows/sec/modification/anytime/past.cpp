// What an older register tells of a modification that was taken over, one day after the other.
#include "workflows/sec/modification/anytime/past.hpp"

#include <algorithm>

#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/command_to.hpp"

namespace sec {

Reason OnlyItsPastIsRecorded::unmet(const Look& look) {
  const auto& last = look.facts.last_event;
  const bool only_past = look.state == NotKnown::name || last == TakenOver::name || last == MilestoneRecorded::name ||
                         last == RulesChanged::name;
  return unless(
      look.facts.taken_over_from && only_past,
      "it was not brought in from another register, or has gone on since: its steps are recorded by commands");
}
Reason StaysWhatItEndedAs::unmet(const Look& look, const RecordMilestone& command) {
  const bool ended = look.state == Withdrawn::name || look.state == Rejected::name || look.state == Reversed::name ||
                     look.state == ContinuedAsParts::name;
  return unless(!ended || !command.state || *command.state == look.state,
                "what is withdrawn, rejected, overturned or split stays so");
}
Reason FastTrackIsNotRefined::unmet(const Look& look, const RecordMilestone& command) {
  const auto path = command.path ? command.path : look.facts.path;
  const std::string_view state = command.state ? std::string_view(*command.state) : look.state;
  return unless(path != Path::fast_track || !is_in_process(state),
                "a Fast-Track Modification is never refined, reported, consulted on, voted on or sent back");
}

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
  (returned ? one->returned_version : one->requested_version) = facts.version;
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
  one.version = facts.version;
  facts.consultations.push_back(std::move(one));
}

void implemented(Facts& facts, const KnownStep& step, Date on) {
  auto& part = part_to_change(facts, step.part.value_or(1));
  part.actual_on = on;
  part.implemented_version = facts.version;
  if (step.release) part.release = step.release;
}

void note(Facts& facts, const MilestoneRecorded& event, const engine::Entry& entry) {
  std::optional<std::string> outcome;
  if (event.outcome) outcome = std::string(engine::body::wire_name(*event.outcome));
  if (const auto* code = historic::find_code(event.code); code != nullptr && !code->by.empty())
    note_decision(facts, entry, {}, std::string(code->by), outcome, event.text);
}

// Older releases of the program took the row that tells of the end of a hold for another one.
bool tells_of_its_end(const KnownStep& step) {
  return step.code == "HOLD" && step.text && step.text->find("(end") != std::string::npos;
}

void pause(Facts& facts, const KnownStep& step, Date on) {
  if (!step.status) return;
  facts.pause.reset();
  if (*step.status == Status::active || tells_of_its_end(step)) return;
  const auto since = step.undated.value_or(false) ? std::nullopt : std::optional(on);
  facts.pause =
      Pause{*step.status, step.text.value_or("on hold in the register that it comes from"), since, {}, facts.version};
}

void file(Facts& facts, const KnownStep& step, const engine::Entry& entry) {
  if (!step.documents) return;
  for (const auto& one : *step.documents) {
    ++facts.documents_of[static_cast<std::size_t>(Classification::white)];
    Document document;
    document.kind = one.kind;
    document.title = one.title;
    document.version = one.version.value_or("");
    document.on = entry.effective_on;
    file_document(facts.documents, std::move(document), entry.version);
  }
}

// What is said of the implementation, and of which part: without a number of the one that is known.
void plan_as_told(Facts& facts, const KnownStep& step) {
  if (!step.planned_on && !step.release) return;
  if (step.planned_on || step.part || facts.parts.empty())
    return plan(facts, {PlannedPart{step.part.value_or(1), step.release, step.planned_on}}, {});
  if (facts.parts.size() == 1 && !facts.parts[0].release) facts.parts[0].release = step.release;
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
  if (code == "SG_WINDOW_END") facts.window_closed_on = on;
  if (code == "IMPLEMENTATION" || code == "PART_IMPLEMENTED") implemented(facts, event, on);
}
}  // namespace

void apply(Facts& facts, const MilestoneRecorded& event, const engine::Entry& entry) {
  const KnownStep& step = event;
  const Date on = entry.effective_on;
  keep(facts, event, on);
  note(facts, event, entry);
  pause(facts, step, on);
  facts.imported.push_back({on, step.code, step.text, step.state, entry.version});
  if (step.path) facts.path = step.path;
  if (step.urgent) facts.urgency = *step.urgent ? Urgency::urgent : Urgency::not_urgent;
  if (step.outcome) facts.decision = step.outcome;
  plan_as_told(facts, step);
  std::stable_sort(facts.parts.begin(), facts.parts.end(),
                   [](const auto& a, const auto& b) { return a.part < b.part; });  // as the register counts them
  file(facts, step, entry);
  if (!step.state) return;
  facts.taken_over_in = *step.state;
  facts.state_since_known = !step.undated.value_or(false);
  facts.has_been_refined = facts.has_been_refined || *step.state == Refinement::name;
}

void check(const RecordMilestone& command, const engine::Setting&, engine::body::Reading& reading) {
  check_known_step(command, "", reading);
}

std::vector<engine::Consequence> brings(const Facts&, std::string_view, const TakenOver& event,
                                        const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  if (!event.position) return found;
  for (std::size_t i = 0; i < event.position->history.size(); ++i) {
    const auto& day = event.position->history[i];
    RecordMilestone step;
    static_cast<KnownStep&>(step) = day;
    step.effective_on = day.on;
    found.push_back(
        {command_to("modifications", event.reference, step, entry.by), "/position/history/" + std::to_string(i), true});
  }
  return found;
}

}  // namespace sec
