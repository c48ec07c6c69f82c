// What became of a historic register, and every doubt that came up: a section for each kind.
#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/bring_in.hpp"

namespace sec::historic {

namespace {
using Kind = engine::Report::Column::Kind;

struct Heading {
  DoubtKind kind;
  std::string_view name, heading;
};
constexpr Heading headings[] = {
    {DoubtKind::refused, "refused", "Records that are refused"},
    {DoubtKind::bad_day, "dates", "Dates that are impossible, ambiguous or unreadable"},
    {DoubtKind::contradiction, "contradictions", "What contradicts itself"},
    {DoubtKind::unknown_word, "unknown", "Words that the Code does not have"},
    {DoubtKind::not_dated, "undated", "What has no day of its own"},
    {DoubtKind::unread_text, "texts", "Texts that are no milestone that is known here"},
    {DoubtKind::left_out, "left-out", "What is not kept"},
};

engine::Report::Section section_of(const Heading& heading, const std::vector<Doubt>& doubts) {
  engine::Report::Section section;
  section.name = heading.name;
  section.heading = heading.heading;
  section.columns = {{"record", "Record", Kind::text},
                     {"field", "Field", Kind::text},
                     {"found", "Found", Kind::text},
                     {"done", "What was done", Kind::text}};
  section.when_empty = "None.";
  for (const auto& one : doubts)
    if (one.kind == heading.kind)
      section.rows.push_back(
          {engine::cell(one.record), engine::cell(one.field), engine::cell(one.found), engine::cell(one.done)});
  return section;
}
}  // namespace

engine::Report doubts_report(const std::string& file, engine::Date read_on, const std::vector<Outcome>& outcomes,
                             const std::vector<Doubt>& doubts) {
  const auto imported =
      std::count_if(outcomes.begin(), outcomes.end(), [](const auto& one) { return one.outcome == "imported"; });
  engine::Report report;
  report.name = "import";
  report.title = "Import of a historic register";
  report.as_at = read_on;
  report.header = {{"File", file},
                   {"As the register stood on", engine::to_text(read_on)},
                   {"Records", std::to_string(outcomes.size())},
                   {"Imported", std::to_string(imported)},
                   {"Refused", std::to_string(static_cast<long>(outcomes.size()) - imported)},
                   {"Doubts", std::to_string(doubts.size())}};
  auto& section = report.sections.emplace_back();
  section.name = "records";
  section.heading = "Records";
  section.columns = {{"record", "Record", Kind::text},
                     {"title", "Title", Kind::text},
                     {"outcome", "Outcome", Kind::text},
                     {"days", "Days", Kind::number},
                     {"reason", "Reason", Kind::text}};
  section.when_empty = "The file has no record.";
  for (const auto& one : outcomes)
    section.rows.push_back({engine::cell(one.record), engine::cell(one.title), engine::cell(one.outcome),
                            engine::cell(std::optional(one.days)), engine::cell(one.reason)});
  for (const auto& heading : headings) report.sections.push_back(section_of(heading, doubts));
  report.main_table = "records";
  return report;
}

}  // namespace sec::historic
