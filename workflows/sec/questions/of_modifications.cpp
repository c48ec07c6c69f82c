// Answers about modifications: timetables, what if, pages, conclusions, and what is owed.
#include "workflows/sec/questions/of_modifications.hpp"

#include <algorithm>

#include "engine/body_field.hpp"
#include "engine/body_schema.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/scheduled.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/paper/pages.hpp"
#include "workflows/sec/paper/register.hpp"
#include "workflows/sec/questions/assessments.hpp"
#include "workflows/sec/questions/show.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/words/word_of.hpp"
#include "workflows/sec/timetable/chart.hpp"

namespace sec {

namespace {
using engine::Answer;
using engine::Case;
using engine::Malformed;
using Outcome = std::variant<Answer, engine::Refused, Malformed>;

constexpr std::string_view refinement_stage = "Refinement Process";

Answer about_one(const Case& current, Date today, const std::vector<const Case*>& others, const Supposition& supposed) {
  const auto& facts = facts_of(current);
  const auto around = meeting::surroundings_of(facts, today, others);
  const auto found = outlook(facts, current.state, around, supposed);
  Answer answer;
  write_outlook(answer.json, facts, current, around, found, rescues(facts, current.state, around, supposed));
  answer.chart = chart_of(facts, found, around);
  return answer;
}

Outcome timetable(const engine::Question& question, const Case& current, const std::vector<const Case*>& others) {
  auto answer = about_one(current, question.today, others, {});
  answer.agenda = engine::Agenda{facts_of(current).ref + " timetable", {}};
  add_appointments(*answer.agenda, facts_of(current), current, others);
  return answer;
}

// In a few words, for lists: paper::TimetableBrief reads it.
Outcome standing(const engine::Question& question, const Case& current, const std::vector<const Case*>& others) {
  const auto& facts = facts_of(current);
  const auto found = outlook(facts, current.state, meeting::surroundings_of(facts, question.today, others));
  paper::TimetableBrief short_;
  short_.rag = engine::body::wire_name(found.rag);
  short_.reasons = found.reasons;
  short_.slip_wd = found.slip_wd;
  short_.total_slip_wd = found.total_slip_wd;
  short_.held_wd = found.reckoning.held_wd;
  short_.float_wd = found.reckoning.least_float();
  for (const auto& one : found.milestones)
    if (!one.passed && one.forecast) {
      short_.next = one.words;
      short_.next_on = one.forecast;
      short_.next_provisional_from = one.provisional_from;
      break;
    }
  // Timetables are agreed on a paper of their own.
  for (auto& draft : meeting::proposed_to("panel", current, question.today))
    if (draft.command != AgreeTimetable::name)
      short_.recommended.insert(short_.recommended.end(), draft.asked.begin(), draft.asked.end());
  for (const auto& one : facts.questions)
    if (!one.answer) short_.questions.push_back(shown(one.text, for_everybody));
  Answer answer;
  engine::body::write(answer.json, short_, engine::body::Nulls::keep);
  return answer;
}

Outcome page(const engine::Question& question, const Case& current, const std::vector<const Case*>& others) {
  const auto& facts = facts_of(current);
  const auto found = outlook(facts, current.state, meeting::surroundings_of(facts, question.today, others));
  Answer answer;
  answer.paper = paper::modification_page(facts, current.state, question.today, found, clearance(question));
  return answer;
}

Outcome conclusions(const engine::Question&, const Case& current, const std::vector<const Case*>&) {
  const auto& facts = facts_of(current);
  const auto* ballot = paper::concluded(facts);
  Answer answer;
  if (ballot == nullptr) {
    answer.why_not = "no vote on " + facts.ref + " has been counted yet";
    return answer;
  }
  answer.paper = paper::conclusions_report(facts, current.state, *ballot);
  return answer;
}

Outcome what_if(const engine::Question& question, const Case& current, const std::vector<const Case*>& others) {
  engine::body::Reading reading;
  const auto supposed = engine::body::read_command<Supposition>(question.body, reading);
  if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
  check_days(supposed, question.today, calendar_among(others), reading);
  check_slips(supposed, "", reading);
  check_moves(supposed, "", calendar_among(others), reading);
  if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
  if (auto wrong = fault(facts_of(current), current.state, supposed)) return Malformed{{std::move(*wrong)}};
  return about_one(current, question.today, others, supposed);
}

Outcome timetables(const engine::Question& question, const std::vector<const Case*>& about,
                   const std::vector<const Case*>& others) {
  Answer answer;
  answer.agenda = engine::Agenda{"SEC modification timetables", {}};
  {
    engine::JsonObject out(answer.json);
    engine::append_list(out.key("items"), about, [&](std::string& text, const Case* one) {
      const auto& facts = facts_of(*one);
      const auto around = meeting::surroundings_of(facts, question.today, others);
      write_outlook(text, facts, *one, around, outlook(facts, one->state, around), {});
    });
    out.null("next");
  }
  for (const auto* one : about) add_appointments(*answer.agenda, facts_of(*one), *one, others);
  return answer;
}
}  // namespace

namespace {
std::vector<engine::Selection> subjects_of_timetables(const engine::Question& question) {
  const auto stage = engine::body::text_in(question.body, "stage").value_or("");
  return {{{"stage", stage.empty() ? std::string(refinement_stage) : stage}}};
}
std::vector<engine::Selection> subjects_of_assessments(const engine::Question&) {
  return {{{"state", std::string(Refinement::name)}}, {{"state", std::string(AuthorityDetermination::name)}}};
}

// The calendar is the first: calendar_among() finds it there.
std::vector<engine::CaseName> needs_of_modifications(const engine::Question&, const std::vector<const Case*>& about) {
  std::vector<engine::CaseName> names{{"calendar", std::string(calendar_id)}};
  for (const auto* one : about)
    for (const auto& part : facts_of(*one).parts) {
      if (!part.release) continue;
      engine::CaseName name{"releases", *part.release};
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
  return names;
}

using Others = std::vector<const Case*>;

template <auto answer>
Outcome of_one(const engine::Question& question, const std::vector<const Case*>& about, const Others& others) {
  return answer(question, *about.at(0), others);
}

engine::Answered timetables_of(const engine::Question& question, const std::vector<const Case*>& about,
                               const Others& others) {
  return timetables(question, about, others);
}
engine::Answered assessments_of(const engine::Question& question, const std::vector<const Case*>& about,
                                const Others& others) {
  return assessments(question.today, about, calendar_among(others));
}
}  // namespace

const std::vector<engine::QuestionCode>& modification_questions() {
  static const std::vector<engine::QuestionCode> all{
      {.description = {.name = "timetable",
                       .summary =
                           "Its milestones: baseline, agreed, forecast, actual, movement, and what has to happen "
                           "by when.",
                       .has_agenda = true,
                       .has_chart = true},
       .answer = of_one<timetable>,
       .needs = needs_of_modifications,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "what-if",
                       .summary = "What would become of its dates: steps slip, move to another body or day, or wait. "
                                  "Nothing is written.",
                       .schema = engine::body::schema<Supposition>(words::word_of),
                       .has_chart = true},
       .answer = of_one<what_if>,
       .needs = needs_of_modifications,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "standing",
                       .summary = "Where its timetable stands: RAG and why, how far it has slipped, its float, what is "
                                  "next."},
       .answer = of_one<standing>,
       .needs = needs_of_modifications,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "page",
                       .summary = "Its page for people: the issue, who is impacted, what happened and what is to come, "
                                  "its documents.",
                       .has_paper = true},
       .answer = of_one<page>,
       .needs = needs_of_modifications,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "conclusions",
                       .summary = "The Conclusions Report on its last vote that was counted.",
                       .has_paper = true},
       .answer = of_one<conclusions>,
       .needs = needs_of_modifications},
      {.description = {.name = "timetables",
                       .summary = "The timetables of all modifications in Refinement, or in another stage.",
                       .of_one = false,
                       .parameters = {"stage"},
                       .has_agenda = true},
       .answer = timetables_of,
       .subjects = subjects_of_timetables,
       .needs = needs_of_modifications,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "assessments",
                       .summary =
                           "DCC assessments that are outstanding, and decisions that the Authority owes: due, and "
                           "how late.",
                       .of_one = false},
       .answer = assessments_of,
       .subjects = subjects_of_assessments,
       .needs = needs_of_modifications}};
  return all;
}

}  // namespace sec
