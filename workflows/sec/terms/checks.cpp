// Says what is wrong with fields whose types allow more than the Code does.
#include "workflows/sec/terms/checks.hpp"

#include <set>

#include "engine/text.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/meeting_references.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

void check_converted(const std::optional<std::string>& ref, engine::body::Reading& reading) {
  if (!ref) return;
  const auto read = read_reference(*ref);
  if (!read) reading.fault("/ref", "is no reference: after conversion they look like MP083, MP128A or SECMP0025");
  else if (ends_numbering(*ref))
    reading.fault("/ref", "no number could follow it: leave it out, and the number stays as it is");
  else if (read->prefix == "DP") reading.fault("/ref", "is a draft's: after conversion they look like MP083");
}

void check_objectives(const std::vector<ObjectiveView>& objectives, engine::body::Reading& reading) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < objectives.size(); ++i)
    if (!seen.insert(objectives[i].objective).second)
      reading.fault("/objectives/" + std::to_string(i) + "/objective",
                    "'" + objectives[i].objective + "' is named twice: a vote has one view of each objective");
}

void check_hash(const std::optional<std::string>& sha256, engine::body::Reading& reading) {
  const bool hexadecimal = !sha256 || sha256->find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (!hexadecimal || (sha256 && sha256->size() != 64))
    reading.fault("/sha256", "is no SHA-256: it has 64 hexadecimal digits");
}

void check_working_day(const std::optional<Date>& day, const std::string& what, const std::string& at,
                       const engine::Calendar& calendar, engine::body::Reading& reading) {
  if (!day) return;
  if (const auto why = why_no_working_day(*day, calendar)) reading.fault(at, what + ": " + *why);
}

void check_milestones(const std::vector<Milestone>& milestones, const std::string& at, const engine::Setting& setting,
                      engine::body::Reading& reading) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < milestones.size(); ++i) {
    const auto& code = milestones[i].code;
    const auto item = at + "/" + std::to_string(i), place = item + "/code";
    if (!is_milestone(code)) reading.fault(place, "'" + code + "' is no milestone: they are " + milestone_words());
    else if (!seen.insert(code).second) reading.fault(place, "'" + code + "' is named twice");
    const auto& cause = milestones[i].reason_code;
    if (cause && !is_cause(*cause))
      reading.fault(item + "/reason_code", "'" + *cause + "' is no cause of a movement: they are " + cause_words() +
                                               "; more is said in 'reason'");
    if (is_on_working_days(code))
      check_working_day(milestones[i].on, code + " is on a Working Day", item + "/on", calendar_of(setting), reading);
  }
}

void check_citation(const BodyDecision& decision, const std::string& at, const engine::Setting& setting,
                    engine::body::Reading& reading) {
  if (decision.line && !setting.brought)
    reading.fault(at + "/line", "is filled in by the program, when a line of minutes is confirmed: leave it out");
  if (decision.meeting && engine::trimmed(*decision.meeting) != *decision.meeting)
    return reading.fault(at + "/meeting", "has blanks around it");
  const auto meeting = decision.meeting ? meeting::read_meeting(*decision.meeting) : std::nullopt;
  if (!meeting || (std::chrono::month(meeting->month) / std::chrono::day(meeting->day)).ok()) return;
  reading.fault(at + "/meeting", "'" + *decision.meeting +
                                     "' is no meeting: its last four digits are the day and the month on which it "
                                     "was, as in SECP_66_1503");
}

void check_recorded(const std::optional<RecordedFrom>& from, const engine::Setting& setting,
                    engine::body::Reading& reading) {
  if (from && from->on && *from->on > setting.today)
    reading.fault("/recorded_from/on", "lies in the future: today is " + engine::to_text(setting.today));
}

void check_published(const std::optional<Date>& published_on, const engine::Setting& setting,
                     engine::body::Reading& reading) {
  if (published_on && *published_on < setting.on) reading.fault("/published_on", "is before the decision itself");
  if (published_on && *published_on > setting.today)
    reading.fault("/published_on", "lies in the future: today is " + engine::to_text(setting.today));
}

void check_parts(const std::vector<PlannedPart>& parts, const std::string& at, engine::body::Reading& reading) {
  std::set<int> seen;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto part = at + "/" + std::to_string(i) + "/part";
    if (parts[i].part < 1 || parts[i].part > 99) reading.fault(part, "must be from 1 to 99");
    if (!seen.insert(parts[i].part).second) reading.fault(part, "is named twice");
  }
}

}  // namespace sec
