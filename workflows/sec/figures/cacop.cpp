// The annual metrics of the Code Administration Code of Practice, by calendar year and by regulatory year (from 1
// April).
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "workflows/sec/figures/figures.hpp"
#include "workflows/sec/figures/numbers.hpp"
#include "workflows/sec/figures/past.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
using engine::Cell;
using Kind = engine::Report::Column::Kind;
using Section = engine::Report::Section;

// A way of cutting time into years.
struct Years {
  std::string_view name, heading;
  unsigned first_month;
  int of(Date day) const {
    return static_cast<int>(day.year()) - (static_cast<unsigned>(day.month()) < first_month ? 1 : 0);
  }
  std::string label(int year) const {
    return first_month == 1 ? std::to_string(year) : fmt::format("{}/{:02}", year, (year + 1) % 100);
  }
};
constexpr Years cuts[] = {{"calendar", "calendar year", 1}, {"regulatory", "regulatory year", 4}};

struct Year {
  std::size_t raised = 0, urgent = 0, self_governance = 0, authority = 0, fast_track = 0;
  std::size_t approved = 0, rejected = 0, withdrawn = 0, refused = 0, implemented = 0;
  std::vector<int> to_decision, to_implementation, authority_took, consultation_lengths, responses;
  std::size_t submitted = 0, returned = 0, to_authority = 0, sent_back = 0, authority_in_time = 0;
  std::size_t compared = 0, in_line = 0;  // decisions of the Authority on a recommendation; those that follow it
  std::size_t consultations = 0, assessments = 0, assessments_in_time = 0;
};
using ByYear = std::map<int, Year>;

void count_raising(ByYear& years, const Years& cut, const past::Life& life) {
  const auto raised = life.summary.raised_on;
  if (!raised || life.summary.entered == split_off) return;  // its whole was raised
  auto& year = years[cut.of(*raised)];
  const auto path = life.summary.path;
  ++year.raised;
  year.urgent += life.summary.urgency == Urgency::urgent ? 1U : 0U;
  year.self_governance += path == Path::self_governance ? 1U : 0U;
  year.authority += decided_by_authority(path) ? 1U : 0U;
  year.fast_track += path == Path::fast_track ? 1U : 0U;
}

void count_end(ByYear& years, const Years& cut, const past::Life& life) {
  const auto raised = life.summary.raised_on;
  if (const auto decision = past::decision_of(life)) {
    auto& year = years[cut.of(decision->on)];
    ++(decision->approved ? year.approved : year.rejected);
    if (raised) year.to_decision.push_back(numbers::days_between(*raised, decision->on));
  }
  if (const auto on = past::implemented_on(life)) {
    auto& year = years[cut.of(*on)];
    ++year.implemented;
    if (raised) year.to_implementation.push_back(numbers::days_between(*raised, *on));
  }
  for (const auto& step : life.steps) {
    if (step.from == step.to || step.event == TakenOver::name || step.code == "REGISTER") continue;
    if (step.to == Withdrawn::name) ++years[cut.of(step.on)].withdrawn;
    if (step.to == Refused::name) ++years[cut.of(step.on)].refused;
  }
}

void count_authority(ByYear& years, const Years& cut, const past::Life& life) {
  const past::Step* sent = nullptr;
  for (const auto& step : life.steps) {
    if (step.is(SentToAuthority::name, "SENT_TO_AUTHORITY")) {
      ++years[cut.of(step.on)].to_authority;
      sent = &step;
    }
    if (step.is(SentBackRecorded::name, "SENT_BACK")) ++years[cut.of(step.on)].sent_back;
    const bool approved = step.is(AuthorityApproved::name, "AUTHORITY_APPROVED");
    if (sent == nullptr || (!approved && !step.is(AuthorityRejected::name, "AUTHORITY_REJECTED"))) continue;
    auto& year = years[cut.of(step.on)];
    if (const auto took = life.working_days(sent->on, step.on)) {
      year.authority_took.push_back(*took);
      year.authority_in_time += *took <= periods.authority_target_wd ? 1U : 0U;
    }
    const auto recommended = past::outcome_of(life, *sent);
    year.compared += recommended.empty() ? 0U : 1U;
    year.in_line += recommended == (approved ? "approve" : "reject") ? 1U : 0U;
    sent = nullptr;
  }
}

void count_work(ByYear& years, const Years& cut, const past::Life& life) {
  for (const auto& step : life.steps) {
    if (step.event == ReportSubmitted::name) ++years[cut.of(step.on)].submitted;
    if (step.event == ReportReturned::name) ++years[cut.of(step.on)].returned;
  }
  for (const auto& one : past::consultations_of(life)) {
    if (!one.from) continue;
    auto& year = years[cut.of(*one.from)];
    ++year.consultations;
    if (const auto length = one.working_days()) year.consultation_lengths.push_back(*length);
    if (one.responses_known) year.responses.push_back(one.responses);
  }
  for (const auto& one : past::assessments_of(life)) {
    const auto took = one.working_days();
    if (!took) continue;
    auto& year = years[cut.of(*one.until)];
    ++year.assessments;
    year.assessments_in_time +=
        *took <= (one.kind == "impact" ? periods.impact_assessment_wd : periods.preliminary_assessment_wd) ? 1U : 0U;
  }
}

struct Metric {
  const char* name;
  const char* heading;
  Cell (*of)(const Year&);
};
Cell sum(const std::vector<int>& values) {
  std::int64_t total = 0;
  for (const int one : values) total += one;
  return values.empty() ? Cell() : Cell(total);
}

constexpr Metric progress[] = {
    {"raised", "Raised", [](const Year& y) { return numbers::count(y.raised); }},
    {"self_governance", "of these Self-Governance", [](const Year& y) { return numbers::count(y.self_governance); }},
    {"authority", "the Authority's", [](const Year& y) { return numbers::count(y.authority); }},
    {"fast_track", "Fast-Track", [](const Year& y) { return numbers::count(y.fast_track); }},
    {"urgent", "urgent", [](const Year& y) { return numbers::count(y.urgent); }},
    {"approved", "Approved", [](const Year& y) { return numbers::count(y.approved); }},
    {"rejected", "Rejected", [](const Year& y) { return numbers::count(y.rejected); }},
    {"withdrawn", "Withdrawn", [](const Year& y) { return numbers::count(y.withdrawn); }},
    {"refused", "Refused", [](const Year& y) { return numbers::count(y.refused); }},
    {"implemented", "Implemented", [](const Year& y) { return numbers::count(y.implemented); }},
};
constexpr Metric times[] = {
    {"median_days_to_decision", "Raised to decided, median (days)",
     [](const Year& y) { return numbers::median(y.to_decision); }},
    {"longest_days_to_decision", "longest (days)", [](const Year& y) { return numbers::longest(y.to_decision); }},
    {"median_days_to_implementation", "Raised to implemented, median (days)",
     [](const Year& y) { return numbers::median(y.to_implementation); }},
    {"median_wd_of_authority", "The Authority took, median (WD)",
     [](const Year& y) { return numbers::median(y.authority_took); }},
    {"authority_in_time", "in 25 WD (%)",
     [](const Year& y) { return numbers::percent(y.authority_in_time, y.authority_took.size()); }},
    {"assessments", "DCC Assessments returned", [](const Year& y) { return numbers::count(y.assessments); }},
    {"assessments_in_time", "in time (%)",
     [](const Year& y) { return numbers::percent(y.assessments_in_time, y.assessments); }},
};
constexpr Metric quality[] = {
    {"reports_submitted", "Reports submitted", [](const Year& y) { return numbers::count(y.submitted); }},
    {"reports_returned", "returned", [](const Year& y) { return numbers::count(y.returned); }},
    {"reports_returned_share", "returned (%)", [](const Year& y) { return numbers::percent(y.returned, y.submitted); }},
    {"sent_to_authority", "Sent to the Authority", [](const Year& y) { return numbers::count(y.to_authority); }},
    {"sent_back", "sent back", [](const Year& y) { return numbers::count(y.sent_back); }},
    {"sent_back_share", "sent back (%)", [](const Year& y) { return numbers::percent(y.sent_back, y.to_authority); }},
    {"in_line", "decided as recommended (%)", [](const Year& y) { return numbers::percent(y.in_line, y.compared); }},
    {"consultations", "Consultations", [](const Year& y) { return numbers::count(y.consultations); }},
    {"median_consultation_wd", "median length (WD)",
     [](const Year& y) { return numbers::median(y.consultation_lengths); }},
    {"responses", "Responses", [](const Year& y) { return sum(y.responses); }},
    {"median_responses", "median a consultation", [](const Year& y) { return numbers::median(y.responses); }},
};

template <std::size_t N>
Section table(const char* name, const char* heading, const Metric (&metrics)[N], const Years& cut,
              const ByYear& years) {
  Section made;
  made.name = fmt::format("{}-{}", name, cut.name);
  made.heading = fmt::format("{} by {}", heading, cut.heading);
  made.when_empty = "None.";
  made.columns.push_back({"year", "Year", Kind::text});
  for (const auto& metric : metrics) made.columns.push_back({metric.name, metric.heading, Kind::number});
  for (const auto& [year, counted] : years) {
    auto& row = made.rows.emplace_back();
    row.push_back(cut.label(year));
    for (const auto& metric : metrics) row.push_back(metric.of(counted));
  }
  return made;
}
}  // namespace

engine::Report cacop(const engine::ReportInput& input) {
  const auto lives = past::lives_of(input);
  auto report = report_of_figures("Code Administration Code of Practice: annual metrics", input.as_at,
                                  "CACoP principle 12 asks for annual metrics; which ones, and how they are counted, "
                                  "is the project's own (DEF). Each is counted in the year of its day; days that are "
                                  "not known count in no year.");
  for (const auto& cut : cuts) {
    ByYear years;
    for (const auto& life : lives) {
      count_raising(years, cut, life);
      count_end(years, cut, life);
      count_authority(years, cut, life);
      count_work(years, cut, life);
    }
    report.sections.push_back(table("progress", "Modifications", progress, cut, years));
    report.sections.push_back(table("times", "Times", times, cut, years));
    report.sections.push_back(table("quality", "Reports and consultations", quality, cut, years));
  }
  report.main_table = "progress-calendar";
  return report;
}

}  // namespace sec
