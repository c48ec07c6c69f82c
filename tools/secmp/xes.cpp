// Writes events as XES, element by element.
#include "tools/secmp/xes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "engine/text.hpp"
#include "workflows/sec/modification/anytime/past.hpp"

namespace secmp {

namespace {
// An XML reader takes line breaks and tabs in attributes for blanks, unless they are written as numbers.
std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : engine::xml_escaped(text)) {
    if (c == '\n') made += "&#10;";
    else if (c == '\r') made += "&#13;";
    else if (c == '\t') made += "&#9;";
    else made += c;
  }
  return made;
}

std::string string_of(std::string_view key, std::string_view value) {
  return fmt::format("<string key=\"{}\" value=\"{}\"/>", key, escaped(value));
}
std::string date_of(std::string_view key, engine::Time value) {
  return fmt::format("<date key=\"{}\" value=\"{}\"/>", key, engine::to_text(value));
}

// What an older register told of is called by the code of its milestone; empty: it is an event of ours.
std::string milestone_of(const engine::Event& event) {
  if (event.type != sec::MilestoneRecorded::name) return "";
  return engine::body::read_event<sec::MilestoneRecorded>(event.body).code;
}

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="UNKNOWN"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="UNKNOWN"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00Z"/>
    <string key="org:role" value="UNKNOWN"/>
    <string key="lifecycle:transition" value="complete"/>
    <string key="to" value="UNKNOWN"/>
  </global>
  <classifier name="Event" keys="concept:name"/>
  <classifier name="Event and state" keys="concept:name to"/>
  <classifier name="Role" keys="org:role"/>
  <string key="concept:name" value="Modifications of the Smart Energy Code"/>
  <string key="lifecycle:model" value="standard"/>
)";
}  // namespace

XesWriter::XesWriter(std::ostream& out) : out_(out) { out_ << head; }
XesWriter::~XesWriter() { out_ << "</log>\n"; }

void XesWriter::trace(const XesTrace& of, const std::vector<engine::Entry>& entries) {
  out_ << "  <trace>\n    " << string_of("concept:name", of.reference) << '\n';
  if (!of.title.empty()) out_ << "    " << string_of("title", of.title) << '\n';
  out_ << "    " << string_of("rules", of.workflow) << '\n';
  engine::Time last{};
  for (const auto& entry : entries) {
    const bool at_once = engine::london_date(entry.at) == entry.effective_on;
    const auto noon = engine::london_time(entry.effective_on, std::chrono::hours{12});
    last = std::max(last, at_once ? entry.at : noon);
    const auto milestone = milestone_of(entry.event);
    out_ << "    <event>\n      " << string_of("concept:name", milestone.empty() ? entry.event.type : milestone)
         << '\n';
    if (!milestone.empty()) out_ << "      <boolean key=\"imported\" value=\"true\"/>\n";
    out_ << "      " << date_of("time:timestamp", last) << '\n';
    out_ << "      " << string_of("timestamp_basis", at_once ? "recorded" : "effective-day") << '\n';
    out_ << "      " << date_of("recorded_timestamp", entry.at) << '\n';
    out_ << "      " << string_of("org:role", entry.by.role) << '\n';
    out_ << "      " << string_of("lifecycle:transition", "complete") << '\n';
    if (!entry.event.from.empty()) out_ << "      " << string_of("from", entry.event.from) << '\n';
    out_ << "      " << string_of("to", entry.event.to) << '\n';
    out_ << fmt::format("      <int key=\"version\" value=\"{}\"/>\n    </event>\n", entry.version);
  }
  out_ << "  </trace>\n";
}

}  // namespace secmp
