// Batches on a whole register: what they do is what their commands do one by one, also when the server is killed.
#include <doctest/doctest.h>

#include <random>
#include <thread>

#include "tests/support/dice.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

Json raising(const std::string& ref) {
  return {{"to", "modifications"},
          {"body",
           {{"title", "Title of " + ref}, {"ref", ref}, {"problem", "It fails."}, {"proposer", {{"type", "party"}}}}}};
}

Json step(const std::string& ref, const std::string& command, const Json& body = Json::object()) {
  return {{"to", "modifications/" + ref}, {"command", command}, {"body", body}};
}

// Something that may be possible for a few modifications, or not.
Json some_command(walk::Dice& dice) {
  const std::string ref = "SECMP010" + std::to_string(dice.below(4));
  switch (dice.below(9)) {
    case 0:
    case 1:
      return raising(ref);
    case 2:
      return step(ref, "accept");
    case 3:
      return step(ref, "withdraw", {{"reason", "it is needed no more"}});
    case 4:
      return step(ref, "assign", {{"owner", "secas-analyst"}});
    case 5:
      return step(ref, "revoke-last", {{"reason", "a slip"}});
    case 6:
      return step(ref, "attach-document",
                  {{"kind", "paper"}, {"title", "A paper"}, {"version", "1"}, {"classification", "green"}});
    case 7:
      return step(ref, "record-discussion-at", {{"body", "panel"}, {"view", "It was noted."}});
    default:
      return step(ref, "note", {{"text", "to be looked at"}});
  }
}

// By itself, with the version that it has.
Answer sent_alone(Register& at, const Json& command) {
  auto& client = at.as("secas-manager");
  const auto path = "/v1/" + command["to"].get<std::string>();
  if (!command.contains("command")) return client.post(path, command["body"]);
  Headers headers;
  if (const auto etag = client.get(path).etag(); !etag.empty()) headers.emplace_back("If-Match", etag);
  else headers.emplace_back("If-Match", "\"1\"");
  return client.post(path + "/commands/" + command["command"].get<std::string>(), command["body"], headers);
}

// Each case that is there has its version said when it is named first, and one that is opened here is named by `$N`.
Json as_batch(Register& at, const std::vector<Json>& commands) {
  Json all = Json::array();
  std::map<std::string, std::size_t> named;
  for (auto command : commands) {
    const auto place = all.size();
    if (!command.contains("command")) {
      named["modifications/" + command["body"]["ref"].get<std::string>()] = place;
    } else {
      const std::string to = command["to"];
      const auto [known, fresh] = named.emplace(to, place);
      const auto etag = fresh ? at.as("secas-manager").get("/v1/" + to).etag() : std::string();
      if (fresh) command["if_match"] = etag.empty() ? "\"1\"" : etag;
      else command["to"] = "$" + std::to_string(known->second);
    }
    all.push_back(command);
  }
  return {{"commands", all}};
}

// All that is shown of it, without the instants at which it was recorded.
std::string whole(Register& at) {
  std::string text;
  auto& client = at.as("secas-manager");
  for (const auto& one : all_items(client, "/v1/modifications")) {
    text += one.dump() + "\n";
    for (auto entry : all_items(client, "/v1/modifications/" + one["ref"].get<std::string>() + "/history")) {
      entry.erase("at");
      text += entry.dump() + "\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("A batch is accepted exactly if its commands one by one are, and leaves the same register") {
  Register alone, together;
  for (auto* at : {&alone, &together}) at->serve();
  int accepted = 0, refused = 0;
  for (unsigned seed = 0; seed < 30; ++seed) {
    walk::Dice dice(seed);
    std::vector<Json> done;
    std::optional<Json> wrong;
    int status = 0;
    for (int i = 0; i < 8 && !wrong; ++i) {
      const Json command = some_command(dice);
      const Answer answer = sent_alone(alone, command);
      if (answer.status / 100 == 2) done.push_back(command);
      else wrong = command, status = answer.status;
    }
    CAPTURE(seed);
    const auto before = whole(together);
    if (wrong) {
      auto all = done;
      all.push_back(*wrong);
      const Json batch = as_batch(together, all);
      CAPTURE(batch.dump());
      const Answer answer = together.as("secas-manager").post("/v1/batch", batch);
      CHECK_MESSAGE(answer.status == status, answer.body);
      CHECK(answer.json()["index"] == done.size());
      CHECK(whole(together) == before);
      ++refused;
    }
    if (done.empty()) continue;
    const Json batch = as_batch(together, done);
    CAPTURE(batch.dump());
    const Answer dry = together.as("secas-manager").post("/v1/batch?dry_run=true", batch);
    CHECK_MESSAGE(dry.status == 200, dry.body);
    CHECK(whole(together) == before);
    const Answer answer = together.as("secas-manager").post("/v1/batch", batch);
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    CHECK(answer.json()["results"].size() == done.size());
    REQUIRE(whole(together) == whole(alone));
    ++accepted;
  }
  CHECK(accepted > 5);
  CHECK(refused > 5);
  for (auto* at : {&alone, &together}) {
    at->server().stop();
    at->verify();
  }
}

TEST_CASE(
    "What a batch brought about on another case is no reason why that one's version is not the one that was seen") {
  Register at;
  at.serve();
  auto& client = at.as("secas-manager");
  for (const std::string ref : {"SECMP0100", "SECMP0101"}) REQUIRE(sent_alone(at, raising(ref)).status == 201);
  const auto named = [&](Json command, const std::string& tag) {
    command["if_match"] = tag;
    return command;
  };
  const Json joined = {{"with", {"SECMP0101"}}, {"reason", "the same text"}};
  const Json both = {{"commands",
                      {named(step("SECMP0100", "consolidate", joined), "\"1\""),
                       named(step("SECMP0101", "note", {{"text", "seen"}}), "\"1\"")}}};
  const Answer answer = client.post("/v1/batch", both);
  CHECK_MESSAGE(answer.status == 200, answer.body);
  const Answer stale = client.post("/v1/batch", both);
  CHECK(stale.status == 412);
  CHECK(stale.json()["index"] == 0);
}

TEST_CASE("A server that is killed has done all of a batch or nothing, and sent again it is done once") {
  constexpr int in_each = 5, batches = 12;
  std::mt19937 random(std::random_device{}());
  Register at;
  at.serve();
  int number = 100;
  for (int i = 0; i < batches; ++i) {
    Json commands = Json::array();
    for (int k = 0; k < in_each; ++k) commands.push_back(raising("SECMP0" + std::to_string(++number)));
    const auto text = Json{{"commands", commands}}.dump();
    const Headers key{{"Idempotency-Key", "batch-" + std::to_string(i)}};
    at.as("secas-manager").send("POST", "/v1/batch", text, key);
    // Before it was read, while it was written, or when its answer was on the way.
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(random() % 8'000);
    while (std::chrono::steady_clock::now() < until) std::this_thread::yield();
    at.server().kill();
    at.serve();
    const auto there = all_items(at.as("public"), "/v1/modifications").size();
    CHECK((there == static_cast<std::size_t>(i * in_each) || there == static_cast<std::size_t>((i + 1) * in_each)));
    const Answer again = at.as("secas-manager").ask("POST", "/v1/batch", text, key);
    CHECK_MESSAGE(again.status == 200, again.body);
    CHECK(all_items(at.as("public"), "/v1/modifications").size() == static_cast<std::size_t>((i + 1) * in_each));
    const Answer once_more = at.as("secas-manager").ask("POST", "/v1/batch", text, key);
    CHECK(once_more.body == again.body);
    CHECK(once_more.header("idempotency-replayed") == "true");
  }
  at.server().stop();
  at.verify();
}

TEST_CASE("What is after a vote or a count on the same case is refused before it can tell what came of it") {
  Register at;
  at.serve();
  at.seat_the_change_board();
  const Json position = {
      {"state", "change-board-vote"}, {"as_of", "2019-03-18"}, {"source", "a test"}, {"path", "self-governance"}};
  const auto target = at.raise("T", {{"ref", "SECMP0201"}, {"workflow", "sec-2019"}, {"position", position}});
  auto& manager = at.as("secas-manager");
  const Json opening = {{"purpose", "final"}, {"mode", "meeting"}};
  REQUIRE(at.command("secas-manager", target, "open-vote", opening, manager.get(target).etag()).status == 200);
  const auto form = [&](const std::string& seat) {
    auto cast = step("SECMP0201", "cast-vote",
                     {{"seat", seat},
                      {"choice", "approve"},
                      {"reason", "it is clearer"},
                      {"objectives", {{{"objective", "a"}, {"view", "better"}}}},
                      {"recorded_from", {{"kind", "form"}, {"on", "2019-03-18"}}}});
    cast["if_match"] = "*";
    return cast;
  };
  const auto note = step("SECMP0201", "note", {{"text", "x"}}), nowhere = step("DP999", "accept");
  auto close = step("SECMP0201", "close-vote");
  close["if_match"] = manager.get(target).etag();
  const auto before = whole(at);
  const auto refused = [&](const std::vector<Json>& commands, int status, int index, const std::string& why) {
    const Answer answer = manager.post("/v1/batch", {{"commands", commands}});
    CAPTURE(answer.body);
    CHECK(answer.status == status);
    CHECK(answer.json()["index"] == index);
    CHECK(answer.body.find(why) != std::string::npos);
    CHECK(whole(at) == before);
  };
  refused({form("LS-1"), note}, 422, 1, "what cast-vote brings about is a secret until it is done");
  refused({close, note}, 422, 1, "what close-vote brings about is a secret until it is done");
  refused({form("LS-1"), close}, 422, 1, "what cast-vote brings about");
  // What cannot be sent is no reason to take what is before it for a dry run.
  refused({form("LS-1"), nowhere}, 404, 1, "DP999");
  CHECK(manager.post("/v1/batch?dry_run=true", {{"commands", {form("LS-1")}}}).status == 422);
  const Answer forms = manager.post("/v1/batch", {{"commands", {form("LS-1"), form("SS-1")}}});
  CHECK_MESSAGE(forms.status == 200, forms.body);
}
