// A member votes on pages: the paper, what is checked, the receipt; and what happens when two things happen at once.
#include <doctest/doctest.h>

#include <regex>
#include <thread>

#include "tests/system/browser.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

const std::string canary = "Because \"><script>alert(1)</script> & {{this}}";

// A modification that the Change Board votes on, and the holder of one of its seats in a browser.
struct OpenVote {
  OpenVote() {
    folder.serve();
    folder.seat_the_change_board();
    path = folder.raise("Load switching", {{"ref", "SECMP0101"},
                                           {"position",
                                            {{"state", "change-board-vote"},
                                             {"path", "self-governance"},
                                             {"as_of", "2019-03-15"},
                                             {"source", "minutes"}}}});
    folder.command("secas-analyst", path, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}}, "\"1\"");
    page = path.substr(3) + "/ballots/1/vote";
    member.emplace(folder.server().port());
    member->sign_in(issue_token(folder.data(), "change-board-member", "holder-of-LS-1", {"--seat", "LS-1"}));
  }

  static Fields vote(const std::string& paper, const std::string& choice, const std::string& reason) {
    Fields fields = Browser::hidden_in(paper);
    for (const auto& one : Fields{{"choice", choice}, {"reason", reason}, {"objectives.1.view", "better"}})
      fields.push_back(one);
    return fields;
  }
  // From the paper to "Check your vote"; its form.
  Fields checked(const std::string& choice, const std::string& reason) {
    Fields fields = vote(member->get(page).body, choice, reason);
    fields.emplace_back("continue", "1");
    const Answer check = member->post(page, fields);
    REQUIRE(check.status == 200);
    CHECK(check.body.find("<h1>Check your vote</h1>") != std::string::npos);
    Fields hidden = Browser::hidden_in(check.body);
    hidden.emplace_back("cast", "1");
    return hidden;
  }
  std::string receipt(const Answer& cast) {
    REQUIRE(cast.status == 303);
    const Answer sent = member->get(cast.header("location"));
    REQUIRE(sent.status == 200);
    CHECK(sent.body.find("Your vote is cast") != std::string::npos);
    std::smatch found;
    REQUIRE(std::regex_search(sent.body, found, std::regex(">([0-9a-f]{64})<")));
    return found[1];
  }
  long votes() {
    const auto all = all_items(folder.as("secas-manager"), path + "/history");
    return std::count_if(all.begin(), all.end(), [](const Json& one) { return one["event"] == "vote-cast"; });
  }
  std::string seen_by_stranger(const std::string& at) {
    Browser stranger(folder.server().port());
    const Answer answer = stranger.get(at);
    return std::regex_replace(answer.body, std::regex("(It shows|As it stands at) [^<]*"), "");
  }

  Register folder;
  std::string path, page;
  std::optional<Browser> member;
};

}  // namespace

TEST_CASE_FIXTURE(OpenVote,
                  "A member votes on three small pages, keeps the receipt, and changes the vote until the close") {
  const std::string before = seen_by_stranger(path.substr(3) + "/ballots/1");
  const Answer paper = member->get(page);
  REQUIRE(paper.status == 200);
  for (const char* part : {"You vote for seat <strong>LS-1</strong>", "The vote closes at <strong>", "Working Days",
                           "No papers are on the register", "How this can be checked", "nobody sees how"})
    CHECK(paper.body.find(part) != std::string::npos);
  CHECK(paper.body.find(" checked>") == std::string::npos);
  const Fields form = checked("approve", canary);
  const Answer cast = member->post(page, form);
  const std::string receipt = this->receipt(cast);
  CHECK(votes() == 1);
  std::size_t bytes = paper.body.size() + member->get(cast.header("location")).body.size();
  bytes += member->get("/page.css").body.size() + 3500;  // the page between them
  CHECK(bytes < 33'000);

  CHECK(this->receipt(member->post(page, form)) == receipt);  // back, and sent again
  CHECK(votes() == 1);
  CHECK(seen_by_stranger(path.substr(3) + "/ballots/1") == before);

  const std::string again = member->get(page).body;
  CHECK(again.find("You can change it until the close") != std::string::npos);
  CHECK(again.find("value=\"approve\" checked") != std::string::npos);
  CHECK(again.find("<script>") == std::string::npos);
  CHECK(again.find("&lt;script&gt;") != std::string::npos);
  const std::string second = this->receipt(member->post(page, checked("reject", "On second thoughts")));
  CHECK(second != receipt);
  CHECK(member->get("/receipts/" + receipt).body.find("has voted again since") != std::string::npos);
  CHECK(member->get("/receipts/" + second).body.find("It stands") != std::string::npos);
  Browser stranger(folder.server().port());
  CHECK(stranger.get("/receipts/" + second).status == 404);
  CHECK(stranger.get("/receipts/" + std::string(64, 'a')).body.size() ==
        stranger.get("/receipts/" + second).body.size());

  folder.clock("2019-04-30T09:00:00Z");
  const Answer result = stranger.get(path.substr(3) + "/ballots/1");
  CHECK(result.body.find("Outcome: ") != std::string::npos);
  CHECK(result.body.find("On second thoughts") != std::string::npos);
  CHECK(stranger.get("/receipts/" + second).body.find("It was counted.") != std::string::npos);
  CHECK(member->get(page).body.find("<button name=\"continue\"") == std::string::npos);
}

TEST_CASE_FIXTURE(OpenVote, "Who goes back to a paper and changes the vote has changed it, and reads nothing of keys") {
  const std::string paper = member->get(page).body;
  const auto cast = [&](const std::string& choice, const std::string& reason) {
    Fields fields = vote(paper, choice, reason);  // the browser shows again what it had shown
    fields.emplace_back("continue", "1");
    Fields hidden = Browser::hidden_in(member->post(page, fields).body);
    hidden.emplace_back("cast", "1");
    const std::string first = receipt(member->post(page, hidden));
    CHECK(receipt(member->post(page, hidden)) == first);  // and clicked twice
    return first;
  };
  const std::string first = cast("approve", "It is better");
  CHECK(cast("reject", "It is not") != first);
  cast("approve", "It is better");
  CHECK(votes() == 3);
  CHECK(member->get(page).body.find("value=\"approve\" checked") != std::string::npos);
}

TEST_CASE_FIXTURE(OpenVote,
                  "A vote that is sent when the session has ended is on its paper again, for its seat alone") {
  Browser there(folder.server().port());
  const std::string token = issue_token(folder.data(), "change-board-member", "holder-of-SS-1", {"--seat", "SS-1"});
  there.sign_in(token);
  const std::string kept = there.cookie;  // as a browser that does not know of the end
  Fields of_there = Browser::hidden_in(there.get(page).body);
  for (const auto& one : Fields{{"choice", "reject"}, {"reason", "A long reason"}, {"continue", "1"}})
    of_there.push_back(one);
  CHECK(there.post("/sign-out", {}).status == 303);
  there.cookie = kept;
  const Answer lost = there.post(page, of_there);
  CHECK(lost.status == 303);
  CHECK(lost.header("set-cookie").starts_with("__Host-secmp-typed="));
  CHECK(lost.header("set-cookie").find("HttpOnly") != std::string::npos);
  there.sign_in(token);
  const std::string back = there.get(page).body;
  CHECK(back.find("Nothing was sent") != std::string::npos);
  CHECK(back.find("A long reason</textarea>") != std::string::npos);
  CHECK(back.find("value=\"reject\" checked") != std::string::npos);
  CHECK(votes() == 0);
  CHECK(folder.server().stop().err.find("A long reason") == std::string::npos);
}

TEST_CASE_FIXTURE(OpenVote, "Two clicks at once are one vote with one receipt") {
  const Fields form = checked("approve", "It is better");
  std::vector<std::string> where(2);
  std::vector<std::thread> clicks;
  for (int i = 0; i < 2; ++i)
    clicks.emplace_back([&, i] {
      Browser again(folder.server().port());
      again.cookie = member->cookie;
      where[static_cast<std::size_t>(i)] = again.post(page, form).header("location");
    });
  for (auto& click : clicks) click.join();
  CHECK(!where[0].empty());
  CHECK(where[0] == where[1]);
  CHECK(votes() == 1);
}

TEST_CASE_FIXTURE(OpenVote, "What is missing on a paper is said before anything is sent, and what was typed stays") {
  Fields fields = vote(member->get(page).body, "", "Half a reason");
  fields.emplace_back("continue", "1");
  const Answer wrong = member->post(page, fields);
  CHECK(wrong.status == 422);
  CHECK(wrong.body.find("<title>Error: ") != std::string::npos);
  CHECK(wrong.body.find("role=\"alert\"") != std::string::npos);
  CHECK(wrong.body.find("<a href=\"#choice\">") != std::string::npos);
  CHECK(wrong.body.find("Half a reason</textarea>") != std::string::npos);
  CHECK(votes() == 0);
}

TEST_CASE_FIXTURE(OpenVote,
                  "A paper that is older than the seat's last vote is not sent, and is shown again as it was typed") {
  const Fields older = checked("approve", "From the first tab");
  receipt(member->post(page, checked("reject", "From the second tab")));
  const Answer moved = member->post(page, older);
  CHECK(moved.status == 412);
  CHECK(moved.body.find("has moved on since you opened it") != std::string::npos);
  CHECK(moved.body.find("From the first tab</textarea>") != std::string::npos);
  CHECK(votes() == 1);
}

TEST_CASE_FIXTURE(OpenVote, "A paper is for its seats: others are sent to sign in, or told no") {
  Browser stranger(folder.server().port());
  CHECK(stranger.get(page).header("location").starts_with("/sign-in?next="));
  CHECK(stranger.post(page, {{"cast", "1"}}).header("location").starts_with("/sign-in?next="));
  Browser party(folder.server().port());
  party.sign_in(folder.token("party"));
  CHECK(party.get(page).body.find("name=\"continue\"") == std::string::npos);
  CHECK(party.post(page, {{"seat", "LS-1"}, {"choice", "approve"}, {"continue", "1"}}).status == 403);
  CHECK(party.post(page, {{"seat", "LS-1"}, {"choice", "approve"}, {"reason", "x"}, {"if_match", "2"}, {"cast", "1"}})
            .status == 403);
  CHECK(party.get(path.substr(3) + "/ballots/2").status == 404);
  CHECK(votes() == 0);
}

TEST_CASE_FIXTURE(OpenVote, "Tasks lead to the paper, and the desk says what waits and whose it is") {
  const Answer tasks = member->get("/tasks");
  CHECK(tasks.status == 200);
  CHECK(tasks.body.find("href=\"" + page + "\"") != std::string::npos);
  receipt(member->post(page, checked("approve", "It is better")));
  const Answer after = member->get("/tasks");
  CHECK(after.body.find("There is nothing that you owe now.") != std::string::npos);
  CHECK(after.body.find("Vote cast") != std::string::npos);
  CHECK(member->get("/desk").status == 403);
  Browser analyst(folder.server().port());
  analyst.sign_in(folder.token("secas-analyst"));
  const Answer desk = analyst.get("/desk");
  CHECK(desk.status == 200);
  CHECK(desk.body.find("3 of 4 seats have not voted") != std::string::npos);
  CHECK(desk.body.find("/do/assign") != std::string::npos);
  CHECK(analyst.fill_in(path.substr(3) + "/do/assign", {{"owner", "Change team"}}).status == 303);
  CHECK(analyst.get("/desk").body.find("Change team") != std::string::npos);
}
