// Puts the entries of a report in order, case by case: steps, stays in states, assessments, consultations, decisions.
#include "workflows/sec/figures/past.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/body_field.hpp"
#include "engine/calendar.hpp"
#include "workflows/sec/figures/numbers.hpp"
#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/anytime/undoing.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/late_form.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::past {

namespace {
Step step_of(const engine::Entry& entry) {
  Step step{entry.effective_on, entry.event.type, entry.event.from, entry.event.to, "", &entry};
  if (entry.event.type == MilestoneRecorded::name)
    step.code = engine::body::text_in(entry.event.body, "code").value_or("NOTE");
  return step;
}

// What was revoked did not happen; a revocation of what came before these entries is a step like others.
void add(std::vector<Step>& steps, const engine::Entry& entry) {
  if (takes_back(entry.event.type)) {
    const auto kept = kept_by(entry);
    const auto undone = std::ssize(steps) - 1 - kept;
    if (undone >= 0 &&
        steps[static_cast<std::size_t>(undone)].event == engine::body::text_in(entry.event.body, "event")) {
      steps.erase(steps.begin() + undone);
      return;
    }
  }
  steps.push_back(step_of(entry));
}

// The days that a register tells of say where it stood, not when it came there.
bool comes_exactly(const Step& step) { return step.code.empty() && step.event != TakenOver::name; }

// `then`: how it stood before the first of its steps; nullptr: it was not there yet.
std::vector<Stay> stays_of(const Life& life, const Summary* then) {
  std::vector<Stay> stays;
  if (then != nullptr) stays.push_back({then->state, then->state_since, {}, false});
  for (const auto& step : life.steps) {
    if (step.from == step.to) continue;
    const auto on = comes_exactly(step) ? std::optional(step.on) : std::nullopt;
    if (!stays.empty()) {
      stays.back().over = true;
      stays.back().until = on;
    }
    stays.push_back({std::string(step.to), on, {}, false});
  }
  return stays;
}

Span* open_one(std::vector<Span>& spans, std::string_view kind) {
  const auto found =
      std::find_if(spans.rbegin(), spans.rend(), [&](const auto& one) { return one.kind == kind && !one.until; });
  return found == spans.rend() ? nullptr : &*found;
}
void begin(std::vector<Span>& spans, const Life& life, const char* kind, Date on) {
  spans.push_back({&life, kind, on, {}, 0, true});
}
// Of one whose beginning is not known, too.
Span& end(std::vector<Span>& spans, const Life& life, const char* kind, Date on) {
  auto* open = open_one(spans, kind);
  if (open == nullptr) open = &spans.emplace_back(Span{&life, kind, {}, {}, 0, true});
  open->until = on;
  return *open;
}

struct Opening {
  std::string_view event, milestone;
  const char* kind;
};
constexpr Opening requests[] = {
    {PreliminaryAssessmentRequested::name, "PA_REQUESTED", "preliminary"},
    {ImpactAssessmentRequested::name, "IA_REQUESTED", "impact"},
};
constexpr Opening returns[] = {
    {PreliminaryAssessmentReturned::name, "PA_RETURNED", "preliminary"},
    {ImpactAssessmentReturned::name, "IA_RETURNED", "impact"},
};
constexpr Opening closings[] = {
    {RefinementConsultationClosed::name, "REFINEMENT_CONSULTATION_CLOSED", "refinement"},
    {ConsultationClosed::name, "MRC_CLOSED", "report"},
};

template <class E>
E event_of(const Step& step) {
  return engine::body::read_event<E>(step.entry->event.body);
}

// The day on which a consultation opens by this step.
std::optional<Date> opening_day(const Step& step) {
  if (step.event == ReportApproved::name) return engine::read_date(step.text("opening"));
  if (step.event == SentBackRouted::name) return engine::read_date(step.text("opening"));
  if (step.is(RefinementConsultationOpened::name, "REFINEMENT_CONSULTATION_ISSUED") || step.is("", "MRC_ISSUED"))
    return step.on;
  return {};
}
}  // namespace

std::string Step::text(std::string_view field) const {
  return engine::body::text_in(entry->event.body, field).value_or("");
}

std::vector<Life> lives_of(const engine::ReportInput& input) {
  std::map<std::string_view, std::size_t> places;
  std::vector<Life> lives;
  for (const auto& one : input.now) {
    places.emplace(one.case_id, lives.size());
    auto& life = lives.emplace_back();
    life.summary = read_summary(one.summary);
    life.calendar = &calendar_of(input);
  }
  for (const auto& entry : input.between)
    if (const auto place = places.find(entry.case_id); place != places.end()) add(lives[place->second].steps, entry);
  std::map<std::string_view, Summary> then;
  for (const auto& one : input.then) then.emplace(one.case_id, read_summary(one.summary));
  for (const auto& [id, place] : places) {
    const auto before = then.find(id);
    lives[place].stays = stays_of(lives[place], before == then.end() ? nullptr : &before->second);
  }
  return lives;
}

std::optional<int> Span::working_days() const {
  return from && until ? life->working_days(*from, *until) : std::nullopt;
}

std::vector<Span> assessments_of(const Life& life) {
  std::vector<Span> spans;
  for (const auto& step : life.steps) {
    for (const auto& one : requests)
      if (step.is(one.event, one.milestone)) begin(spans, life, one.kind, step.on);
    for (const auto& one : returns)
      if (step.is(one.event, one.milestone)) end(spans, life, one.kind, step.on);
  }
  return spans;
}

namespace {
// Who has responded to which consultation on what: one Party counts once.
struct Responded {
  Respondents all;
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> counted;  // consultation, respondent, subject

  int to(std::size_t consultation) const {
    std::set<std::pair<std::size_t, std::string_view>> found;
    for (const auto& [of, who, subject] : counted)
      if (of == consultation) found.emplace(all.same_as(who), subject);
    return static_cast<int>(found.size());
  }
};
// How many responses more it makes.
int respond(Responded& responded, std::size_t consultation, const Step& step) {
  const auto event = event_of<ResponseRecorded>(step);
  const int before = responded.to(consultation);
  const auto place = responded.all.place_of(naming_of(event, step.entry->by));
  if (event.valid.value_or(true))
    responded.counted.emplace_back(consultation, place, event.subject.value_or(std::string(proposed_subject)));
  return responded.to(consultation) - before;
}
}  // namespace

std::vector<Span> consultations_of(const Life& life) {
  std::vector<Span> spans;
  Responded responded;
  for (const auto& step : life.steps) {
    const bool refinement = step.event == RefinementConsultationOpened::name || step.code.starts_with("REFINEMENT");
    if (const auto opens = opening_day(step)) {
      begin(spans, life, refinement ? "refinement" : "report", *opens);
      spans.back().responses_known = step.code.empty();
    }
    if (step.event == ResponseRecorded::name && !spans.empty())
      spans.back().responses += respond(responded, spans.size(), step);
    for (const auto& one : closings) {
      if (!step.is(one.event, one.milestone)) continue;
      auto& ended = end(spans, life, one.kind, step.on);
      ended.responses_known = ended.responses_known && step.code.empty();
      if (step.event == RefinementConsultationClosed::name)
        ended.responses = std::max(ended.responses, event_of<RefinementConsultationClosed>(step).responses.value_or(0));
    }
  }
  return spans;
}

std::string outcome_of(const Life& life, const Step& vote) {
  auto outcome = vote.text("outcome");
  for (const auto* step = &vote; step != life.steps.data() + life.steps.size() && step->event != VoteOpened::name;
       ++step)
    if (step->event == BallotRecounted::name) outcome = step->text("outcome");
  return outcome;
}

std::optional<Decision> decision_of(const Life& life) {
  std::optional<Decision> found;
  for (const auto& step : life.steps) {
    if (step.is(AuthorityApproved::name, "AUTHORITY_APPROVED") || step.event == FastTrackApproved::name)
      found = Decision{step.on, true};
    if (step.is(AuthorityRejected::name, "AUTHORITY_REJECTED")) found = Decision{step.on, false};
    if (step.is(VoteDecided::name, "CB_VOTE") && step.to == AppealWindow::name)
      found = Decision{step.on, step.text("outcome") == "approve"};
    if (step.event == BallotRecounted::name && step.to == AppealWindow::name && found)
      found = Decision{step.text("published_on").empty() ? found->on : step.on, step.text("outcome") == "approve"};
    if (step.event == ReferralDecided::name && found && step.text("decision") == "reverse")
      found = Decision{step.on, !found->approved};
    if (step.event == SentBackRecorded::name || step.event == VoteReopened::name) found.reset();
  }
  return found;
}

std::optional<Date> implemented_on(const Life& life) {
  std::optional<Date> found;
  for (const auto& step : life.steps)
    if (step.to == Implemented::name && step.from != step.to && (step.code.empty() || step.code == "IMPLEMENTATION"))
      found = step.event == TakenOver::name ? std::nullopt : std::optional(step.on);
    else if (step.code == "IMPLEMENTATION" && step.to == Implemented::name) found = step.on;
  return found;
}

}  // namespace sec::past
