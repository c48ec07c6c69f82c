// RFC 5545: its escapes, its lines of at most 75 bytes, folded, and one VEVENT for each appointment.
#include "api/pictures/calendar_text.hpp"

#include <fmt/format.h>

#include "engine/text.hpp"

namespace api {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// TEXT values: RFC 5545, 3.3.11. Control characters have no place in them.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') out += "\\n";
    else if (static_cast<unsigned char>(c) >= 32 && c != 127) out += c;
  }
  return out;
}

// A content line, folded between characters: a line that goes on begins with a space, which counts.
void add_line(std::string& out, std::string_view name, std::string_view value) {
  std::string line(name);
  line += value;
  std::size_t begin = 0;
  for (std::size_t room = calendar_line_octets_max; line.size() - begin > room; room = calendar_line_octets_max - 1) {
    std::size_t end = begin + room;
    while (end > begin + 1 && !engine::starts_character(line[end])) --end;
    out.append(line, begin, end - begin).append("\r\n ");
    begin = end;
  }
  out.append(line, begin).append("\r\n");
}

std::string day_text(engine::Date day) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string instant_text(engine::Time instant) {
  const auto day = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss clock(instant - day);
  return fmt::format("{}T{:02}{:02}{:02}Z", day_text(engine::Date(day)), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

void add_event(std::string& out, const engine::Appointment& entry, const std::string& host) {
  add_line(out, "BEGIN:", "VEVENT");
  add_line(out, "UID:", escaped(entry.uid + "@" + host));
  add_line(out, "DTSTAMP:", instant_text(entry.stamp));
  add_line(out, "SEQUENCE:", std::to_string(entry.sequence));
  if (entry.at) {
    add_line(out, "DTSTART:", instant_text(*entry.at));
  } else {
    add_line(out, "DTSTART;VALUE=DATE:", day_text(entry.on));
    add_line(out, "DTEND;VALUE=DATE:", day_text(engine::Date(sys_days(entry.on) + days(1))));
  }
  add_line(out, "SUMMARY:", escaped(entry.title));
  if (!entry.detail.empty()) add_line(out, "DESCRIPTION:", escaped(entry.detail));
  add_line(out, "STATUS:", entry.cancelled ? "CANCELLED" : "CONFIRMED");
  add_line(out, "TRANSP:", "TRANSPARENT");  // a date to know, not an hour that is taken
  add_line(out, "END:", "VEVENT");
}

}  // namespace

std::string calendar_text(const engine::Agenda& agenda, const std::string& host) {
  std::string out;
  add_line(out, "BEGIN:", "VCALENDAR");
  add_line(out, "VERSION:", "2.0");
  add_line(out, "PRODID:", "-//secmp//timetables//EN");
  add_line(out, "CALSCALE:", "GREGORIAN");
  add_line(out, "METHOD:", "PUBLISH");
  add_line(out, "X-WR-CALNAME:", escaped(agenda.name));
  for (const auto& entry : agenda.entries) add_event(out, entry, host);
  add_line(out, "END:", "VCALENDAR");
  return out;
}

}  // namespace api
