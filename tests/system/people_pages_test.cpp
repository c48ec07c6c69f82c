// What people look for on pages, and where they find it: where something begins, whose turn it is, what they said.
#include <doctest/doctest.h>

#include <memory>

#include "tests/system/browser.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

bool says(const Answer& page, const std::string& words) { return page.body.find(words) != std::string::npos; }

struct Opened {
  Opened() {
    folder.serve();
    path = folder.raise("Load switching");
  }
  std::unique_ptr<Browser> signed_in(const std::string& token) {
    auto browser = std::make_unique<Browser>(folder.server().port());
    browser->sign_in(token);
    return browser;
  }
  std::string page() const { return path.substr(3); }
  void step(const std::string& role, const std::string& name, const Json& body = Json::object()) {
    folder.command(role, path, name, body, folder.as(role).get(path).etag());
  }

  Register folder;
  std::string path;
};

}  // namespace

TEST_CASE_FIXTURE(Opened,
                  "Whoever may begin something finds where; who may not do it reads who may, and the way back") {
  auto analyst = signed_in(folder.token("secas-analyst")), party = signed_in(folder.token("party"));
  CHECK(says(analyst->get("/modifications"), "href=\"/modifications/new\">Raise a modification</a>"));
  CHECK(says(analyst->get("/meetings"), "href=\"/meetings/new\">Schedule a meeting</a>"));
  CHECK_FALSE(says(party->get("/meetings"), "/meetings/new"));
  CHECK_FALSE(says(folder.as("public").get("/modifications", {{"Accept", "text/html"}}), "/modifications/new"));
  const Answer no = party->get(page() + "/do/attach-document");
  CHECK(no.status == 403);
  CHECK(says(no, "You may not do this"));
  CHECK(says(no, "SECAS analyst, SECAS manager"));
  CHECK(says(no, "href=\"" + page() + "\">Back to where you were</a>"));
}

TEST_CASE_FIXTURE(Opened, "The desk calls everything by its title, and leads to what is to be done") {
  auto analyst = signed_in(folder.token("secas-analyst"));
  const Answer desk = analyst->get("/desk");
  CHECK(says(desk, "Check that the proposal is valid"));
  CHECK(says(desk, "<span class=\"title\" dir=\"auto\">Load switching</span>"));
  CHECK(says(desk, "href=\"" + page() + "/do/accept\">Accept</a>"));
  CHECK(says(desk, "SECAS analyst"));
  const Answer shown = analyst->get(page());
  CHECK(shown.body.find(">Accept as valid</a>") < shown.body.find(">Refuse as not validly made</a>"));
  CHECK(shown.body.find("What can be done at any time") < shown.body.find(">Note for SECAS</a>"));
}

TEST_CASE_FIXTURE(Opened, "A step that is none where the modification stands is nothing to be typed in") {
  auto analyst = signed_in(folder.token("secas-analyst"));
  const Answer none = analyst->get(page() + "/do/close-vote");
  CHECK(says(none, "This cannot be done now."));
  CHECK_FALSE(says(none, "<form"));
}

TEST_CASE_FIXTURE(Opened, "A Party is led to its response, is named in it already, and finds again what it said") {
  step("secas-analyst", "accept");
  step("panel-secretary", "recommend-conversion", {{"route", "refinement"}});
  step("panel-secretary", "send-to-refinement", {{"path", "self-governance"}});
  path = folder.as("secas-analyst").get(path).header("location");
  step("secas-analyst", "open-refinement-consultation");
  auto party = signed_in(
      issue_token(folder.data(), "party", "acme", {"--name", "Acme Energy", "--category", "small-suppliers"}));
  CHECK(says(party->get("/tasks"), "href=\"" + page() + "/respond\">Respond</a>"));
  CHECK(says(party->get(page()), "href=\"" + page() + "/respond\">Respond to the consultation</a>"));
  CHECK(says(party->get(page() + "/respond"), "name=\"party\" value=\"Acme Energy\""));
  CHECK(
      party->fill_in(page() + "/respond", {{"party", "Acme Energy"}, {"position", "approve"}, {"rationale", "Clearer"}})
          .status == 303);
  const Answer mine = party->get(page());
  CHECK(says(mine, "Acme Energy (you)"));
  CHECK(says(mine, "Clearer"));
  const Answer others = folder.as("public").get(page(), {{"Accept", "text/html"}});
  CHECK_FALSE(says(others, "Acme Energy"));
  CHECK_FALSE(says(others, "Clearer"));
}

TEST_CASE_FIXTURE(Opened, "A ballot paper names what is confidential to those who may read it, and to nobody else") {
  folder.seat_the_change_board();
  path = folder.raise("Smart meters", {{"ref", "SECMP0101"},
                                       {"position",
                                        {{"state", "change-board-vote"},
                                         {"path", "self-governance"},
                                         {"as_of", "2019-03-15"},
                                         {"source", "minutes"}}}});
  step("secas-analyst", "attach-document",
       {{"kind", "annex"}, {"title", "What it costs"}, {"version", "1.0"}, {"classification", "amber"}});
  step("secas-analyst", "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  const std::string paper = page() + "/ballots/1";
  auto member = signed_in(issue_token(folder.data(), "change-board-member", "holder-of-LS-1", {"--seat", "LS-1"}));
  CHECK(says(member->get("/tasks"), "Cast the vote of seat LS-1"));
  CHECK(says(member->get(page()), "href=\"" + paper + "\">The ballot paper</a>"));
  CHECK(says(member->get(page()), "href=\"" + paper + "/vote\">Vote</a>"));
  CHECK(says(member->get(paper), "What it costs"));
  const Answer others = folder.as("public").get(paper, {{"Accept", "text/html"}});
  CHECK(says(others, "A confidential document"));
  CHECK_FALSE(says(others, "What it costs"));
  CHECK_FALSE(says(others, "version ,"));
  auto secas = signed_in(folder.token("secas-analyst"));
  CHECK(says(secas->get(page()), "to cast its votes ("));
}
