// Pages for people, of the whole program: what they say first, what they hide, and how a thing stood on an earlier day.
#include <doctest/doctest.h>

#include <sstream>

#include "tests/system/browser.hpp"
#include "tests/system/program.hpp"
#include "tests/system/still_house.hpp"

using namespace outside;

namespace {

bool says(const std::string& page, const std::string& words) { return page.find(words) != std::string::npos; }
// Where the button of a list goes on to.
std::string next_in(const std::string& page) {
  static const std::string button = "class=\"button\" href=\"";
  const auto at = page.find(button) + button.size();
  return unescaped(page.substr(at, page.find('"', at) - at));
}

struct Raised {
  StillHouse house{"2019-03-18T09:00:00Z", {{"manager", "secas-manager", "", "", ""}}};

  void raise(const std::string& title) {
    house.done("manager", "/v1/modifications",
               {{"title", title},
                {"problem", "Something in the Code does not work."},
                {"proposer", {{"type", "party"}, {"name", "Example Energy"}, {"category", "large-suppliers"}}}});
  }
  std::string page(const std::string& path) {
    const Answer answer = house.as("public").get(path, {{"Accept", "text/html"}});
    CAPTURE(path);
    CHECK(answer.status == 200);
    const outside::TempFolder of_page;
    write_file(of_page.at("page.html"), answer.body);
    const auto looked = run({"tidy", "-e", "-q", "--drop-empty-elements", "no", of_page.at("page.html")});
    std::istringstream lines(looked.err);
    for (std::string line; std::getline(lines, line);)
      CHECK_MESSAGE(says(line, "aria-current"), path << ": " << line);  // which tidy does not know
    return answer.body;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Raised, "A page says first whom it waits for, then its way, and leads to the same as data") {
  raise("A clearer <definition>");
  const auto page = this->page("/modifications/DP001");
  CHECK(says(page, "<p class=\"say\" dir=\"auto\">Waiting for SECAS to "));
  CHECK(says(page, "aria-current=\"step\""));
  CHECK(says(page, "A clearer &lt;definition&gt;"));
  CHECK_FALSE(says(page, "<definition>"));
  CHECK(says(page, "href=\"/v1/modifications/DP001\""));
  CHECK(says(page, "It shows 9am on Monday 18 March 2019."));
  CHECK(says(page, "As it stands at 9am on Monday 18 March 2019."));
}

TEST_CASE_FIXTURE(Raised, "A list says when it hides something, and goes on where it ended") {
  for (int i = 0; i < 30; ++i) raise("Number " + std::to_string(i));
  const auto all = page("/modifications");
  CHECK_FALSE(says(all, "Only some are shown"));
  CHECK(says(all, "/modifications/DP025"));
  CHECK_FALSE(says(all, "/modifications/DP026"));
  const auto rest = page(next_in(all));
  CHECK(says(rest, "/modifications/DP026"));
  CHECK(says(rest, "Back to the first page"));
  const auto some = page("/modifications?q=Number+7&waiting=secas");
  CHECK(says(some, "Only some are shown: <strong dir=\"auto\">with the words: Number 7; Waiting for: SECAS</strong>"));
  CHECK(says(some, "/modifications/DP008"));
  CHECK(says(page("/modifications?waiting=authority"), "Nothing fits."));
}

TEST_CASE_FIXTURE(Raised, "A page can be read as at an earlier day, and says so") {
  raise("Early");
  house.the_time_is("2019-03-25T09:00:00Z");
  const auto then = page("/modifications/DP001?as_at=2019-03-18");
  CHECK(says(then, "This is how it stood at the end of Monday 18 March 2019."));
  CHECK(says(then, "/modifications/DP001/timetable.svg?as_at=2019-03-18"));
  CHECK_FALSE(says(page("/modifications/DP001"), "This is how it stood"));
  CHECK(house.as("public").get("/modifications/DP001?as_at=2019-03-01").status == 404);
  CHECK(house.as("public").get("/modifications/DP001/timetable.svg").header("content-type") == "image/svg+xml");
}

TEST_CASE_FIXTURE(Raised, "Every list and every first page of an empty register can be read") {
  for (const std::string path : {"/", "/modifications", "/releases", "/meetings", "/actions", "/bodies",
                                 "/bodies/panel", "/reports", "/help", "/sign-in", "/search"})
    page(path);
}

TEST_CASE("Every page of the whole example can be read, by a stranger and by SECAS") {
  const outside::TempFolder folder;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z"});
  ran_well({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", data});
  const auto token = issue_token(data, "secas-manager", "m");
  const Server server(data);
  Client programs(server.port(), token);
  Browser stranger(server.port()), manager(server.port());
  manager.sign_in(token);
  std::size_t read = 0;
  std::string closed;
  for (const std::string collection : {"modifications", "releases", "meetings", "actions", "bodies"})
    for (const auto& one : all_items(programs, "/v1/" + collection)) {
      const auto ref = one.contains("ref") ? one.at("ref") : one.at("id");
      const auto path = "/" + collection + "/" + ref.get<std::string>();
      CAPTURE(path);
      for (auto* reader : {&stranger, &manager}) {
        const Answer page = reader->get(path);
        CHECK(page.status == 200);
        CHECK(says(page.body, "</html>"));
        ++read;
      }
      if (collection == "actions" && one.at("state") == "closed") closed = path;
    }
  CHECK(read >= 40);
  REQUIRE(!closed.empty());
  const auto page = stranger.get(closed).body;
  CHECK(says(page, "AGREED"));
  CHECK(says(page, "that any actions marked as CLOSED could be formally closed"));
  CHECK(says(page, "SECP_66_1503"));
}

TEST_CASE_FIXTURE(Raised,
                  "What is looked for is found with the words marked; a search that finds nothing says what to do") {
  raise("A clearer <definition> of Supply Start");
  raise("Another one");
  const auto found = page("/search?q=supply+DEFINITION");
  CHECK(says(found, "<title>Find: supply DEFINITION - "));
  CHECK(says(found, "<a href=\"/modifications/DP001\">"));
  CHECK(says(found, "&lt;<mark>definition</mark>&gt; of <mark>Supply</mark> Start"));
  CHECK(says(found, "Title"));
  CHECK_FALSE(says(found, "/modifications/DP002"));
  CHECK(says(page("/search?q=supply&type=meetings"), "look among everything"));
  CHECK(says(page("/search"), "of three letters or more"));
  CHECK(says(page("/search?q=+"), "of three letters or more"));
  const auto nothing = page("/search?q=zymurgy+quagga");
  CHECK(says(nothing, "all of these words in one text"));
  CHECK(says(nothing, "href=\"/sign-in?next="));
  CHECK_FALSE(says(nothing, "<mark>"));
  const Answer too_short = house.as("public").get("/search?q=ab", {{"Accept", "text/html"}});
  CHECK(too_short.status == 422);
  CHECK(says(too_short.body, "<title>Error: "));
  CHECK(says(too_short.body, "It needs a word, or a part of one, of three letters or more"));
  CHECK(says(too_short.body, "value=\"ab\""));
  CHECK(says(page("/"), "<form class=\"find\" action=\"/search\""));
  for (int i = 0; i < 30; ++i) raise("Heron " + std::to_string(i));
  const auto first = page("/search?q=heron");
  const auto second = page(next_in(first));
  CHECK(says(second, "Back to the first page"));
  CHECK(says(second, "DP003"));
  CHECK_FALSE(says(first, "DP003<"));
}
