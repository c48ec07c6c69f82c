// What a forecast costs without the server around it: Working Day sums, and one modification's dates anew.
#include <fmt/format.h>

#include "tools/bench/figures.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace bench {
namespace {

using std::chrono::sys_days;

constexpr int sums = 20'000'000;
constexpr int forecasts = 20'000;

double sum_ns(const engine::Calendar& calendar) {
  const auto first = sys_days(std::chrono::year(2013) / 1 / 1);
  long long kept = 0;  // so that nothing is left out
  const Instant start = now();
  for (int i = 0; i < sums; ++i) {
    const engine::Date day(first + std::chrono::days(i % 4000));
    kept += static_cast<unsigned>(calendar.add(day, i % 121 - 60).day());
  }
  const double took = seconds_since(start);
  return kept > 0 ? took / sums * 1e9 : 0;
}

// In Refinement, with assessments by the DCC, on an agreed timetable, on its way into a release.
sec::Facts modification() {
  sec::Facts facts;
  facts.ref = "SECMP0062";
  facts.pack = "sec-2019";
  facts.path = sec::Path::authority_determined;
  facts.impacts.dcc_systems = sec::DccImpact::system;
  facts.has_been_refined = true;
  facts.parts.push_back({});
  facts.parts.front().release = "november-2019";
  auto version = std::make_shared<sec::TimetableVersion>();
  for (const auto* code : {"PA_REQUESTED", "PA_RETURNED", "WG_PA_REVIEW", "REFINEMENT_CONSULTATION_ISSUED",
                           "REFINEMENT_CONSULTATION_CLOSED", "CB_IA_COST", "IA_REQUESTED", "IA_RETURNED", "MR_DRAFTED",
                           "PANEL_MR", "CB_VOTE", "AUTHORITY_DECISION"})
    version->milestones.push_back({code, std::chrono::year(2019) / 4 / 1, {}, {}});
  facts.timetable = version->milestones;
  facts.timetables.push_back(version);
  return facts;
}

}  // namespace

void reckon() {
  const auto& calendar = sec::calendar();
  sec::release::Facts release;
  release.id = "november-2019";
  release.planned_on = std::chrono::year(2019) / 11 / 7;
  const sec::Surroundings around{std::chrono::year(2019) / 3 / 15, &calendar, {&release}};
  const auto facts = modification();
  std::size_t kept = 0;
  Instant start = now();
  for (int i = 0; i < forecasts; ++i) kept += sec::reckon(facts, "refinement", around).cut_offs.size();
  const double dates = seconds_since(start) / forecasts * 1e6;
  start = now();
  for (int i = 0; i < forecasts; ++i) kept += sec::outlook(facts, "refinement", around).milestones.size();
  const double whole = seconds_since(start) / forecasts * 1e6;
  fmt::print("{{\"sum_ns\": {:.1f}, \"dates_us\": {:.2f}, \"outlook_us\": {:.2f}, \"kept\": {}}}\n", sum_ns(calendar),
             dates, whole, kept);
}

}  // namespace bench
