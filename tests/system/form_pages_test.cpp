// Commands that are given by forms: what was typed stays, whatever is wrong with it; nothing is done twice, or unseen.
#include <doctest/doctest.h>

#include "tests/system/browser.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

const std::string canary = "\"><script>alert(1)</script>'&{{title}}";

struct Desk {
  Desk() {
    folder.serve();
    analyst.emplace(folder.server().port());
    analyst->sign_in(folder.token("secas-analyst"));
    path = folder.raise("Load switching");
    page = path.substr(3);
  }
  Fields form(const std::string& at, Fields typed) {
    Fields fields = Browser::hidden_in(analyst->get(at).body);
    REQUIRE(!fields.empty());
    fields.insert(fields.end(), typed.begin(), typed.end());
    return fields;
  }
  std::size_t steps() { return all_items(folder.as("secas-manager"), path + "/history").size(); }
  static bool has(const Answer& answer, const std::string& part) { return answer.body.find(part) != std::string::npos; }

  Register folder;
  std::optional<Browser> analyst;
  std::string path, page;
};

}  // namespace

TEST_CASE_FIXTURE(Desk, "What is wrong in a form is listed first, leads to its field, and what was typed stays") {
  const std::string at = page + "/do/set-impacts";
  const Answer wrong = analyst->post(at, form(at, {{"documents.0", canary},
                                                   {"documents.3", "Appendix AD"},
                                                   {"dcc_systems", canary},
                                                   {"note", canary},
                                                   {"effective_on", "31 February 2019"},
                                                   {"send", "1"}}));
  CHECK(wrong.status == 422);
  CHECK(has(wrong, "<title>Error: "));
  CHECK(has(wrong, "role=\"alert\""));
  CHECK(has(wrong, "<a href=\"#dcc_systems\">"));
  CHECK(has(wrong, "value=\"Appendix AD\""));
  CHECK(has(wrong, "value=\"31 February 2019\""));
  CHECK(has(wrong, "<details class=\"fold\" open>"));
  CHECK(!has(wrong, "<script"));
  CHECK(steps() == 1);
}

TEST_CASE_FIXTURE(Desk, "A refusal on a page says why and where the rule stands, and what may be done instead") {
  const std::string at = page + "/do/revoke-last";
  const std::string why = "There is no step before this one to go back to", clause = "(DEF 16.17, T55)";
  const Answer shown = analyst->get(at);
  CHECK(shown.status == 200);
  CHECK(has(shown, "This cannot be done now."));
  CHECK(has(shown, why));
  CHECK(has(shown, clause));
  CHECK(has(shown, "/do/accept"));
  const Answer refused = analyst->post(at, form(at, {{"reason", "A slip of the pen"}, {"send", "1"}}));
  CHECK(refused.status == 409);
  const auto problem = refused.body.find("role=\"alert\"");
  REQUIRE(problem != std::string::npos);
  CHECK(refused.body.find(why, problem) < refused.body.find("<form"));
  CHECK(refused.body.find(clause, problem) < refused.body.find("<form"));
  CHECK(has(refused, "A slip of the pen"));
  CHECK(steps() == 1);
}

TEST_CASE_FIXTURE(Desk,
                  "A form that is older than the case is not sent: the steps since are shown, and what was typed") {
  const std::string at = page + "/do/note";
  const Fields older = form(at, {{"text", "From the first tab"}, {"send", "1"}});
  CHECK(analyst->fill_in(page + "/do/accept", Json::object()).status == 303);
  const Answer moved = analyst->post(at, older);
  CHECK(moved.status == 412);
  CHECK(has(moved, "This has moved on since you opened it"));
  CHECK(has(moved, "value=\"From the first tab\""));
  CHECK(has(moved, "Monday 18 March 2019"));
  CHECK(steps() == 2);
  Fields again = Browser::hidden_in(moved.body);
  again.insert(again.end(), {{"text", "From the first tab"}, {"send", "1"}});
  CHECK(analyst->post(at, again).status == 303);
  CHECK(steps() == 3);
}

TEST_CASE_FIXTURE(Desk, "The same form sent twice is one step, and leads to the same page") {
  const std::string at = page + "/do/accept";
  const Fields fields = form(at, {{"send", "1"}});
  const Answer first = analyst->post(at, fields), second = analyst->post(at, fields);
  CHECK(first.status == 303);
  CHECK(second.header("location") == first.header("location"));
  CHECK(steps() == 2);
  CHECK(has(analyst->get(first.header("location")), "role=\"status\""));
}

TEST_CASE_FIXTURE(Desk, "A list grows by a button and shrinks by a box, and looking first does nothing") {
  const std::string at = page + "/do/set-impacts";
  const Answer more = analyst->post(at, form(at, {{"documents.0", "Section D"}, {"add", "documents"}}));
  CHECK(more.status == 200);
  CHECK(has(more, "name=\"documents.0\" value=\"Section D\""));
  CHECK(has(more, "name=\"documents.1\" value=\"\""));
  const std::string groups = page + "/do/forecast";
  Fields two = form(groups, {{"milestones.0.code", "CB_VOTE"},
                             {"milestones.0.on", "2019-06-26"},
                             {"milestones.1.code", "PANEL_MR"},
                             {"milestones.1.on", "2019-07-26"}});
  two.emplace_back("add", "milestones");
  const Answer three = analyst->post(groups, two);
  CHECK(has(three, "name=\"remove\" value=\"milestones.0\""));
  CHECK(has(three, "name=\"milestones.2.on\""));
  two.back() = {"remove", "milestones.0"};
  const Answer less = analyst->post(groups, two);
  CHECK(less.status == 200);
  CHECK(has(less, "value=\"2019-07-26\""));
  CHECK(!has(less, "2019-06-26"));
  CHECK(less.body.find("name=\"remove\"") == less.body.rfind("name=\"remove\""));
  two.back() = {"check", "1"};  // the box is looked at whichever button sends the form
  two.emplace_back("remove", "milestones.0");
  CHECK(!has(analyst->post(groups, two), "2019-06-26"));
  const Answer checked = analyst->post(at, form(at, {{"documents.0", "Section D"}, {"check", "1"}}));
  CHECK(checked.status == 200);
  CHECK(has(checked, "Nothing is done yet."));
  CHECK(steps() == 1);
}

TEST_CASE_FIXTURE(Desk, "A form is for whom it is: others sign in first, are told no, or find nothing") {
  Browser stranger(folder.server().port());
  CHECK(stranger.get(page + "/do/accept").header("location").starts_with("/sign-in?next="));
  CHECK(stranger.post(page + "/do/accept", {{"send", "1"}}).header("location").starts_with("/sign-in?next="));
  Browser party(folder.server().port());
  party.sign_in(folder.token("party"));
  CHECK(party.get(page + "/do/accept").status == 403);
  CHECK(party.post(page + "/do/accept", {{"if_match", "1"}, {"send", "1"}}).status == 403);
  CHECK(analyst->get(page + "/do/no-such-command").status == 404);
  CHECK(analyst->post(page + "/do/no-such-command", {{"send", "1"}}).status == 404);
  CHECK(analyst->get("/modifications/DP999/do/accept").status == 404);
  CHECK(analyst->post("/modifications/DP999/do/accept", {{"if_match", "1"}, {"send", "1"}}).status == 404);
  CHECK(analyst->get(page + "/do/move-deadlines").status == 404);
  CHECK(steps() == 1);
}

TEST_CASE_FIXTURE(Desk, "A proposal is raised by a form, and a link to a form fills in what it says") {
  CHECK(analyst->get("/modifications/new").status == 200);
  const Answer raised = analyst->fill_in(
      "/modifications/new",
      {{"title", "A clearer definition"},
       {"problem", "It can be read in two ways."},
       {"proposer", {{"type", "party"}, {"name", "Example Energy"}, {"category", "large-suppliers"}}}});
  REQUIRE(raised.status == 303);
  CHECK(raised.header("location").starts_with("/modifications/DP002"));
  CHECK(has(analyst->get("/modifications/DP002"), "A clearer definition"));
  CHECK(has(analyst->get(page + "/do/note?text=As+agreed"), "value=\"As agreed\""));
}

TEST_CASE_FIXTURE(Desk, "Who goes back and types something else does another thing, and reads nothing of keys") {
  const std::string at = page + "/do/revoke-last";
  Fields refused = form(at, {{"reason", "A slip"}, {"send", "1"}});
  CHECK(analyst->post(at, refused).status == 409);
  for (auto& [name, value] : refused)
    if (name == "reason") value = "Another slip";
  const Answer again = analyst->post(at, refused);
  CHECK(again.status == 409);
  CHECK(!has(again, "Idempotency"));
  CHECK(has(again, "There is no step before this one"));
}

TEST_CASE_FIXTURE(Desk,
                  "What is typed when the session has ended is on its page again after signing in, and is sent once") {
  const std::string at = page + "/do/set-impacts";
  const Fields typed = form(at, {{"documents.0", "Section " + canary}, {"dcc_systems", "system"}, {"send", "1"}});
  const Fields of_form = {{"session", "others"}};
  Browser elsewhere(folder.server().port());
  elsewhere.sign_in(folder.token("secas-analyst"));
  CHECK(elsewhere.post("/me", of_form).status == 303);  // ends the analyst's first session
  const Answer lost = analyst->post(at, typed);
  CHECK(lost.status == 303);
  CHECK(lost.header("location").starts_with("/sign-in?next="));
  CHECK(lost.header("set-cookie").starts_with("__Host-secmp-typed="));
  CHECK(steps() == 1);
  CHECK(has(analyst->get(lost.header("location")), "What you typed is kept for an hour"));

  Browser other(folder.server().port());  // in the same browser somebody else signs in: it is not for them
  other.cookie = analyst->cookie;
  other.sign_in(folder.token("secas-manager"));
  CHECK(!has(other.get(at), "when your session had ended"));
  analyst->sign_in(folder.token("secas-analyst"));
  CHECK(!has(analyst->get(page + "/do/note"), "when your session had ended"));
  const Answer back = analyst->get(at);
  CHECK(has(back, "You typed this when your session had ended. Nothing was sent"));
  CHECK(has(back, "name=\"documents.0\" value=\"Section &quot;&gt;&lt;script&gt;"));
  CHECK(has(back, "value=\"system\""));
  CHECK(!has(back, "<script"));
  Fields again = Browser::hidden_in(back.body);
  again.insert(again.end(), {{"documents.0", "Section D"}, {"dcc_systems", "system"}, {"send", "1"}});
  CHECK(analyst->post(at, again).status == 303);
  CHECK(steps() == 2);
  CHECK(!has(analyst->get(at), "when your session had ended"));
  Browser stranger(folder.server().port());
  CHECK(stranger.post(at, typed).header("set-cookie").empty());
}
