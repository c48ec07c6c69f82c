// The register's figures and the annual metrics, of lives whose lengths are known by hand.
#include "workflows/sec/figures/figures.hpp"
#include "engine/calendar.hpp"
#include "tests/workflows/lives.hpp"
#include "workflows/sec/figures/numbers.hpp"

using namespace story;

namespace {
engine::Report made(const Story& s, std::string_view name, engine::Date since = sec::beginning_of_records) {
  engine::ReportInput input;
  input.as_at = s.today();
  input.since = since;
  const engine::AsAt now{input.as_at, {}};
  input.now = s.journal().summaries("modifications", now);
  input.then = s.journal().summaries("modifications", {since, {}});
  input.between = s.journal().effective_between("modifications", since, now);
  const auto& rules = story::rules().get("sec-2019");
  return rules.report_called(name)->make(input);
}

// The cell of a column, in the row whose first cell says `first`.
std::string cell(const engine::Report& report, const char* section, const std::string& first,
                 const std::string& column) {
  const auto* found = report.section(section);
  REQUIRE(found != nullptr);
  for (const auto& row : found->rows) {
    REQUIRE(row.size() == found->columns.size());
    if (engine::text_of(row[0]) != first) continue;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (found->columns[i].name == column) return engine::text_of(row[i]);
  }
  return "no such cell";
}
// As it is called now: a Draft Proposal that was converted has another name than it was raised with.
std::string name_of(Story& s, const std::string& ref) { return s.then(ref).view().at("ref"); }
const auto& era = lives::eras[1];
}  // namespace

TEST_CASE("Quantiles are of the sorted values, between two of them by their distance") {
  using engine::text_of;
  CHECK(text_of(sec::numbers::median({})) == "");
  CHECK(text_of(sec::numbers::median({9, 1, 5})) == "5");
  CHECK(text_of(sec::numbers::median({4, 1})) == "3");
  CHECK(text_of(sec::numbers::quantile({1, 2, 3, 4, 5}, 0.25)) == "2");
  CHECK(text_of(sec::numbers::percent(2, 3)) == "67");
  CHECK(text_of(sec::numbers::percent(0, 0)) == "");
}

TEST_CASE("Time in a state is counted from the day it was entered to the day it was left") {
  Story s("2019-01-07");
  const auto one = lives::submitted(s, era);
  const auto other = lives::submitted(s, era);
  s.working_days_pass(2);
  s.when(secas, one, "accept");
  s.working_days_pass(4);
  s.when(secas, other, "accept");
  const auto report = made(s, "figures");
  const auto state = "Submitted (validity check)";
  CHECK(cell(report, "time-in-state", state, "stays") == "2");
  CHECK(cell(report, "time-in-state", state, "median_wd") == "4");
  CHECK(cell(report, "time-in-state", state, "longest_wd") == "6");
  CHECK(cell(report, "time-in-state", state, "longest_days") == "8");
  CHECK(cell(report, "register", "Live", "count") == "2");
  CHECK(cell(report, "age", one, "age_wd") == "6");
  CHECK(cell(report, "age", one, "age_days") == "8");
}

TEST_CASE("A stay that began before the report counts from its beginning, and a revoked step is no stay") {
  Story s("2019-01-07");
  const auto ref = lives::submitted(s, era);
  s.working_days_pass(3);
  const auto since = s.today();
  s.working_days_pass(1);
  s.when(secas, ref, "accept");
  s.when(manager, ref, "revoke-last", {{"reason", "too early"}});
  CHECK(made(s, "figures", since).section("time-in-state")->rows.empty());
  s.working_days_pass(1);
  s.when(secas, ref, "accept");
  CHECK(cell(made(s, "figures", since), "time-in-state", "Submitted (validity check)", "median_wd") == "5");
}

TEST_CASE("What was brought in is counted as not known where its days are not") {
  Story s("2019-03-18");
  s.given("MP970", "refinement", "self-governance");
  s.given("MP971", "not-known");
  s.raised(manager, {{"ref", "MP972"},
                     {"position",
                      {{"state", "submitted"},
                       {"as_of", "2019-01-02"},
                       {"source", "a register"},
                       {"history",
                        {{{"on", "2019-01-02"}, {"code", "RAISED"}},
                         {{"on", "2019-01-09"}, {"code", "PA_REQUESTED"}, {"state", "refinement"}},
                         {{"on", "2019-02-06"}, {"code", "PA_RETURNED"}},
                         {{"on", "2019-03-01"}, {"code", "IMPLEMENTATION"}, {"state", "implemented"}}}}}}});
  const auto report = made(s, "figures");
  CHECK(cell(report, "register", "Brought in from another register", "count") == "3");
  CHECK(cell(report, "register", "Where they stand is not known", "count") == "1");
  CHECK(cell(report, "time-in-state", "Refinement Process", "stays") == "0");
  CHECK(cell(report, "time-in-state", "Refinement Process", "not_known") == "1");
  CHECK(cell(report, "age", "MP970", "age_days") == "");
  CHECK(cell(report, "paths", "Not known", "implemented") == "1");
  CHECK(cell(report, "paths", "Self-Governance", "share") == "33");
  CHECK(cell(report, "assessments-each", "MP972", "working_days") == "20");
  CHECK(cell(report, "assessments", "Preliminary Assessment", "late") == "1");
  const auto metrics = made(s, "cacop");
  CHECK(cell(metrics, "progress-calendar", "2019", "raised") == "1");
  CHECK(cell(metrics, "progress-calendar", "2019", "implemented") == "1");
  CHECK(cell(metrics, "progress-regulatory", "2018/19", "implemented") == "1");
  CHECK(cell(metrics, "times-calendar", "2019", "median_days_to_implementation") == "58");
}

TEST_CASE(
    "The DCC's assessments are held against their service levels, and consultations counted with their responses") {
  Story s("2019-01-07");
  const auto ref = lives::in_refinement(s, era, "authority-determined");
  s.when(secas, ref, "request-preliminary-assessment");
  s.working_days_pass(17);
  s.when(dcc, ref, "record-preliminary-assessment");
  s.when(secas, ref, "open-refinement-consultation");
  s.when(party("acme"), ref, "record-response",
         {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}});
  const auto meanwhile = made(s, "figures");
  CHECK(cell(meanwhile, "consultations", "Refinement Consultation", "open") == "1");
  CHECK(cell(meanwhile, "consultations", "Refinement Consultation", "not_known") == "0");
  CHECK(cell(meanwhile, "consultations", "Refinement Consultation", "responses") == "");
  s.working_days_pass(16);
  const auto report = made(s, "figures");
  CHECK(cell(report, "assessments", "Preliminary Assessment", "late") == "1");
  CHECK(cell(report, "assessments", "Preliminary Assessment", "in_time") == "0");
  CHECK(cell(report, "assessments-each", name_of(s, ref), "late_wd") == "2");
  CHECK(cell(report, "consultations", "Refinement Consultation", "held") == "1");
  CHECK(cell(report, "consultations", "Refinement Consultation", "median_wd") == "15");
  CHECK(cell(report, "consultations", "Refinement Consultation", "responses") == "1");
  CHECK(cell(made(s, "cacop"), "times-calendar", "2019", "assessments_in_time") == "0");
}

TEST_CASE("Votes, send-backs and the Authority's decisions come out in the year of their day") {
  Story s("2019-01-07");
  s.given_a_change_board();
  const auto ref = lives::sent_back(s, era);
  const auto decided = lives::with_the_authority(s, era);
  s.working_days_pass(3);
  s.when(authority, decided, "determine", lives::determination("approve"));
  const auto report = made(s, "figures");
  CHECK(cell(report, "send-backs", name_of(s, ref), "by") == "The Authority");
  CHECK(cell(report, "votes", "Recommendation to the Authority", "all") == "2");
  CHECK(cell(report, "votes", "Recommendation to the Authority", "approved") == "2");
  const auto metrics = made(s, "cacop");
  CHECK(cell(metrics, "quality-calendar", "2019", "sent_to_authority") == "2");
  CHECK(cell(metrics, "quality-calendar", "2019", "sent_back") == "1");
  CHECK(cell(metrics, "quality-calendar", "2019", "sent_back_share") == "50");
  CHECK(cell(metrics, "quality-calendar", "2019", "in_line") == "100");
  CHECK(cell(metrics, "times-calendar", "2019", "median_wd_of_authority") == "3");
  CHECK(cell(metrics, "progress-calendar", "2019", "approved") == "1");
}
