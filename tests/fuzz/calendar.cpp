// Any texts in a calendar feed: each line is one of RFC 5545, and unfolded and unescaped it says what was to be said.
#include <chrono>

#include "api/pictures/calendar_text.hpp"
#include "engine/text.hpp"
#include "tests/fuzz/holds.hpp"

namespace {
using fuzz::holds;

// RFC 5545, 3.1, read strictly: lines end with CR LF, none is longer than 75 octets or cuts a character in two.
std::vector<std::string> content_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    holds(end != std::string_view::npos, "every line ends with CR LF");
    auto line = text.substr(0, end);
    holds(line.size() <= 75, "no line is longer than 75 octets", line);
    holds(engine::is_utf8(line), "no character is cut in two", line);
    for (const char c : line)
      holds((static_cast<unsigned char>(c) >= 32 && c != 127) || c == '\t', "no line has a control character", line);
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    holds(!goes_on || !lines.empty(), "the first line does not go on with another");
    holds(!line.empty(), "no line is empty");
    if (goes_on) lines.back() += line.substr(1);
    else lines.emplace_back(line);
    text.remove_prefix(end + 2);
  }
  return lines;
}

// RFC 5545, 3.3.11.
std::string unescaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    holds(value[i] != ';' && value[i] != ',', "what has a meaning is escaped", value);
    if (value[i] != '\\') {
      out += value[i];
      continue;
    }
    holds(++i < value.size() && std::string_view("\\;,nN").find(value[i]) != std::string_view::npos,
          "after a \\ comes what may", value);
    out += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
  }
  return out;
}

std::string without_controls(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c == '\n' || (static_cast<unsigned char>(c) >= 32 && c != 127)) out += c;
  return out;
}

// The value of a line with that name; parameters are passed over.
std::string value_of(const std::string& line, std::string_view name) {
  const auto colon = line.find(':');
  holds(colon != std::string::npos && line.substr(0, std::min(line.find(';'), colon)) == name,
        "each line has its place", line);
  return line.substr(colon + 1);
}

bool is_stamp(std::string_view text, std::string_view form) {  // 9: a digit
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '9' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
  return true;
}

// What was said of an entry, line by line; `at`: the line of its BEGIN.
void is_the_entry(const std::vector<std::string>& lines, std::size_t& at, const engine::Appointment& entry) {
  const auto next = [&](std::string_view name) {
    holds(at < lines.size(), "all lines of an entry are there", name);
    return value_of(lines[at++], name);
  };
  holds(next("BEGIN") == "VEVENT", "an entry is an event");
  holds(unescaped(next("UID")) == without_controls(entry.uid) + "@secmp", "its name comes back");
  holds(is_stamp(next("DTSTAMP"), "99999999T999999Z"), "when it was made is an instant");
  holds(next("SEQUENCE") == std::to_string(entry.sequence), "its number comes back");
  holds(is_stamp(next("DTSTART"), entry.at ? "99999999T999999Z" : "99999999"), "it begins on a day or at an instant");
  if (!entry.at) holds(is_stamp(next("DTEND"), "99999999"), "it ends on a day");
  holds(unescaped(next("SUMMARY")) == without_controls(entry.title), "its title comes back");
  if (!entry.detail.empty())
    holds(unescaped(next("DESCRIPTION")) == without_controls(entry.detail), "its text comes back");
  holds(next("STATUS") == (entry.cancelled ? "CANCELLED" : "CONFIRMED"), "whether it was called off comes back");
  holds(next("TRANSP") == "TRANSPARENT" && next("END") == "VEVENT", "it ends as it began");
}

// Days and instants that the program reads: of the years 1 to 9999.
engine::Time instant_of(fuzz::Bytes& input) {
  const auto days = (input.byte() * 256 + input.byte()) * 40;
  return engine::Time(std::chrono::sys_days(std::chrono::year(1) / 1 / 1) + std::chrono::days(days) +
                      std::chrono::seconds(input.byte() * 300));
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes input(data, size);
  engine::Agenda agenda;
  agenda.name = std::string(input.text());
  while (!input.ended() && agenda.entries.size() < 20) {
    auto& entry = agenda.entries.emplace_back();
    const auto kind = input.byte();
    entry.sequence = kind;
    entry.cancelled = (kind & 1U) != 0;
    entry.stamp = instant_of(input);
    entry.on = engine::Date(std::chrono::floor<std::chrono::days>(entry.stamp));
    if ((kind & 2U) != 0) entry.at = entry.stamp;
    entry.uid = std::string(input.text());
    entry.title = std::string(input.text());
    entry.detail = std::string(input.text());
    for (const auto* text : {&entry.uid, &entry.title, &entry.detail})
      if (!engine::is_utf8(*text)) return 0;  // no text of ours is anything else
  }
  if (!engine::is_utf8(agenda.name)) return 0;
  const auto lines = content_lines(api::calendar_text(agenda, "secmp"));
  holds(lines.size() > 6 && lines[0] == "BEGIN:VCALENDAR" && lines[1] == "VERSION:2.0", "it begins as a calendar");
  holds(unescaped(value_of(lines[5], "X-WR-CALNAME")) == without_controls(agenda.name), "its name comes back");
  std::size_t at = 6;
  for (const auto& entry : agenda.entries) is_the_entry(lines, at, entry);
  holds(at + 1 == lines.size() && lines[at] == "END:VCALENDAR", "it ends as it began, and says nothing more");
  return 0;
}
