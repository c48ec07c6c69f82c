// Writes outlooks: milestone by milestone, cut-off by cut-off, rescue by rescue.
#include "workflows/sec/questions/show.hpp"

#include <algorithm>

#include "engine/body_field.hpp"
#include "engine/report.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/timetable/surroundings.hpp"

namespace sec {

namespace {
using engine::JsonObject;
using engine::body::Nulls;
using engine::body::value;

void write_milestone(std::string& text, const MilestoneView& one) {
  JsonObject out(text);
  out.text("code", one.code);
  out.text("words", one.words);
  out.text("owner", one.owner);
  value(out, "baseline", one.baseline);
  value(out, "agreed", one.agreed);
  value(out, "forecast", one.forecast);
  value(out, "actual", one.actual);
  out.boolean("passed", one.passed);
  value(out, "movement_wd", one.movement_wd);
  value(out, "total_movement_wd", one.total_movement_wd);
  value(out, "reason_code", one.reason_code);
  value(out, "reason", one.reason);
  value(out, "latest", one.latest);
  value(out, "start_by", one.start_by);
  value(out, "float_wd", one.float_wd);
  if (one.provisional_from) out.text("provisional_from", engine::to_text(*one.provisional_from));
}

std::string label_of(const Facts& facts) { return facts.ref + (facts.title ? " " + *facts.title : ""); }

// After what is expected on a day that may still move.
std::string mark_of(const MilestoneView& one) {
  const bool expected = !one.actual && one.forecast && one.provisional_from && *one.forecast >= *one.provisional_from;
  return expected ? std::string(engine::provisional_mark) : "";
}

std::string sentence(const MilestoneView& one, Date as_of) {
  std::string text;
  if (one.actual) text = "Happened on " + engine::to_text(*one.actual) + ".";
  else if (one.forecast) text = "Forecast of " + engine::to_text(as_of) + ".";
  if (one.agreed) text += (text.empty() ? "" : " ") + ("Agreed: " + engine::to_text(*one.agreed) + ".");
  if (one.baseline && one.baseline != one.agreed) text += " First agreed: " + engine::to_text(*one.baseline) + ".";
  if (one.provisional_from && !one.actual) text += " Provisional: " + not_published(*one.provisional_from) + ".";
  if (one.reason) text += " " + shown(*one.reason, for_everybody);  // feeds travel
  return text;
}
}  // namespace

void write_cut_offs(std::string& out, const Reckoning& made) {
  engine::append_list(out, made.cut_offs, [&](std::string& text, const CutOffView& one) {
    JsonObject row(text);
    row.text("cut_off", one.name);
    row.text("release", one.release);
    row.text("on", engine::to_text(one.on));
    row.text("milestone", made.steps()[one.step].code);
    value(row, "forecast", one.forecast);
    value(row, "float_wd", one.float_wd);
    row.boolean("missed", one.missed());
  });
}

void write_rescues(std::string& out, const std::vector<Rescue>& ways) {
  engine::append_list(out, ways, [](std::string& text, const Rescue& one) {
    JsonObject row(text);
    row.text("rescue", one.name);
    row.text("words", one.words);
    row.text("authority", one.authority);
    row.boolean("reason_required", one.reason_required);
    value(row, "gains", one.gains);
    row.boolean("saves", one.saves);
  });
}

void write_outlook(std::string& text, const Facts& facts, const engine::Case& current, Date today, const Outlook& found,
                   const std::vector<Rescue>& ways) {
  JsonObject out(text);
  out.text("ref", facts.ref);
  value(out, "title", facts.title);
  out.text("as_at", engine::to_text(today));
  out.text("state", current.state);
  out.text_or_null("stage", stage_of(facts, current.state));
  value(out, "status", facts.status());
  value(out, "rag", found.rag);
  value(out, "reasons", found.reasons);
  value(out, "slip_wd", found.slip_wd);
  value(out, "total_slip_wd", found.total_slip_wd);
  out.number("held_wd", found.reckoning.held_wd);
  write_cut_offs(out.key("cut_offs"), found.reckoning);
  value(out, "critical_path", found.critical);
  out.text_or_null("critical_step", found.critical.empty() ? "" : found.critical.front());
  engine::append_list(out.key("milestones"), found.milestones, write_milestone);
  write_rescues(out.key("rescues"), ways);
  engine::append_list(out.key("versions"), facts.timetables,
                      [](std::string& json, const auto& version) { engine::body::write(json, *version, Nulls::keep); });
  value(out, "assumptions", found.reckoning.assumptions);
}

void add_appointments(engine::Agenda& agenda, const Facts& facts, const engine::Case& current,
                      const std::vector<const engine::Case*>& others) {
  // As it was forecast when something last happened to it that everybody may see, without the meetings that have been
  // scheduled since: days that go by move nothing, and feeds tell nobody that a vote has come.
  const auto found = outlook(facts, current.state, surroundings_of(facts, facts.last_event_on, others));
  const bool called_off = ends(current.state) && current.state != Implemented::name;
  engine::Appointment one;
  // A holiday that was proclaimed moves forecasts too; versions only grow, and so does their sum.
  one.sequence =
      seen_version(facts, current.version, for_everybody) + (others.front() != nullptr ? others.front()->version : 0);
  one.stamp = facts.last_event_at;
  for (const auto& milestone : found.milestones) {
    auto on = milestone.actual ? milestone.actual : milestone.forecast;
    if (!on && called_off) on = milestone.agreed;
    if (!on) continue;
    one.uid = current.id + "." + milestone.code;
    one.on = *on;
    one.at.reset();
    one.title = facts.ref + ": " + milestone.words + mark_of(milestone);
    one.detail = sentence(milestone, facts.last_event_on);
    one.cancelled = called_off && !milestone.passed;
    agenda.entries.push_back(one);
  }
  one.cancelled = false;
  for (const auto& timer : timers(facts, current.state)) {
    if (timer.what == Watched::new_rules) continue;
    one.uid = current.id + "." + timer.name;
    one.cancelled = false;
    one.at = timer.due;
    one.on = engine::london_date(timer.due);
    one.title = facts.ref + ": " + timer.name;
    if (provisional_from(facts, timer)) one.title += engine::provisional_mark;
    const auto* counted = counting_of(facts, timer.name);
    one.detail = counted != nullptr ? explanation(*counted, timer.due) : "";
    agenda.entries.push_back(one);
  }
}

engine::Chart chart_of(const Facts& facts, const Outlook& found, Date today) {
  using Span = engine::Chart::Span;
  engine::Chart chart;
  chart.title = label_of(facts);
  chart.today = today;
  const auto& made = found.reckoning;
  for (std::size_t i = 0; i < found.milestones.size(); ++i) {
    const auto& one = found.milestones[i];
    const auto on = one.actual ? one.actual : one.forecast;
    if (!on && !one.baseline) continue;
    auto& bar = chart.bars.emplace_back();
    bar.label = one.words + mark_of(one);
    bar.done = one.passed;
    // From the end of what it follows, if that is known.
    auto from = on;
    if (i < made.steps().size())
      for (const auto before : made.steps()[i].after)
        if (made.dates[before].on && on && *made.dates[before].on < *on)
          from = from == on ? *made.dates[before].on : std::max(*from, *made.dates[before].on);
    if (on) bar.forecast = Span{*from, *on};
    if (one.baseline) {
      bar.baseline = Span{*one.baseline, *one.baseline};
      auto& begins = bar.baseline->from;
      if (i < made.steps().size())
        for (const auto before : made.steps()[i].after)
          if (const auto& first = found.milestones[before].baseline; first && *first < *one.baseline)
            begins = begins == *one.baseline ? *first : std::max(begins, *first);
    }
    bar.at_risk = std::any_of(made.cut_offs.begin(), made.cut_offs.end(),
                              [&](const auto& cut) { return cut.step == i && cut.missed(); });
  }
  for (const auto& cut : made.cut_offs) chart.marks.push_back({paper::words_of_cut_off(cut.name), cut.on});
  return chart;
}

}  // namespace sec
