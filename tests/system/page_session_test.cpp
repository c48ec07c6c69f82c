// A session on pages: it ends with its token and when its holder says so, and is not in a backup.
#include <doctest/doctest.h>

#include <deque>
#include <filesystem>

#include "tests/system/browser.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {
struct SignedIn {
  SignedIn() {
    folder.serve();
    path = folder.raise("Load switching").substr(3);
  }
  Browser& browser(const std::string& role) {
    Browser& one = browsers.emplace_back(folder.server().port());
    one.sign_in(folder.token(role));
    return one;
  }
  static bool is_signed_in(Browser& one) { return one.get("/me").status == 200; }
  static bool has(const Answer& answer, const std::string& part) { return answer.body.find(part) != std::string::npos; }

  Register folder;
  std::deque<Browser> browsers;
  std::string path;
};
}  // namespace

TEST_CASE_FIXTURE(SignedIn, "A session on pages ends with its token") {
  Browser& analyst = browser("secas-analyst");
  CHECK(is_signed_in(analyst));
  ran_well({"token", "revoke", "secas-analyst-1", "--data", folder.data()});
  const Answer sent_away = analyst.get(path + "/do/accept");
  CHECK(sent_away.status == 303);
  CHECK(sent_away.header("location").starts_with("/sign-in?next="));
  const Answer lost = analyst.post(path + "/do/accept", {{"if_match", "1"}, {"send", "1"}});
  CHECK(lost.status == 303);
  CHECK(lost.header("set-cookie").empty());  // nobody is let in by that token: nothing is kept for it
  CHECK_THROWS(analyst.sign_in(folder.token("secas-analyst")));
}

TEST_CASE_FIXTURE(SignedIn, "A token that reads feeds signs nobody in") {
  const auto feed = issue_token(folder.data(), "secas-analyst", "calendar-1", {"--feed"});
  Browser one(folder.server().port());
  const Answer refused = one.post("/sign-in", {{"token", feed}});
  CHECK(refused.status == 422);
  CHECK(refused.header("set-cookie").empty());
  CHECK(has(refused, "Nobody can sign in with this token"));
}

TEST_CASE_FIXTURE(SignedIn, "Who has signed in ends their sessions elsewhere, one or all, and nobody else's") {
  Browser &here = browser("secas-analyst"), &there = browser("secas-analyst"), &phone = browser("secas-analyst");
  Browser& manager = browser("secas-manager");
  const std::string page = here.get("/me").body, field = "name=\"session\" value=\"";
  std::vector<std::string> handles;
  for (auto at = page.find(field); at != std::string::npos; at = page.find(field, at + 1)) {
    const auto from = at + field.size();
    handles.push_back(page.substr(from, page.find('"', from) - from));
  }
  REQUIRE(handles.size() >= 3);
  for (const auto& handle : handles) CHECK(manager.post("/me", {{"session", handle}}).status == 303);
  for (auto* one : {&here, &there, &phone}) CHECK(is_signed_in(*one));
  CHECK(here.post("/me", {{"session", "others"}}).header("location") == "/me");
  CHECK(is_signed_in(here));
  CHECK_FALSE(is_signed_in(there));
  CHECK_FALSE(is_signed_in(phone));
  CHECK(is_signed_in(manager));
  CHECK(here.post("/sign-out", {}).status == 303);
  CHECK_FALSE(is_signed_in(here));
}

TEST_CASE("Forms are taken from the address that the register is called by, and from no other") {
  Register folder;
  folder.serve({"--public-url", "https://register.example.org"});
  Client& client = folder.as("public");
  const auto post = [&](const Headers& more) {
    Headers headers{{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", "__Host-secmp=x"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return client.ask("POST", "/sign-in", "token=" + folder.token("secas-analyst"), headers).status;
  };
  CHECK(post({{"Origin", "https://register.example.org"}}) == 303);
  CHECK(post({{"Origin", "https://register.example.com"}}) == 403);
  CHECK(post({{"Origin", "http://127.0.0.1:" + std::to_string(folder.server().port())}}) == 403);
  CHECK(post({{"Sec-Fetch-Site", "cross-site"}}) == 403);
}

TEST_CASE("An address under which nobody could answer is refused, and no token is issued for it") {
  Register folder(first_morning);
  const auto tokens = ran_well({"token", "list", "--data", folder.data()});
  for (const std::string address :
       {"register",         "ftp://h",       "http://",      "http://h/a path", "http://h?x",
        "http://me@h",      "http://h/path", "http://:80",   "http://h:",       "http://h:0",
        "http://h:99999",   "http://h:80a",  "http://a:1:2", "http://[::1",     "http://[zz]",
        "http://256.1.1.1", "http://x..y",   "http://-x",    "http://x<y>",     "http://x\\y"}) {
    CAPTURE(address);
    const auto issued =
        secmp({"token", "issue", "--data", folder.data(), "--role", "operator", "--id", "op", "--link", address});
    CHECK(issued.exit_code != 0);
    CHECK(issued.err.find("--link must be an address without a path") != std::string::npos);
    CHECK(ran_well({"token", "list", "--data", folder.data()}) == tokens);
    const auto served = secmp({"serve", "--data", folder.data() + "/none", "--public-url", address});
    CHECK(served.err.find("--public-url must be an address without a path") != std::string::npos);
  }
  for (const std::string address :
       {"http://h", "HTTPS://Register.example.org:443/", "http://127.0.0.1:80", "http://[::1]:80"})
    issue_token(folder.data(), "operator", "op", {"--link", address});
}

TEST_CASE_FIXTURE(SignedIn, "A backup has no session, and nothing that was made ready for searching") {
  browser("secas-analyst");
  const TempFolder elsewhere;
  ran_well({"backup", elsewhere.at("copy"), "--data", folder.data()});
  CHECK(std::filesystem::exists(folder.data() + "/sessions.db"));
  ran_well({"restore", elsewhere.at("copy"), "--data", elsewhere.at("data")});
  for (const auto& file : std::filesystem::recursive_directory_iterator(elsewhere.at("."))) {
    const auto name = file.path().filename().string();
    CHECK_MESSAGE(!name.starts_with("sessions.db"), name);
    CHECK_MESSAGE(!name.starts_with("secmp.search"), name);
  }
}

TEST_CASE_FIXTURE(SignedIn, "A Party responds on the page of a modification, as by the form of the command") {
  Browser& party = browser("party");
  const Answer shown = party.get(path + "/respond");
  CHECK(shown.status == 200);
  CHECK(has(shown, "This cannot be done now."));
  CHECK_FALSE(has(shown, "<form"));
  Browser stranger(folder.server().port());
  CHECK(stranger.get(path + "/respond").header("location").starts_with("/sign-in?next="));
  const std::string ref = "/v1" + path;
  const auto step = [&](const std::string& role, const std::string& name, const Json& body = Json::object()) {
    Client& client = folder.as(role);
    Answer standing = client.get(ref);
    const std::string where = standing.status == 308 ? standing.header("location") : ref;
    folder.command(role, where, name, body, client.get(where).etag());
    return where;
  };
  step("secas-analyst", "accept");
  step("secas-analyst", "record-csc-discussion", {{"outcome", "o"}});
  step("panel-secretary", "recommend-conversion", {{"route", "refinement"}});
  step("panel-secretary", "send-to-refinement", {{"path", "authority-determined"}});
  const auto now = step("secas-analyst", "open-refinement-consultation").substr(3);
  const Json response = {{"party", "party-1"}, {"position", "approve"}, {"rationale", "It is clearer"}};
  const Answer sent = party.fill_in(now + "/respond", response);
  CHECK_MESSAGE(sent.status == 303, sent.body);
  CHECK(has(party.get(now), "Consultation response received"));
}
