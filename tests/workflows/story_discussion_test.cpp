// What Working Groups and others said of a modification, and how its page says how things went.
#include "api/report/build.hpp"
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace story;

namespace {
// "Discussed at: Working Group", as its page has it.
bool page_says(Story& s, const std::string& ref, const std::string& words, const Actor& by = visitor) {
  const auto page = meetings::paper(s, "modifications/" + ref, "page", by);
  for (const auto& [label, value] : page.header)
    if ((label + ": " + value).find(words) != std::string::npos) return true;
  for (const auto& row : page.section("timeline")->rows)
    if (engine::text_of(row.at(2)).find(words) != std::string::npos) return true;
  return false;
}
bool report_says(Story& s, const std::string& name, const std::string& words) {
  const auto ref = s.then(name).view().at("ref").get<std::string>();  // its present one
  const auto& workflow = *api::report::workflow_with(rules(), "change-status");
  const auto report = api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(visitor), nullptr},
                                         workflow, {"change-status", {}, {}, {}});
  for (const auto& section : report.sections)
    for (const auto& row : section.rows)
      if (engine::text_of(row.at(0)) == ref)
        for (const auto& cell : row)
          if (engine::text_of(cell) == words) return true;
  return false;
}
}  // namespace

STORY("A Working Group's discussion is recorded on its day, shown, and is the meeting that the timetable waits for") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "self-governance", {{"impacts", {{"dcc_systems", "system"}}}});
    const auto wg = [&] { return milestone(answered(s, "modifications", ref, "timetable"), "WG_1"); };
    CHECK(wg().at("passed") == false);
    s.working_days_pass(3);
    const auto then = s.today_text();
    s.working_days_pass(2);
    s.but(secas, ref, "record-discussion-at", {{"body", "Working Group"}, {"on", s.day_in(1)}}).is_malformed_at("/on");
    s.when(secas, ref, "record-discussion-at", {{"body", "tabasc"}, {"view", "no impact on the architecture"}});
    CHECK(wg().at("passed") == false);
    s.when(panel, ref, "record-discussion-at",
           {{"body", "Working Group"},
            {"on", then},
            {"view", {{"text", "the zymurgy of it"}, {"classification", "amber"}}},
            {"next_steps", "requirements"}});
    CHECK(wg().at("passed") == true);
    CHECK(wg().at("actual") == then);
    CHECK(s.then(ref).view().at("discussions").size() == 2);
    CHECK(page_says(s, ref, "Discussed at: Working Group"));
    CHECK_FALSE(page_says(s, ref, "zymurgy"));
    CHECK(page_says(s, ref, "zymurgy", secas));
    s.but(party("acme"), ref, "record-discussion-at", {{"body", "Working Group"}}).is_forbidden();
    s.when(panel, ref, "hold", {{"reason", "resources"}});
    s.when(secas, ref, "record-discussion-at", {{"body", "Working Group"}});  // it moves nothing
  }
}

STORY("A page says how it went, and shows what became of a withdrawal and of holds") {
  const auto& era = lives::eras[1];
  Story s(era.first_day);
  s.given_a_change_board();
  const auto approved = lives::in_the_appeal_window(s, era);
  CHECK(page_says(s, approved, "The Change Board voted to approve it under Self-Governance"));
  const auto rejected = lives::in_the_appeal_window(s, era, "reject");
  CHECK(page_says(s, rejected, "The Change Board voted to reject it under Self-Governance"));
  CHECK(report_says(s, rejected, "The Change Board voted to reject it under Self-Governance"));
  s.working_days_pass(11);
  CHECK(page_says(s, approved, "Referral window over: the decision stands"));

  const auto urgent = lives::in_refinement(s, era, "self-governance");
  s.when(panel, urgent, "request-urgency", {{"reason", "r"}});
  s.when(authority, urgent, "decide-urgency", {{"urgent", false}});
  CHECK(page_says(s, urgent, "The Authority declined urgency"));

  s.when(secas, urgent, "request-preliminary-assessment");
  s.when(dcc, urgent, "record-preliminary-assessment", {{"cost", {{"low", 1}, {"high", 2}}}});
  s.when(panel, urgent, "decide-ia-cost",
         {{"decision", "defer"}, {"reason", "r"}, {"decided_by", {{"body", "panel"}}}});
  CHECK(page_says(s, urgent, "The Panel put off the decision on the cost of the Impact Assessment"));

  const auto withdrawn = lives::submitted(s, era);
  s.when(panel, withdrawn, "hold", {{"reason", "resources"}});
  s.working_days_pass(2);
  s.when(panel, withdrawn, "resume");
  s.when(proposer("acme"), withdrawn, "withdraw");
  s.working_days_pass(11);
  s.then(withdrawn).in("withdrawn");
  for (const auto words : {"On hold", "Withdrawn by the Proposer: may be adopted", "Withdrawal took effect"})
    CHECK(page_says(s, withdrawn, words));
}

STORY("A page says who adopted a proposal and when its window ended by that, and what was said of it last") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "self-governance");
    s.when(secas, ref, "record-discussion-at", {{"body", "smki-pma"}, {"view", "it may go on"}});
    CHECK(page_says(s, ref, ": Discussed at: SMKI PMA. It may go on."));
    const auto update = meetings::paper(s, "modifications/" + ref, "page", visitor).header.back();
    CHECK(update.first == "Latest update");
    CHECK(update.second.find("SMKI PMA. It may go on.") != std::string::npos);
    s.when(proposer("acme"), ref, "withdraw");
    s.working_days_pass(2);
    s.when(party("beta"), ref, "adopt", {{"party", "beta"}, {"category", "large-suppliers"}});
    CHECK(page_says(s, ref, "Adopted by beta"));
    CHECK_FALSE(page_says(s, ref, "On hold"));  // it was under notice, which is said already
    const auto page = meetings::paper(s, "modifications/" + ref, "page", visitor);
    for (const auto& row : page.section("timeline")->rows)
      if (engine::text_of(row.at(2)).starts_with("Withdrawn by the Proposer"))
        CHECK(engine::text_of(row.at(1)) == s.today_text());
  }
}
