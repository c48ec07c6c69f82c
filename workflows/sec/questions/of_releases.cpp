// Answers about a release: who misses a cut-off, what if it were on another day, its days, its page.
#include "workflows/sec/questions/of_releases.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/body_field.hpp"
#include "engine/body_schema.hpp"
#include "engine/report.hpp"
#include "workflows/sec/meeting/facts.hpp"
#include "workflows/sec/meeting/scheduled.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/paper/pages.hpp"
#include "workflows/sec/paper/provisional.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/questions/show.hpp"
#include "workflows/sec/release/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/terms/words/word_of.hpp"
#include "workflows/sec/timetable/chart.hpp"

namespace sec {

namespace {
using engine::Answer;
using engine::Case;
using engine::JsonObject;
using engine::Malformed;
using engine::body::Nulls;
using Outcome = std::variant<Answer, engine::Refused, Malformed>;

constexpr int tight_wd = 10;  // below this float a cut-off is made only just: sec-rules 8.4

struct SupposedOfOne : Supposition {
  std::string ref;
};
BOOST_DESCRIBE_STRUCT(SupposedOfOne, (Supposition), (ref))
// The release on another day, its modifications otherwise than they are.
struct SupposedRelease {
  std::optional<Date> planned_on;
  std::vector<SupposedOfOne> modifications;
};
BOOST_DESCRIBE_STRUCT(SupposedRelease, (), (planned_on, modifications))

// A release as it is, or as it is supposed to be, with what is in it.
struct Look {
  const release::Facts& facts;
  Date today{};
  const engine::Calendar& calendar;
  std::vector<const Case*> modifications;       // in the order of the scope, each once
  std::map<std::string, Supposition> supposed;  // by reference
  bool with_rescues = false;                    // they cost more than all the rest
  std::shared_ptr<const Schedule> schedule = {};

  Surroundings around() const { return {today, &calendar, {&facts}, schedule}; }
  const Supposition& of(const std::string& ref) const {
    static const Supposition nothing;
    const auto found = supposed.find(ref);
    return found == supposed.end() ? nothing : found->second;
  }
};

std::vector<std::string> references(const release::Facts& facts) {
  std::vector<std::string> found;
  for (const auto& item : facts.scope)
    if (std::find(found.begin(), found.end(), item.ref) == found.end()) found.push_back(item.ref);
  return found;
}

Look look_at(const release::Facts& facts, Date today, const std::vector<const Case*>& others) {
  Look look{facts, today, calendar_among(others), {}, {}, false};
  for (std::size_t i = 1; i < others.size(); ++i)
    if (others[i] != nullptr && others[i]->workflow != meeting::workflow_name) look.modifications.push_back(others[i]);
  look.schedule = meeting::schedule_among(others);
  return look;
}

std::string_view risk_of(const Reckoning& made) {
  if (made.standings[made.programme->decision].passed && !made.dates[made.programme->decision].on)
    return "none";  // it was decided, nobody knows when
  const auto left = made.least_float();
  if (!left) return "unknown";
  if (*left < 0) return "missed";
  const bool open = std::any_of(made.cut_offs.begin(), made.cut_offs.end(),
                                [&](const auto& one) { return !made.standings[one.step].passed; });
  return open && *left < tight_wd ? "tight" : "none";
}

void write_item(std::string& text, const Look& look, const Case& current) {
  const auto& facts = facts_of(current);
  const auto& supposed = look.of(facts.ref);
  const auto around = look.around();
  const auto made = reckon(facts, current.state, around, supposed);
  const auto risk = risk_of(made);
  JsonObject out(text);
  out.text("ref", facts.ref);
  engine::body::write(out.key("title"), facts.title, Nulls::keep);
  out.text("state", current.state);
  out.text("risk", risk);
  engine::body::write(out.key("float_wd"), made.least_float(), Nulls::keep);
  write_cut_offs(out.key("cut_offs"), made);
  write_rescues(out.key("rescues"), look.with_rescues && risk == "missed"
                                        ? rescues(facts, current.state, around, supposed)
                                        : std::vector<Rescue>());
  engine::body::write(out.key("assumptions"), made.assumptions, Nulls::keep);
}

Answer at_risk(const Look& look) {
  Answer answer;
  JsonObject out(answer.json);
  out.text("release", look.facts.id);
  out.text("title", look.facts.title);
  out.text("as_at", engine::to_text(look.today));
  engine::body::write(out.key("planned_on"), look.facts.planned_on, Nulls::keep);
  engine::body::write(out.key("cut_offs"), release::cut_offs_of(look.facts, look.calendar), Nulls::keep);
  const auto& live = look.facts.planned_on;
  if (const auto from = live ? look.calendar.provisional_from(*live) : std::nullopt)
    out.text("provisional_from", engine::to_text(*from));
  engine::append_list(out.key("items"), look.modifications,
                      [&](std::string& text, const Case* one) { write_item(text, look, *one); });
  out.null("next");
  return answer;
}

Outcome what_if(const engine::Question& question, const release::Facts& facts, const std::vector<const Case*>& others) {
  engine::body::Reading reading;
  auto supposed = engine::body::read_command<SupposedRelease>(question.body, reading);
  if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
  check_days(supposed, question.today, calendar_among(others), reading);
  for (std::size_t i = 0; i < supposed.modifications.size(); ++i) {
    const auto at = fmt::format("/modifications/{}", i);
    check_slips(supposed.modifications[i], at, reading);
    check_moves(supposed.modifications[i], at, calendar_among(others), reading);
  }
  if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
  auto moved = facts;
  if (supposed.planned_on) {
    moved.planned_on = supposed.planned_on;
    moved.revisions.push_back({release::Stage::set, *supposed.planned_on, {}, question.today, "panel", {}});
  }
  auto look = look_at(moved, question.today, others);
  look.with_rescues = true;
  for (std::size_t i = 0; i < supposed.modifications.size(); ++i) {
    const auto& one = supposed.modifications[i];
    const auto at = fmt::format("/modifications/{}", i);
    const auto found = std::find_if(look.modifications.begin(), look.modifications.end(),
                                    [&](const Case* other) { return same_reference(facts_of(*other).ref, one.ref); });
    if (found == look.modifications.end()) return Malformed{{{at + "/ref", "is not in the scope of this release"}}};
    if (auto wrong = fault(facts_of(**found), (*found)->state, one)) {
      wrong->pointer.insert(0, at);
      return Malformed{{std::move(*wrong)}};
    }
    look.supposed[facts_of(**found).ref] = one;
  }
  return at_risk(look);
}

void add_days(engine::Agenda& agenda, const release::Facts& facts, const Case& current,
              const engine::Calendar& calendar) {
  const auto cut_offs = release::cut_offs_of(facts, calendar);
  int number = 0;
  const auto add = [&](const std::string& words, const std::optional<Date>& on, bool provisional) {
    ++number;
    if (!on) return;
    engine::Appointment one;
    one.uid = fmt::format("{}.{}", current.id, number);
    one.sequence = current.version;
    one.stamp = current.at;
    one.on = *on;
    one.title = facts.title + ": " + words;
    if (provisional) one.title += engine::provisional_mark;
    one.cancelled = current.state == release::CancelledState::name;
    agenda.entries.push_back(std::move(one));
  };
  using Cuts = release::CutOffs;
  for (const auto& [words, cut_off] : {std::pair{"scope freeze", &Cuts::scope_freeze},
                                       {"Impact Assessments must be in", &Cuts::ia_cutoff},
                                       {"last decisions on what touches DCC Systems", &Cuts::decision_cutoff_system},
                                       {"last decisions on documents", &Cuts::decision_cutoff_document}})
    add(words, cut_offs.*cut_off, release::provisional_from(facts, cut_off, calendar).has_value());
  add("goes live", facts.actual_on ? facts.actual_on : facts.planned_on, false);
}

void add_marks(engine::Chart& chart, const release::Facts& facts, const engine::Calendar& calendar) {
  const auto cut_offs = release::cut_offs_of(facts, calendar);
  const auto mark = [&](std::string words, const std::optional<Date>& on) {
    if (on) chart.marks.push_back({std::move(words), *on});
  };
  mark(paper::words_of_cut_off("scope_freeze"), cut_offs.scope_freeze);
  mark(paper::words_of_cut_off("ia_cutoff"), cut_offs.ia_cutoff);
  mark(paper::words_of_cut_off("decision_cutoff_system"), cut_offs.decision_cutoff_system);
  mark(paper::words_of_cut_off("decision_cutoff_document"), cut_offs.decision_cutoff_document);
  mark("Go live", facts.actual_on ? facts.actual_on : facts.planned_on);
}

// When it is decided on a modification, and how that stands to the cut-offs.
struct ToDecide {
  const Facts& facts;
  std::optional<Date> on;
  bool done = false;
  std::string_view risk;
  std::optional<int> float_wd, left_wd;  // `left_wd`: from the day that is asked about to the decision
};

ToDecide to_decide(const Look& look, const Case& current) {
  const auto& facts = facts_of(current);
  const auto made = reckon(facts, current.state, look.around());
  const auto place = made.programme->decision;
  ToDecide one{facts, made.dates[place].on, made.standings[place].passed, risk_of(made), made.least_float(), {}};
  if (one.on && !one.done && *one.on >= look.today)
    one.left_wd = working_days_between(look.today, *one.on, look.calendar);
  return one;
}

// All modifications of the release in one chart, from today to their decision.
engine::Chart chart_of(const Look& look) {
  engine::Chart chart{look.facts.title, look.today, {}, {}};
  for (const auto* current : look.modifications) {
    const auto one = to_decide(look, *current);
    auto& bar = chart.bars.emplace_back();
    bar.label = one.facts.ref;
    bar.at_risk = one.risk == "missed";
    bar.done = one.done;
    if (!one.on) continue;
    if (!bar.done && look.calendar.provisional_from(*one.on)) bar.label += engine::provisional_mark;
    const auto from = bar.done ? *one.on : std::min(look.today, *one.on);
    bar.forecast = engine::Chart::Span{from, *one.on, working_days_at_bar(one.left_wd)};
  }
  add_marks(chart, look.facts, look.calendar);
  return chart;
}

// The same as a table, for its page.
engine::Report::Section programme_of_work(const Look& look) {
  using Kind = engine::Report::Column::Kind;
  auto section = paper::table("programme", "Programme of work",
                              {{"ref", "Reference"},
                               {"decision", "Decision", Kind::date},
                               {"standing", "Decided, or in time"},
                               {"left_wd", "In (WD)", Kind::number},
                               {"float_wd", "Float (WD)", Kind::number}},
                              "Nothing is in its scope.");
  for (const auto* current : look.modifications) {
    const auto one = to_decide(look, *current);
    const auto words = one.done               ? "decided"
                       : one.risk == "missed" ? "too late for a cut-off"
                       : one.risk == "tight"  ? "only just in time"
                       : one.risk == "none"   ? "in time"
                                              : "not known";
    section.rows.push_back(
        {one.facts.ref,
         one.done || !one.on ? engine::cell(one.on) : paper::reckoned(one.on, look.calendar.provisional_from(*one.on)),
         std::string(words), engine::cell(one.left_wd), engine::cell(one.float_wd)});
  }
  if (!section.rows.empty()) section.picture = chart_of(look);
  return section;
}

Answer timetable(const Case& current, const Look& look, const std::vector<const Case*>& others) {
  auto answer = at_risk(look);
  answer.agenda = engine::Agenda{look.facts.title, {}};
  add_days(*answer.agenda, look.facts, current, look.calendar);
  for (const auto* one : look.modifications)
    add_appointments(*answer.agenda, facts_of(*one), *one, {others.front(), &current});
  answer.chart = chart_of(look);
  return answer;
}
}  // namespace

namespace {
Answer page(const Case& release, const Look& look) {
  std::vector<paper::Included> included;
  for (const auto* one : look.modifications) included.push_back({facts_of(*one), one->state});
  Answer answer;
  answer.paper = paper::release_page(look.facts, release.state, included, look.calendar, programme_of_work(look));
  return answer;
}
}  // namespace

namespace {
std::vector<engine::CaseName> needs_of_releases(const engine::Question&, const std::vector<const Case*>& about) {
  std::vector<engine::CaseName> names{{"calendar", std::string(calendar_id)}};
  for (auto& reference : references(release::facts_of(*about.at(0))))
    names.push_back({"modifications", std::move(reference)});
  return names;
}

// What a question about one release is asked of.
struct Asked {
  const engine::Question& question;
  const Case& release;
  const std::vector<const Case*>& others;
};

template <Outcome (*answer)(const Asked&)>
engine::Answered answered(const engine::Question& question, const std::vector<const Case*>& about,
                          const std::vector<const Case*>& others) {
  return answer({question, *about.at(0), others});
}

Look look_of(const Asked& asked) {
  auto look = look_at(release::facts_of(asked.release), asked.question.today, asked.others);
  look.with_rescues = engine::body::text_in(asked.question.body, "rescues") == "true";
  return look;
}
Outcome at_risk_of(const Asked& asked) { return at_risk(look_of(asked)); }
Outcome timetable_of(const Asked& asked) { return timetable(asked.release, look_of(asked), asked.others); }
Outcome page_of(const Asked& asked) { return page(asked.release, look_of(asked)); }
Outcome what_if_of(const Asked& asked) {
  return what_if(asked.question, release::facts_of(asked.release), asked.others);
}
}  // namespace

const std::vector<engine::QuestionCode>& release_questions() {
  static const std::vector<engine::QuestionCode> all{
      {.description = {.name = "at-risk",
                       .summary =
                           "Who misses a cut-off on the current forecast, and with how much float the others make "
                           "it; with rescues=true, what would save them.",
                       .parameters = {"rescues"}},
       .answer = answered<at_risk_of>,
       .needs = needs_of_releases,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "timetable",
                       .summary = "The release's days and those of all that is in it.",
                       .has_agenda = true,
                       .has_chart = true},
       .answer = answered<timetable_of>,
       .needs = needs_of_releases,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "what-if",
                       .summary = "The same as if the release were on another day, or its modifications otherwise.",
                       .schema = engine::body::schema<SupposedRelease>(words::word_of)},
       .answer = answered<what_if_of>,
       .needs = needs_of_releases,
       .needs_like = meeting::like_of_scheduled},
      {.description = {.name = "page",
                       .summary = "Its page for people: scope, cut-offs, how its date has moved.",
                       .has_paper = true},
       .answer = answered<page_of>,
       .needs = needs_of_releases,
       .needs_like = meeting::like_of_scheduled}};
  return all;
}

}  // namespace sec
