// Commands that belong together, over HTTP: all of them are done, or none is.
#include <doctest/doctest.h>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

const std::string path = "/v1/batch";

Answer send(Loopback& house, const Json& commands, const std::string& headers = librarian,
            const std::string& query = "") {
  return house.post(path + query, Json{{"commands", commands}}.dump(), headers);
}

Json asked_for(const std::string& title) { return {{"to", "loans"}, {"body", {{"title", title}}}}; }
Json note(const std::string& to, int version = 0) {
  Json one = {{"to", to}, {"command", "note"}, {"body", {{"text", "seen"}}}};
  if (version > 0) one["if_match"] = "\"" + std::to_string(version) + "\"";
  return one;
}

}  // namespace

TEST_CASE("a batch opens cases and goes on with them, and answers each command as it would by itself") {
  Loopback house;
  const Json hand_out = {{"to", "$0"}, {"command", "hand-out"}, {"body", {{"days", 14}}}};
  const Answer answer = send(house, {asked_for("Emma"), hand_out, asked_for("Persuasion"), note("$2"), note("$2")});
  REQUIRE(answer.status == 200);
  const Json results = answer.json()["results"];
  REQUIRE(results.size() == 5);
  CHECK(results[0]["loan"]["version"] == 1);
  CHECK(results[1]["loan"]["ref"] == "L0001");
  CHECK(results[1]["event"]["body"]["days"] == 14);
  CHECK(results[4]["loan"]["ref"] == "L0002");
  CHECK(results[4]["loan"]["version"] == 3);
  CHECK(house.get("/v1/loans/L0002").json()["version"] == 3);
}

TEST_CASE("a batch fails as its first failing command would by itself, says which, and nothing of it is done") {
  Loopback house;
  const std::string loan = house.opened();
  const Json no_days = {
      {"to", "loans/L0001"}, {"command", "hand-out"}, {"if_match", "\"1\""}, {"body", {{"days", "many"}}}};
  const Json early = {{"to", "loans/L0001"}, {"command", "give-back"}, {"if_match", "\"1\""}};
  const Json unknown = {{"to", "loans/L0001"}, {"command", "burn"}, {"if_match", "\"1\""}};
  const std::vector<std::tuple<Json, int, int>> all = {
      {{asked_for("Persuasion"), no_days}, 422, 1},
      {{asked_for("Persuasion"), early}, 409, 1},
      {{note("loans/L0001", 7), early}, 412, 0},
      {{asked_for("Persuasion"), note("loans/L0009", 1)}, 404, 1},
      {{asked_for("Persuasion"), unknown}, 404, 1},
      {{asked_for("Persuasion"), note("films/F1", 1)}, 404, 1},
      {{asked_for("Persuasion"), {{"to", "loans/L0001"}, {"command", "hand-out"}, {"body", {{"days", 1}}}}}, 428, 1},
      {{early, unknown}, 409, 0},
  };
  for (const auto& one : all) {
    const auto& commands = std::get<0>(one);
    CAPTURE(commands.dump());
    for (const std::string query : {"", "?dry_run=true"}) {
      const Answer answer = send(house, commands, librarian, query);
      CHECK(answer.status == std::get<1>(one));
      CHECK(answer.header("content-type") == "application/problem+json");
      CHECK(answer.json()["index"] == std::get<2>(one));
    }
  }
  CHECK(house.get("/v1/loans").json()["items"].size() == 1);
  CHECK(house.get(loan).json()["version"] == 1);
}

TEST_CASE("a batch is read strictly, and holds from one command to fifty") {
  Loopback house;
  house.opened();
  CHECK(send(house, Json::array()).json()["errors"][0]["pointer"] == "/commands");
  CHECK(send(house, Json(50, note("loans/L0001", 1))).status != 422);
  CHECK(send(house, Json(51, note("loans/L0001", 1))).json()["errors"][0]["pointer"] == "/commands");
  for (const std::string to : {"$", "$1", "$x", "$-1", "$999"}) {
    CAPTURE(to);
    CHECK(send(house, {asked_for("Emma"), note(to)}).json()["errors"][0]["pointer"] == "/commands/1/to");
  }
  CHECK(send(house, {{{"to", "loans"}, {"colour", "red"}}}).json()["errors"][0]["pointer"] == "/commands/0/colour");
  CHECK(send(house, {asked_for("Emma")}, "").status == 401);
  const Json address = {{"to", "/v1/loans/L0001"}, {"command", "note"}},
             nobody = {{"to", "loans/"}, {"command", "note"}};
  for (const auto& one : {address, nobody})
    CHECK(send(house, Json::array({one})).json()["errors"][0]["pointer"] == "/commands/0/to");
  CHECK(send(house, Json::array({{{"to", "loans/L0001"}}})).json()["errors"][0]["pointer"] == "/commands/0/command");
  CHECK(send(house, Json::array({{{"to", "loans"}, {"command", "note"}}})).status == 404);
  CHECK(house.get("/v1/loans").json()["items"].size() == 1);
}

TEST_CASE("a later command of a batch needs no version of the case that an earlier one has changed") {
  Loopback house;
  const std::string loan = house.opened();
  CHECK(send(house, {note("loans/L0001", 1), note("loans/l0001"), note("loans/L0001", 3)}).status == 200);
  CHECK(house.get(loan).json()["version"] == 4);
  CHECK(send(house, {note("loans/L0001", 4), note("loans/L0001", 4)}).json()["index"] == 1);
}

TEST_CASE("a batch says what it would do without doing it, and done once it is answered again") {
  Loopback house;
  const Json commands = {asked_for("Emma"), note("$0")};
  const Answer dry = send(house, commands, librarian, "?dry_run=true");
  REQUIRE(dry.status == 200);
  CHECK(dry.json()["results"][1]["dry_run"] == true);
  CHECK(house.get("/v1/loans").json()["items"].empty());
  const std::string key = librarian + "Idempotency-Key: all-of-it\r\n";
  const Answer first = send(house, commands, key), again = send(house, commands, key);
  CHECK(again.status == 200);
  CHECK(again.body == first.body);
  CHECK(again.header("idempotency-replayed") == "true");
  CHECK(send(house, {asked_for("Persuasion")}, key).status == 422);
  CHECK(house.get("/v1/loans").json()["items"].size() == 1);
}

TEST_CASE("a batch of one is refused as its command alone, whoever sends it and whatever else is wrong with it") {
  Loopback house;
  house.opened();
  const std::string reader = Loopback::as("reader-token");
  int refused = 0;
  for (const auto& sender : {librarian, reader})
    for (const std::string ref : {"L0001", "L0009"})
      for (const std::string command : {"hand-out", "give-back", "burn"})
        for (const std::string seen : {"", "\"1\"", "\"7\""}) {
          CAPTURE(ref);
          CAPTURE(command);
          CAPTURE(seen);
          const std::string headers = sender + (seen.empty() ? "" : "If-Match: " + seen + "\r\n");
          const Answer alone = house.post("/v1/loans/" + ref + "/commands/" + command, R"({"days":"many"})", headers);
          Json item = {{"to", "loans/" + ref}, {"command", command}, {"body", {{"days", "many"}}}};
          if (!seen.empty()) item["if_match"] = seen;
          const Answer together = send(house, Json::array({item}), sender);
          CHECK(together.status == alone.status);
          CHECK(together.json()["type"] == alone.json()["type"]);
          refused += alone.status == 403 ? 1 : 0;
        }
  CHECK(refused > 5);
}

TEST_CASE("what is wrong in a batch is said by its place in the batch, and of which command it is") {
  Loopback house;
  house.opened();
  const Json many = {
      {"to", "loans/L0001"}, {"command", "hand-out"}, {"if_match", "\"1\""}, {"body", {{"days", "many"}}}};
  const Json wrong = send(house, {asked_for("Emma"), many}).json();
  CHECK(wrong["errors"][0]["pointer"] == "/commands/1/body/days");
  CHECK(wrong["index"] == 1);
  const Json unknown = send(house, {asked_for("Emma"), {{"to", "loans"}, {"colour", "red"}}}).json();
  CHECK(unknown["errors"][0]["pointer"] == "/commands/1/colour");
  CHECK(unknown["index"] == 1);
  CHECK(send(house, {asked_for("Emma"), note("$7")}).json()["index"] == 1);
  CHECK(!send(house, Json::array()).json().contains("index"));
}

TEST_CASE("the same case by another spelling of its reference needs no version again") {
  Loopback house;
  house.opened();
  house.opened();
  CHECK(send(house, {note("loans/L0001", 1), note("loans/L1"), note("loans/l01")}).status == 200);
  const int version = house.get("/v1/loans/L0001").json()["version"];
  CHECK(send(house, {note("loans/L0001", version), note("loans/L0002")}).status == 428);
}

TEST_CASE("a batch that is refused is refused again under its key, whatever has become of its cases") {
  Loopback house;
  house.opened();
  const Json early = {{"to", "loans/L0001"}, {"command", "give-back"}, {"if_match", "\"1\""}};
  const Json commands = {asked_for("Persuasion"), early};
  const std::string key = librarian + "Idempotency-Key: too-early\r\n";
  const Answer first = send(house, commands, key);
  REQUIRE(first.status == 409);
  CHECK(first.header("idempotency-replayed").empty());
  REQUIRE(house.post("/v1/loans/L0001/commands/hand-out", R"({"days":14})", librarian + "If-Match: \"1\"\r\n").status ==
          200);
  const Answer again = send(house, commands, key);
  CHECK(again.status == 409);
  CHECK(again.body == first.body);
  CHECK(again.json()["index"] == 1);
  CHECK(again.header("idempotency-replayed") == "true");
  const Answer other = send(house, Json::array({asked_for("Emma")}), key);
  CHECK(other.status == 422);
  CHECK(other.json()["type"] == "/problems/key-reused");
  CHECK(other.json()["refused"] == true);
  CHECK(!other.json().contains("index"));
  CHECK(house.get("/v1/loans").json()["items"].size() == 1);
}
