#include "workflows/sec/report.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "workflows/sec/gate.hpp"
#include "workflows/sec/guards.hpp"

namespace sec {

namespace {
using Dom = nlohmann::json;
using Section = engine::Report::Section;

struct Heading {
  std::string_view name, heading, stage;
};
// In the order of the paper.
constexpr Heading headings[] = {
    {"initial-consideration", "Initial consideration", "Initial consideration"},
    {"development", "Development Stage", "Development"},
    {"fast-track", "Fast-Track", "Fast-Track"},
    {"refinement", "Refinement Process", "Refinement Process"},
    {"report-phase", "Report Phase", "Report Phase"},
    {"with-the-authority", "With the Authority", "Authority determination"},
    {"self-governance", "Self-governance decisions", "Self-governance decision"},
    {"implementation", "Pending implementation", "Implementation"},
    {"closed", "Closed", "Closed"},
};

// A column is called as its heading is, in small letters.
std::vector<engine::Report::Column> columns(const std::vector<std::string>& headings) {
  std::vector<engine::Report::Column> all;
  for (const auto& heading : headings) {
    auto name = heading;
    for (auto& c : name) c = c == ' ' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    all.push_back({name, heading});
  }
  return all;
}

std::string text(const Dom& row, const char* name) {
  const auto found = row.find(name);
  return found == row.end() || !found->is_string() ? "" : found->get<std::string>();
}

// "part-implemented" as people write it.
std::string plain(std::string words) {
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string path_text(const std::string& wire) {
  const auto path = engine::body::from_wire<Path>(wire);
  return path ? std::string(display(*path)) : "";
}

std::string waiting_text(const Dom& row) {
  if (text(row, "waiting_for").empty()) return "";
  auto sentence = text(row, "waiting_for") + ": " + text(row, "waiting_what");
  if (const auto until = text(row, "waiting_until"); !until.empty()) sentence += ", until " + until.substr(0, 10);
  return sentence;
}

std::vector<engine::Cell> line(const Dom& row) {
  auto dates = text(row, "planned_on");
  if (const auto asked = text(row, "requested_on"); !asked.empty())
    dates += (dates.empty() ? "" : ", ") + ("asked: " + asked);
  return {text(row, "ref"),          text(row, "title"),       path_text(text(row, "path")),
          plain(text(row, "state")), text(row, "state_since"), dates,
          waiting_text(row)};
}

std::vector<Dom> parsed(const std::vector<engine::Listed>& summaries) {
  std::vector<Dom> rows;
  for (const auto& one : summaries) rows.push_back(Dom::parse(one.summary));
  return rows;
}

int count(const std::vector<Dom>& rows, std::string_view stage) {
  return static_cast<int>(
      std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return text(row, "stage") == stage; }));
}

bool among(const std::vector<Dom>& rows, const Dom& wanted) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const auto& row) { return text(row, "ref") == text(wanted, "ref"); });
}

// What was taken over after the last report stood somewhere on that day, and nobody recorded where.
bool past_known(const std::vector<Dom>& now, const std::vector<Dom>& then) {
  return std::all_of(now.begin(), now.end(),
                     [&](const auto& row) { return text(row, "entered") != "taken-over" || among(then, row); });
}

Section counts(const std::vector<Dom>& now, const std::vector<Dom>& then, Date since) {
  Section section{"counts", "Where the modifications stand", "", columns({"Stage", "Now", "On " + engine::to_text(since)}), {}, ""};
  const bool known = past_known(now, then);
  const auto before = [&](int number) { return known ? std::to_string(number) : std::string(); };
  for (const auto& heading : headings)
    section.rows.push_back(
        {std::string(heading.heading), std::to_string(count(now, heading.stage)), before(count(then, heading.stage))});
  section.rows.push_back({"All", std::to_string(now.size()), before(static_cast<int>(then.size()))});
  return section;
}

Section fresh(const std::vector<Dom>& now, const std::vector<Dom>& then) {
  Section section{"new", "New in the register since the last report", "", columns({"Reference", "Title", "State"}), {}, "None."};
  for (const auto& row : now)
    if (text(row, "entered") != "taken-over" && !among(then, row))
      section.rows.push_back({text(row, "ref"), text(row, "title"), text(row, "state")});
  return section;
}

// As the gate left it: a text, a labelled one, or its label alone.
std::string line_text(const Dom& line) {
  if (line.is_string()) return line.get<std::string>();
  if (const auto said = text(line, "text"); !said.empty()) return said;
  const auto label = engine::body::from_wire<Classification>(text(line, "classification"));
  return std::string(neutral_line(label.value_or(Classification::red)));
}

std::vector<std::string> decision_lines(const Dom& body) {
  std::vector<std::string> lines;
  for (const char* field : {"decision", "decided_by"}) {
    if (!body.contains(field) || !body[field].is_object() || !body[field].contains("lines")) continue;
    for (const auto& one : body[field]["lines"]) lines.push_back(text(one, "verb") + " " + line_text(one["text"]));
  }
  return lines;
}

// One row a step, and one behind it for each line of the decision that it rests on; each says of when and of what it
// is, so that a line can be read, found and quoted alone.
Section movements(const engine::ReportInput& input) {
  Section section{"movement", "Movement since the last report", "", columns({"Date", "Reference", "What happened"}), {}, "None."};
  for (const auto& entry : input.between) {
    const auto& kind = entry.event.type;
    if (kind == "taken-over" || kind == "vote-cast" || kind == "vote-reminded") continue;
    const auto& [type, body, from, to] = entry.event;
    const auto moved =
        from == to ? std::string() : fmt::format(" ({} to {})", from.empty() ? "new" : plain(from), plain(to));
    const auto day = engine::to_text(entry.effective_on);
    section.rows.push_back({day, entry.case_id, plain(type) + moved});
    for (const auto& decided : decision_lines(Dom::parse(body)))
      section.rows.push_back({day, entry.case_id, "- " + decided});
  }
  return section;
}

Section of_stage(const std::vector<Dom>& now, const Heading& heading) {
  Section section{std::string(heading.name),
                  std::string(heading.heading),
                  "",
                  columns({"Reference", "Title", "Path", "State", "Since", "Planned", "Waits for"}),
                  {},
                  "None."};
  for (const auto& row : now)
    if (text(row, "stage") == heading.stage) section.rows.push_back(line(row));
  return section;
}

Section held(const std::vector<Dom>& now) {
  Section section{"held", "On hold or suspended", "", columns({"Reference", "Title", "Status", "Stage"}), {}, "None."};
  for (const auto& row : now)
    if (const auto status = text(row, "status"); !status.empty() && status != "active")
      section.rows.push_back({text(row, "ref"), text(row, "title"), status, text(row, "stage")});
  return section;
}

}  // namespace

engine::Report change_status(const engine::ReportInput& input) {
  const auto now = parsed(input.now), then = parsed(input.then);
  engine::Report report;
  static constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  report.title = fmt::format("Change Status Report - {} {}", months[static_cast<unsigned>(input.as_at.month()) - 1],
                             static_cast<int>(input.as_at.year()));
  report.header = {{"As at", date_text(input.as_at)},
                   {"Since", date_text(input.since)},
                   {"Classification", "WHITE"},
                   {"Purpose", "For information"}};
  if (input.known_at) report.header.push_back({"As known at", engine::to_text(*input.known_at)});
  if (input.simulated) report.header.push_back({"Clock", "simulated"});
  report.sections.push_back(counts(now, then, input.since));
  report.sections.push_back(fresh(now, then));
  report.sections.push_back(movements(input));
  for (const auto& heading : headings) report.sections.push_back(of_stage(now, heading));
  report.sections.push_back(held(now));
  return report;
}

}  // namespace sec
