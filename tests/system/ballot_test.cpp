// Votes over HTTP: tokens, what others see while a vote is open, closing exactly once, a server killed while votes
// stream in, and the record of SECMP0025's second vote, which both verifiers count again.
#include <doctest/doctest.h>

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "tests/system/register.hpp"

using namespace outside;

namespace {

const std::string ref = "/v1/modifications/SECMP0025";

Json vote(const std::string& seat, const std::string& choice, const std::string& reason = "made up for a test") {
  return {{"seat", seat},
          {"choice", choice},
          {"reason", reason},
          {"objectives", {{{"objective", "a"}, {"view", choice == "approve" ? "better" : "worse"}}}}};
}

// SECMP0025 before a Change Board with these seats in each block, with its vote by correspondence open.
struct Ballot {
  explicit Ballot(int seats_a_block) {
    at.serve();
    const std::string board = "/v1/bodies/change-board";
    std::string etag = at.as("secas-manager").get(board).etag();
    for (const std::string block : {"large-suppliers", "small-suppliers", "networks", "other-sec-parties", "consumers"})
      for (int i = 1; i <= seats_a_block; ++i) {
        seats.push_back(block + "-" + std::to_string(i));
        etag = at.command("secas-manager", board, "add-seat", {{"seat", seats.back()}, {"block", block}}, etag).etag();
        etag = at.command("secas-manager", board, "appoint",
                          {{"seat", seats.back()}, {"holder", "holder-of-" + seats.back()}}, etag)
                   .etag();
      }
    at.raise("Access to load switching information", {{"ref", "SECMP0025"},
                                                      {"position",
                                                       {{"state", "change-board-vote"},
                                                        {"path", "authority-determined"},
                                                        {"round", 2},
                                                        {"as_of", "2019-03-18"},
                                                        {"source", "a test"}}}});
    at.command("secas-manager", ref, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}}, "\"1\"");
  }
  std::string token(const std::string& seat, std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--seat", seat});
    return issue_token(at.data(), "change-board-member", "holder-of-" + seat, more);
  }
  Answer cast(const std::string& token, const Json& body, const std::string& key = "") {
    Client client(at.server().port(), token);
    Headers headers{{"If-Match", "*"}};
    if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
    return client.post(ref + "/commands/cast-vote", body, headers);
  }
  void both_verifiers_say(const std::string& bundle, bool holds) const {
    TempFolder folder;
    write_file(folder.at("bundle.json"), bundle);
    const auto ours = secmp({"ballot", "verify", folder.at("bundle.json")});
    const auto theirs = run({SECMP_SOURCE_DIR "/tools/verify-ballot", folder.at("bundle.json")});
    CAPTURE(ours.out);
    CAPTURE(theirs.out);
    CHECK(ours.exit_code == (holds ? 0 : 1));
    CHECK(theirs.exit_code == (holds ? 0 : 1));
    CHECK(one_line(ours.out));
    CHECK(one_line(theirs.out));
  }

  Register at;
  std::vector<std::string> seats;
};

}  // namespace

// Pairs of before and after cannot see this: who reads a case, and its entries a moment later, finds one in between.
TEST_CASE("Who asks while votes are cast reads none of them, and nothing that moves with them") {
  Ballot ballot(8);
  ballot.at.raise("Another one");  // the list goes on
  std::vector<std::string> tokens;
  for (const auto& seat : ballot.seats) tokens.push_back(ballot.token(seat));
  const auto party = issue_token(ballot.at.data(), "party", "acme", {"--category", "large-suppliers"});
  const std::vector<std::string> targets{ref + "/history?limit=200",  "/modifications/SECMP0025",
                                         "/v1/modifications?limit=1", "/v1/modifications?q=zymurgy",
                                         "/v1/search?q=zymurgy",      ref + "/history.atom"};
  std::atomic<bool> voting = true;
  std::vector<std::set<std::string>> read(targets.size());
  std::vector<std::thread> readers;
  for (std::size_t i = 0; i < read.size(); ++i)
    readers.emplace_back([&, i] {
      Client client(ballot.at.server().port(), i % 2 == 0 ? "" : party);
      while (voting) read[i].insert(client.get(targets[i]).body);
    });
  for (std::size_t i = 0; i < tokens.size(); ++i)
    CHECK(ballot.cast(tokens[i], vote(ballot.seats[i], "approve", "a zymurgy reason")).status == 200);
  voting = false;
  for (auto& one : readers) one.join();
  for (std::size_t i = 0; i < read.size(); ++i) {
    CAPTURE(targets[i]);
    CHECK(read[i].size() == 1);
    for (const auto& body : read[i])
      for (const char* word : {"zymurgy reason", "vote-cast", "Vote cast"})
        CHECK_MESSAGE(body.find(word) == std::string::npos, word);
  }
}

TEST_CASE("A member's token votes its own seat alone, sees no other vote early, and is worth nothing once it expired") {
  Ballot ballot(1);
  const auto own = ballot.token("networks-1");
  const auto other = ballot.token("consumers-1");
  const Answer mine = ballot.cast(own, vote("networks-1", "approve"));
  REQUIRE(mine.status == 200);
  CHECK(mine.json()["receipt"].get<std::string>().size() == 64);
  CHECK(ballot.cast(own, vote("consumers-1", "approve")).status == 409);
  CHECK(ballot.cast("", vote("networks-1", "reject")).status == 401);
  CHECK(ballot.cast(ballot.token("networks-1", {"--expires", "2019-03-17"}), vote("networks-1", "reject")).status ==
        401);

  Client seen_by_other(ballot.at.server().port(), other), seen_by_own(ballot.at.server().port(), own);
  const Json theirs = seen_by_other.get(ref + "/ballots/1").json();
  CHECK(theirs["votes"].empty());
  CHECK(theirs["trail"].empty());
  CHECK(theirs["tally"].is_null());
  CHECK(seen_by_own.get(ref + "/ballots/1").json()["votes"][0]["choice"] == "approve");
  CHECK(seen_by_other.get(ref + "/ballots/1/bundle").status == 404);
  CHECK(seen_by_other.get(ref + "/ballots/1/bundle").json()["detail"].get<std::string>().find("is open") !=
        std::string::npos);
}

namespace {
// How long ago the alarm looked moves by itself.
std::string without_age(Json ready) {
  ready.erase("alarm_looked_seconds_ago");
  return ready.dump();
}
}  // namespace

TEST_CASE("While a vote is open nothing that others can ask for moves when a seat votes") {
  Ballot ballot(1);
  const std::string targets[] = {ref,
                                 ref + "/history",
                                 ref + "/ballots",
                                 ref + "/ballots/1",
                                 ref + "/commands",
                                 ref + "/commands?role=secas-analyst",
                                 ref + "/commands?role=secas-manager",
                                 ref + "/commands?on=2019-03-19",
                                 ref + "/commands?on=2019-05-01",
                                 ref + "/commands?on=2019-05-01&role=secas-manager",
                                 "/v1/modifications",
                                 "/v1/modifications?sort=last_event_on",
                                 "/v1/tasks",
                                 "/v1/reports/change-status?as_at=2019-03-18",
                                 "/readyz"};
  const std::string callers[] = {"public", "panel-secretary", "authority",     "dcc",
                                 "party",  "proposer",        "consumer-body", "change-board-member"};
  const auto everything = [&] {
    std::map<std::string, std::string> all;
    for (const auto& caller : callers)
      for (const auto& target : targets) {
        const Answer answer = ballot.at.as(caller).get(target);
        auto said = answer.body;
        if (target == "/readyz") said = without_age(answer.json());
        all[caller + " " + target] = std::to_string(answer.status) + " " + answer.etag() + " " + said;
      }
    return all;
  };
  const auto before = everything();
  const auto version = ballot.at.as("public").get(ref).etag();
  for (const auto& seat : ballot.seats) REQUIRE(ballot.cast(ballot.token(seat), vote(seat, "approve")).status == 200);
  const auto after = everything();
  for (const auto& one : before) {
    CAPTURE(one.first);
    CHECK(after.at(one.first) == one.second);
  }
  // What the count will bring is foretold to SECAS alone.
  CHECK(ballot.at.as("public").get(ref + "/commands?on=2019-03-19").status == 200);
  const Answer secret = ballot.at.as("change-board-member").get(ref + "/commands?on=2019-05-01&role=secas-manager");
  CHECK(secret.status == 422);
  CHECK(secret.json()["errors"][0]["parameter"] == "on");
  CHECK(secret.json()["errors"][0]["detail"].get<std::string>().find("ballot-1-closes") != std::string::npos);
  CHECK(ballot.at.as("secas-manager").get(ref + "/commands?on=2019-05-01").status == 200);
  // A conflict tells the version that the sender may see, and the version that they see is good enough to act on.
  const Answer stale =
      ballot.at.as("panel-secretary").post(ref + "/commands/defer-vote", {{"reason", "r"}}, {{"If-Match", "\"99\""}});
  CHECK(stale.status == 412);
  CHECK(stale.etag() == version);
  // SECAS knows that everybody has voted, and may close.
  const Json standing = ballot.at.as("secas-manager").get(ref + "/ballots/1").json()["standing"];
  CHECK(standing["not_voted"] == 0);
  CHECK(standing["settled"]["proposed"] == true);
}

TEST_CASE("The same vote sent again with its key gets the same receipt, and is one vote") {
  Ballot ballot(1);
  const auto token = ballot.token("networks-1");
  const Answer first = ballot.cast(token, vote("networks-1", "approve"), "once");
  const Answer again = ballot.cast(token, vote("networks-1", "approve"), "once");
  CHECK(again.status == 200);
  CHECK(again.json()["receipt"] == first.json()["receipt"]);
  CHECK(again.etag() == first.etag());
  CHECK(ballot.cast(token, vote("networks-1", "reject"), "once").status == 422);
  CHECK(ballot.at.as("secas-manager").get(ref + "/ballots/1").json()["quorum"]["votes"] == 1);
}

TEST_CASE("Two who close a vote at once, and the clock: it is closed once") {
  Ballot ballot(1);
  for (const auto& seat : ballot.seats) REQUIRE(ballot.cast(ballot.token(seat), vote(seat, "approve")).status == 200);
  const auto etag = ballot.at.as("secas-manager").get(ref).etag();
  std::atomic<int> done = 0;
  std::vector<std::thread> closers;
  for (int i = 0; i < 4; ++i)
    closers.emplace_back([&, token = ballot.at.token("secas-manager"), port = ballot.at.server().port()] {
      Client client(port, token);
      done += client.post(ref + "/commands/close-vote", Json::object(), {{"If-Match", etag}}).status == 200;
    });
  for (auto& one : closers) one.join();
  CHECK(done == 1);
  ballot.at.clock("2019-04-02T09:00:00Z");
  int closed = 0;
  for (const auto& event : all_items(ballot.at.as("public"), ref + "/history"))
    closed += event["event"] == "sent-to-authority";
  CHECK(closed == 1);
  CHECK(ballot.at.as("public").get(ref).json()["state"] == "authority-determination");
}

namespace {

// A voter of one seat: votes again and again until the connection breaks, and sends what was not answered once more,
// with the same key, over the next connection.
class Voter {
 public:
  Voter(std::string seat, std::string token) : seat_(std::move(seat)), token_(std::move(token)) {}

  void run(std::uint16_t port, std::atomic<int>& answered) {
    try {
      Client client(port, token_);
      while (next(client)) ++answered;
    } catch (const std::exception&) {  // the server has gone before the first word
    }
  }
  const std::vector<std::string>& receipts() const { return receipts_; }
  const std::string& wrong() const { return wrong_; }

 private:
  bool next(Client& client) {
    const auto number = receipts_.size() + 1;
    const auto body = vote(seat_, number % 2 == 0 ? "reject" : "approve", "vote " + std::to_string(number));
    const Answer answer = client.post(ref + "/commands/cast-vote", body,
                                      {{"If-Match", "*"}, {"Idempotency-Key", seat_ + std::to_string(number)}});
    if (answer.status == 0) return false;
    if (answer.status != 200) wrong_ = answer.body;
    if (!wrong_.empty()) return false;
    receipts_.push_back(answer.json()["receipt"]);
    return true;
  }

  const std::string seat_;
  const std::string token_;
  std::vector<std::string> receipts_;
  std::string wrong_;
};

void votes_until_killed(Ballot& ballot, std::vector<Voter>& voters, int votes) {
  std::atomic<int> answered = 0;
  std::vector<std::thread> threads;
  for (auto& voter : voters) threads.emplace_back([&, port = ballot.at.server().port()] { voter.run(port, answered); });
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (answered < votes && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
  ballot.at.server().kill();
  for (auto& thread : threads) thread.join();
  CHECK(answered >= votes);
}

}  // namespace

TEST_CASE("Killed while votes stream in, no vote that has its receipt is lost, and none is there twice") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  Ballot ballot(1);
  std::vector<Voter> voters;
  for (const auto& seat : ballot.seats) voters.emplace_back(seat, ballot.token(seat));
  for (int i = 0; i < 8; ++i) {
    votes_until_killed(ballot, voters, std::uniform_int_distribution(5, 120)(random));
    ballot.at.verify();
    ballot.at.serve();
  }
  ballot.at.clock("2019-04-02T09:00:00Z");
  const auto bundle = ballot.at.as("public").get(ref + "/ballots/1/bundle").body;
  ballot.both_verifiers_say(bundle, true);
  std::map<std::string, int> recorded;
  const Json record = Json::parse(bundle);
  for (const auto& one : record["ballot"]["votes"]) ++recorded[one["receipt"]];
  std::size_t given = 0;
  for (const auto& voter : voters) {
    CHECK(voter.wrong() == "");
    given += voter.receipts().size();
    for (const auto& receipt : voter.receipts()) CHECK(recorded[receipt] == 1);
  }
  for (const auto& [receipt, times] : recorded) CHECK(times == 1);
  CHECK(recorded.size() <= given + voters.size() * 9);  // done, and the answer lost
}

// The roll and the votes are made up; how the Change Board really voted is not known.
TEST_CASE("SECMP0025's second vote, run to its end on a roll made up for this test, can be counted again by anybody") {
  Ballot ballot(3);
  for (std::size_t i = 0; i < ballot.seats.size(); ++i)
    if (i % 4 != 3)
      REQUIRE(
          ballot.cast(ballot.token(ballot.seats[i]), vote(ballot.seats[i], i % 5 == 4 ? "reject" : "approve")).status ==
          200);
  REQUIRE(ballot.cast(ballot.token(ballot.seats[0]), vote(ballot.seats[0], "reject")).status == 200);
  ballot.at.clock("2019-03-25T17:00:00Z");
  const Json after = ballot.at.as("public").get(ref).json();
  CHECK(after["state"] == "authority-determination");
  CHECK(after["recommendation"] == "approve");
  CHECK(after["ballots"][0]["policy"] == "category-majority");
  const Answer answer = ballot.at.as("public").get(ref + "/ballots/1/bundle");
  CHECK(answer.status == 200);
  ballot.both_verifiers_say(answer.body, true);
  CHECK(ballot.at.as("authority").get(ref + "/ballots/1/bundle").body == answer.body);
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{20}, std::size_t{200}, answer.body.size() / 2, answer.body.size() - 2}) {
    CAPTURE(at);
    auto changed = answer.body;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    ballot.both_verifiers_say(changed, false);
  }
}
