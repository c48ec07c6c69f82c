// The meeting's page as the secretary minutes it, and as everybody else sees it: each act is one form away and comes
// back to its place; a draft or a Red text is on no page of those who may not see it.
#include <doctest/doctest.h>

#include <regex>

#include "tests/system/browser.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

bool says(const Answer& answer, const std::string& part) { return answer.body.find(part) != std::string::npos; }

struct Minuting {
  Minuting() : folder("2019-03-15T09:00:00Z") {
    folder.serve();
    secretary.emplace(folder.server().port());
    secretary->sign_in(folder.token("panel-secretary"));
    board.emplace(folder.server().port());
    board->sign_in(folder.token("party"));
    anybody.emplace(folder.server().port());
    CHECK(secretary->fill_in("/meetings/new", {{"ref", "SECP_66_1503"}, {"date", "2019-03-15"}}).status == 303);
    add_item({{"title", "Finance"}, {"text", "quagga was said"}});
    add_item({{"title", "Other User 'L'"}, {"classification", "red"}, {"confidential_text", "zymurgy owes"}});
  }
  void add_item(Json item) {
    item["item"] = ++items;
    CHECK(secretary->fill_in(page + "/do/add-item", item).status == 303);
  }
  void hold() {
    CHECK(secretary->fill_in(page + "/do/issue-papers", Json::object()).status == 303);
    CHECK(secretary
              ->fill_in(page + "/do/hold", {{"attendance", {{{"category", "Large Suppliers"}, {"name", "Member 1"}}}}})
              .status == 303);
  }

  // The fields of the form on the page whose button says this: hidden ones, and what stands in it.
  Fields form_of(const Answer& shown, const std::string& place, const std::string& command) {
    const auto part = shown.body.find("id=\"" + place + "\"");
    REQUIRE(part != std::string::npos);
    const auto begin = shown.body.find("action=\"" + page + "/do/" + command + "\"", part);
    REQUIRE(begin != std::string::npos);
    const std::string form = shown.body.substr(begin, shown.body.find("</form>", begin) - begin);
    static const std::regex hidden(R"re(<input type="hidden" name="([^"]*)" value="([^"]*)">)re");
    Fields fields;
    for (std::sregex_iterator one(form.begin(), form.end(), hidden), end; one != end; ++one)
      fields.emplace_back(unescaped((*one)[1]), unescaped((*one)[2]));
    return fields;
  }
  Answer send(const std::string& place, const std::string& command, const Fields& typed) {
    Fields fields = form_of(secretary->get(page), place, command);
    fields.insert(fields.end(), typed.begin(), typed.end());
    fields.emplace_back("send", "1");
    return secretary->post(page + "/do/" + command, fields);
  }

  Register folder;
  std::optional<Browser> secretary, board, anybody;
  const std::string page = "/meetings/SECP_66_1503";
  int items = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Minuting, "A line is added and confirmed on the page itself, which comes back to the item") {
  hold();
  const Answer added = send("item-1", "propose-decision", {{"verb", "NOTED"}, {"text", "the report"}});
  CHECK(added.status == 303);
  CHECK(std::regex_match(added.header("location"), std::regex(page + R"(\?done=\d+&at=item-1#item-1)")));
  const Answer with_draft = secretary->get(added.header("location").substr(0, added.header("location").find('#')));
  CHECK(says(with_draft, "Done: Decision proposed, on Friday 15 March 2019."));
  CHECK(says(with_draft, "The Panel <strong>NOTED</strong> the report."));
  CHECK(says(with_draft, ">Draft</span>"));
  CHECK(says(with_draft, "1 draft line is not confirmed yet."));
  CHECK_FALSE(says(anybody->get(page), "the report"));
  CHECK(send("line-1", "confirm-line", {}).status == 303);
  CHECK(says(secretary->get(page), ">Confirmed on 15 March 2019</span>"));
  CHECK(says(anybody->get(page), "The Panel <strong>NOTED</strong> the report."));
}

TEST_CASE_FIXTURE(Minuting, "All lines of an item are confirmed together; one that is withdrawn stays, and says why") {
  hold();
  for (const std::string text : {"the report", "the budget"})
    CHECK(send("item-1", "propose-decision", {{"verb", "AGREED"}, {"text", text}}).status == 303);
  CHECK(says(secretary->get(page), "Confirm all 2 lines"));
  CHECK(send("item-1", "confirm-lines", {}).status == 303);
  const Answer asks = secretary->get(page + "/do/withdraw-line?line=2&back=item-1");
  CHECK(says(asks, "name=\"line\" value=\"2\""));
  CHECK(says(asks, "name=\"back\" value=\"item-1\""));
  CHECK(says(asks, "href=\"" + page + "#item-1\""));
  Fields fields = Browser::hidden_in(asks.body);
  fields.insert(fields.end(), {{"line", "2"}, {"reason", "It was another meeting."}, {"send", "1"}});
  CHECK(secretary->post(page + "/do/withdraw-line", fields).header("location").ends_with("#item-1"));
  const Answer shown = secretary->get(page);
  CHECK(says(shown, ">Withdrawn on 15 March 2019</span>"));
  CHECK(says(shown, "It was another meeting."));
  CHECK_FALSE(says(anybody->get(page), "the budget"));
}

TEST_CASE_FIXTURE(Minuting, "Who was there begins with everybody who has a seat: who did not come is left out") {
  std::string etag = folder.as("secas-manager").get("/v1/bodies/panel").etag();
  const auto to_the_panel = [&](const std::string& command, const Json& body) {
    etag = folder.command("secas-manager", "/v1/bodies/panel", command, body, etag).etag();
  };
  for (const auto& [seat, block] : {std::pair{"LS-1", "large-suppliers"}, {"SS-1", "small-suppliers"}}) {
    to_the_panel("add-seat", {{"seat", seat}, {"block", block}});
    to_the_panel("appoint", {{"seat", seat}, {"holder", fmt::format("holder-of-{}", seat)}});
  }
  CHECK(secretary->fill_in(page + "/do/issue-papers", Json::object()).status == 303);
  Fields fields = form_of(secretary->get(page), "main", "hold");
  fields.emplace_back("fill", "1");
  const Answer form = secretary->post(page + "/do/hold", fields);
  CHECK(form.status == 200);
  for (const char* part : {"name=\"attendance.0.name\" value=\"Member LS-1\"", "value=\"Large Suppliers\"",
                           "value=\"Small Suppliers\"", "name=\"remove\" value=\"attendance.1\""})
    CHECK(says(form, part));
  fields.back() = {"send", "1"};
  fields.emplace_back("remove", "attendance.1");
  CHECK(secretary->post(page + "/do/hold", fields).status == 303);
  const Answer held = secretary->get(page);
  CHECK(says(held, "Member LS-1"));
  CHECK_FALSE(says(held, "Member SS-1"));
  CHECK(says(held, "1 of 2 seats were there"));

  Fields again = form_of(held, "attendance", "correct-attendance");
  again.insert(again.end(), {{"attendance.1.category", "Small Suppliers"},
                             {"attendance.1.name", "The member"},
                             {"attendance.1.seat", "SS-1"},
                             {"reason", "They came late."},
                             {"send", "1"}});
  CHECK(secretary->post(page + "/do/correct-attendance", again).status == 303);
  CHECK(says(secretary->get(page), "2 of 2 seats were there"));

  // A page that was left open: what was filled in of it is not sent over what came since.
  again.back() = {"fill", "1"};
  const Answer stale = secretary->post(page + "/do/correct-attendance", again);
  CHECK(Browser::value_in(Browser::hidden_in(stale.body), "if_match") == Browser::value_in(again, "if_match"));
  again.back() = {"send", "1"};
  for (auto& [name, value] : again)
    if (name == "idempotency_key") value = "another";
  CHECK(secretary->post(page + "/do/correct-attendance", again).status == 412);
}

TEST_CASE_FIXTURE(Minuting, "A draft, and what is Red, is on the secretary's page and on nobody else's") {
  hold();
  CHECK(send("item-2", "propose-decision", {{"verb", "AGREED"}, {"text", "xylophones are barred"}}).status == 303);
  const Answer own = secretary->get(page);
  for (const char* secret : {"quagga", "zymurgy", "xylophones"}) {
    CAPTURE(secret);
    CHECK(says(own, secret));
    for (Browser* other : {&*board, &*anybody})
      for (const char* path : {"/meetings/SECP_66_1503", "/meetings/SECP_66_1503?as_at=2019-03-15", "/meetings"})
        CHECK_FALSE(says(other->get(path), secret));
  }
  CHECK(says(anybody->get(page), "was marked as RED and therefore recorded in the Confidential Minutes."));
  CHECK_FALSE(says(anybody->get(page), "<form method=\"post\""));
  CHECK_FALSE(says(board->get(page), "<form method=\"post\""));
}

TEST_CASE_FIXTURE(Minuting, "What was said is written anew from what stands there, each text in its own light") {
  hold();
  const Answer shown = secretary->get(page);
  const auto at = shown.body.find("id=\"item-2-record-discussion-confidential_text\"");
  REQUIRE(at != std::string::npos);
  CHECK(shown.body.find("zymurgy owes</textarea>", at) != std::string::npos);
  CHECK(send("item-2", "record-discussion",
             {{"text", "an overview was given"},
              {"text.classification", "white"},
              {"confidential_text", "zymurgy owes nothing"},
              {"confidential_text.classification", "red"}})
            .status == 303);
  CHECK(says(secretary->get(page), "zymurgy owes nothing"));
  CHECK(says(secretary->get(page), "an overview was given"));
  CHECK_FALSE(says(anybody->get(page), "an overview was given"));
  CHECK(secretary->fill_in(page + "/do/draft-minutes", Json::object()).status == 303);
  CHECK(secretary->fill_in(page + "/do/publish-minutes", {{"draft", true}}).status == 303);
  CHECK(says(anybody->get(page), "an overview was given"));
  CHECK_FALSE(says(anybody->get(page), "zymurgy"));
}

TEST_CASE_FIXTURE(Minuting, "A form on the page that is older than the meeting is shown again with what was typed") {
  Fields older = form_of(secretary->get(page), "item-1", "propose-decision");
  add_item({{"title", "Another"}});
  older.insert(older.end(), {{"verb", "NOTED"}, {"text", "what was typed"}, {"send", "1"}});
  const Answer moved = secretary->post(page + "/do/propose-decision", older);
  CHECK(moved.status == 412);
  CHECK(says(moved, "what was typed"));
  CHECK(says(moved, "name=\"back\" value=\"item-1\""));
}

TEST_CASE_FIXTURE(Minuting, "What is no place on a page is not come back to") {
  const Answer shown = secretary->get(page + "/do/add-item?back=%22%3E%3Cb%3E");
  CHECK_FALSE(says(shown, "name=\"back\""));
  CHECK_FALSE(says(shown, "<b>"));
}
