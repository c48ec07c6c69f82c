// Reads the rows of a report from summaries, and writes the register of all modifications.
#include "workflows/sec/paper/register.hpp"

#include <fmt/format.h>

#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/paper/provisional.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;

engine::Cell text(const std::optional<std::string>& words) { return cell(words.value_or("")); }
engine::Cell amount(const std::optional<std::int64_t>& pounds) { return pounds ? Cell(*pounds) : Cell(); }

TimetableBrief standing_of(const engine::Json& answer) {
  return answer.empty() ? TimetableBrief() : engine::body::read_event<TimetableBrief>(answer);
}

// In calendar days and in Working Days, if the calendar knows both ends.
void add_age(std::vector<Cell>& row, const Summary& one, const engine::ReportInput& input) {
  if (!one.raised_on || ends(one.state)) {
    row.insert(row.end(), 2, Cell());
    return;
  }
  row.emplace_back(std::int64_t{(std::chrono::sys_days(input.as_at) - std::chrono::sys_days(*one.raised_on)).count()});
  row.push_back(cell(working_days_between(*one.raised_on, input.as_at, calendar_of(input))));
}
}  // namespace

// We wrote it, and quotes inside a text are escaped there: this is found at the field and nowhere else.
std::string_view state_in(const engine::Json& summary) {
  static constexpr std::string_view field = "\"state\":\"";
  const auto at = summary.find(field);
  if (at == std::string::npos) throw std::runtime_error("a summary has no state");
  const auto begin = at + field.size();
  return std::string_view(summary).substr(begin, summary.find('"', begin) - begin);
}

Row row_of(const engine::Listed& listed, const engine::Json& standing) {
  return {listed.case_id, read_summary(listed.summary), standing_of(standing)};
}

std::string last_event_of(const Summary& one) {
  const auto verdict = one.last_event == "sent-to-authority" ? one.recommendation
                       : one.last_event == "vote-decided"    ? one.decision
                                                             : std::nullopt;
  std::optional<std::string> outcome;
  if (verdict) outcome = engine::body::wire_name(*verdict);
  if (one.last_event == "urgency-decided") outcome = engine::body::wire_name(one.urgency);
  if (one.last_event == "path-set" && one.path) outcome = engine::body::wire_name(*one.path);
  auto words = outcome ? words_of_step(one.last_event, outcome) : words_of_last_event(one.last_event, one.state);
  if (verdict == Verdict::approve && one.approved_subject)
    words += fmt::format(" (solution: {})", subject_words(*one.approved_subject));
  return words;
}

std::string waits_for(const Summary& one) {
  if (!one.waiting_for) return "";
  return who_in_words(*one.waiting_for) + ": " + one.waiting_what.value_or("");
}

engine::Cell open_day(const Summary& one, const std::optional<Time>& due) {
  return reckoned(day_of(due), one.provisional_from);
}
engine::Cell next_date(const Row& row) {
  if (row.summary.waiting_until) return open_day(row.summary, row.summary.waiting_until);
  return reckoned(row.standing.next_on, row.standing.next_provisional_from);
}

engine::Report::Section register_section(const Subject& subject) {
  const auto& rows = subject.now;
  engine::Report::Section section;
  section.name = "modifications";
  section.heading = "Modifications";
  section.on_paper = false;
  section.columns = {{"ref", "Reference"},
                     {"title", "Title"},
                     {"proposer", "Proposer"},
                     {"proposer_category", "Party Category"},
                     {"lead_analyst", "Lead analyst"},
                     {"owner", "Owner"},
                     {"raised_on", "Raised", Kind::date},
                     {"path", "Path"},
                     {"urgency", "Urgency"},
                     {"stage", "Stage"},
                     {"step", "Step"},
                     {"status", "Status"},
                     {"rag", "RAG"},
                     {"last_event", "Last event"},
                     {"last_event_on", "On", Kind::date},
                     {"waits_for", "Waits for"},
                     {"next_on", "Next", Kind::date},
                     {"release", "Target release"},
                     {"planned_on", "Implementation", Kind::date},
                     {"dcc_impact", "DCC impact"},
                     {"cost_low_gbp", "Cost from (GBP)", Kind::number},
                     {"cost_high_gbp", "Cost to (GBP)", Kind::number},
                     {"age_days", "Age (days)", Kind::number},
                     {"age_wd", "Age (WD)", Kind::number},
                     {"state", "State (as programs name it)"}};
  section.rows.reserve(rows.size());
  for (const auto& row : rows) {
    const auto& one = row.summary;
    auto& cells = section.rows.emplace_back();
    cells.reserve(section.columns.size());
    for (Cell value : {Cell(one.ref),
                       text(one.title),
                       cell(person_in_words(one.proposer.value_or(""))),
                       cell(words_of(one.proposer_category)),
                       text(one.lead_analyst),
                       text(one.owner),
                       cell(one.raised_on),
                       cell(words_of(one.path)),
                       Cell(plain(engine::body::wire_name(one.urgency))),
                       cell(one.stage.value_or("")),
                       Cell(words_of_state(one.state)),
                       Cell(plain(engine::body::wire_name(one.status))),
                       cell(ends(one.state) ? "" : capitals(row.standing.rag.value_or(""))),
                       Cell(last_event_of(one)),
                       Cell(one.last_event_on),
                       cell(waits_for(one)),
                       next_date(row),
                       cell(subject.release(one.release)),
                       cell(one.planned_on),
                       cell(one.dcc_systems ? plain(engine::body::wire_name(*one.dcc_systems)) : ""),
                       amount(one.cost_low),
                       amount(one.cost_high)})
      cells.push_back(std::move(value));
    add_age(cells, one, subject.input);
    cells.emplace_back(one.state);
  }
  return section;
}

bool Group::holds(std::string_view state) const { return properties_of(state).group == place; }

const std::vector<Group>& groups() {
  using enum PaperGroup;
  static const std::vector<Group> all = {
      {fresh, "new", "New: initial consideration"},
      {development, "development", "Development Stage"},
      {fast_track, "fast-track", "Fast-Track"},
      {refinement, "refinement", "Refinement Process"},
      {report_phase, "report-phase", "Report Phase"},
      {change_board, "change-board", "With the Change Board"},
      {authority, "authority", "With the Authority"},
      {self_governance, "self-governance", "Self-governance decisions"},
      {implementation, "implementation", "Pending implementation"},
      {withdrawing, "withdrawing", "Withdrawn, may be adopted"},
      {not_known, "not-known", "Not known where"},
      {closed, "closed", "Closed"},
  };
  return all;
}

const Group& group(PaperGroup place) { return groups().at(static_cast<std::size_t>(place)); }

std::size_t group_of(std::string_view state) { return static_cast<std::size_t>(properties_of(state).group); }

}  // namespace sec::paper
