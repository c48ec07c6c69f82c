// What the Authority asked stays open until it is answered, and stays on the case with its answer (DEF 16.11).
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace story;

namespace {
const Dom confirmed = {
    {"report_approved", true}, {"implementation_approach_confirmed", true}, {"path_confirmed", true}};
}

STORY("A report does not go back with a question of the Authority that is not answered, and the answers stay") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    s.but(secas, ref, "answer-question", {{"question", 1}, {"answer", "a"}}).is_refused_for("QuestionIsThere");
    s.when(authority, ref, "send-back", {{"questions", {"What after testing?", "What on other dates?"}}});
    s.then(ref).has("/questions/1", {{"number", 2},
                                     {"text", "What on other dates?"},
                                     {"answer", nullptr},
                                     {"answered_on", nullptr},
                                     {"document", nullptr}});
    const auto back = lives::with(confirmed, {{"route", "report-consultation"}});
    const auto board = lives::with(confirmed, {{"route", "change-board"}, {"skip_reason", "costs only"}});
    s.but(panel, ref, "route-sent-back", back).is_refused_for("QuestionsAnswered").says("1, 2 are");
    s.but(panel, ref, "route-sent-back", board).is_refused_for("QuestionsAnswered");
    s.but(secas, ref, "answer-question", {{"question", 3}, {"answer", "a"}}).is_malformed_at("/question");
    s.but(authority, ref, "answer-question", {{"question", 1}, {"answer", "a"}}).is_forbidden();
    s.but(secas, ref, "answer-question", {{"question", 1}, {"answer", "a"}, {"document", 1}})
        .is_malformed_at("/document");
    s.when(secas, ref, "attach-document",
           {{"kind", "letter"}, {"title", "Clarification"}, {"version", "1"}, {"classification", "white"}});
    s.when(secas, ref, "answer-question", {{"question", 1}, {"answer", "As much again"}, {"document", 1}});
    s.but(panel, ref, "route-sent-back", board).is_refused_for("QuestionsAnswered").says("2 is");
    s.when(panel, ref, "route-sent-back", {{"route", "report-update"}});
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    const auto approval = lives::approval_of_the_report(era, "authority-determined");
    s.but(panel, ref, "approve-report", approval).is_refused_for("QuestionsAnswered");
    s.when(secas, ref, "answer-question",
           {{"question", 2}, {"answer", {{"text", "Nothing more"}, {"classification", "red"}}}});
    s.when(panel, ref, "approve-report", approval);
    s.then(ref).has("/questions/0/answer", "As much again").has("/questions/0/answered_on", s.today_text());
    s.then(ref, authority).has("/questions/0/document", 1);
    const auto withheld = s.then(ref, visitor).view().at("questions").at(1).dump();
    CHECK(withheld.find("Nothing more") == std::string::npos);
    const auto page = meetings::paper(s, "modifications/" + ref, "page");
    const auto* matrix = page.section("questions");
    REQUIRE(matrix != nullptr);
    REQUIRE(matrix->rows.size() == 2);
    CHECK(engine::text_of(matrix->rows[0].at(2)) == "As much again");
    CHECK(engine::text_of(matrix->rows[0].at(4)) == "Clarification");
  }
}
