// Writes outlooks: milestone by milestone, cut-off by cut-off, rescue by rescue.
#include "workflows/sec/questions/show.hpp"

#include "engine/body_field.hpp"
#include "engine/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/timetable/chart.hpp"
#include "workflows/sec/timetable/surroundings.hpp"

namespace sec {

namespace {
using engine::JsonObject;
using engine::body::Nulls;
using engine::body::value;

void write_milestone(std::string& text, const Outlook& found, std::size_t place, const engine::Calendar& calendar) {
  const auto& one = found.milestones[place];
  const auto working_days = [](const std::optional<Stretch>& taken) {
    return taken ? taken->working_days : std::optional<int>();
  };
  JsonObject out(text);
  out.text("code", one.code);
  out.text("words", one.words);
  out.text("owner", one.owner);
  value(out, "baseline", one.baseline);
  value(out, "agreed", one.agreed);
  value(out, "forecast", one.forecast);
  value(out, "actual", one.actual);
  out.boolean("passed", one.passed);
  value(out, "planned_wd", working_days(planned_stretch(found, place, calendar)));
  value(out, "expected_wd", working_days(expected_stretch(found, place, calendar)));
  value(out, "movement_wd", one.movement_wd);
  value(out, "total_movement_wd", one.total_movement_wd);
  value(out, "reason_code", one.reason_code);
  value(out, "reason", one.reason);
  value(out, "latest", one.latest);
  value(out, "start_by", one.start_by);
  value(out, "float_wd", one.float_wd);
  if (one.provisional_from) out.text("provisional_from", engine::to_text(*one.provisional_from));
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

void write_outlook(std::string& text, const Facts& facts, const engine::Case& current, const Surroundings& around,
                   const Outlook& found, const std::vector<Rescue>& ways) {
  JsonObject out(text);
  out.text("ref", facts.ref);
  value(out, "title", facts.title);
  out.text("as_at", engine::to_text(around.today));
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
  std::size_t place = 0;
  engine::append_list(out.key("milestones"), found.milestones, [&](std::string& json, const MilestoneView&) {
    write_milestone(json, found, place++, *around.calendar);
  });
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
    one.title = facts.ref + ": " + milestone.words + provisional_mark_of(milestone);
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

}  // namespace sec
