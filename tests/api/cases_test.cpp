// Cases over HTTP: opening, reading, commanding, and what stands in the way.
#include <doctest/doctest.h>

#include "tests/api/loopback.hpp"

using namespace test;

TEST_CASE("opening a case answers 201 with its place, its version and what it is") {
  Loopback house;
  const Answer answer = house.post("/v1/loans", R"({"title": "Emma"})", librarian);
  CHECK(answer.status == 201);
  CHECK(answer.header("location") == "/v1/loans/L0001");
  CHECK(answer.header("etag") == "\"1\"");
  CHECK(answer.header("clock") == "simulated");
  CHECK(answer.header("vary") == "Authorization, Accept");
  CHECK(answer.json()["title"] == "Emma");
  const Answer read = house.get("/v1/loans/L0001", librarian);
  CHECK(read.status == 200);
  CHECK(read.body == answer.body);
}

TEST_CASE("a command answers with the case after it and with the event") {
  Loopback house;
  const std::string loan = house.opened();
  const Answer answer = house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  REQUIRE(answer.status == 200);
  CHECK(answer.header("etag") == "\"2\"");
  CHECK(answer.json()["loan"]["state"] == "on-loan");
  const Json event = answer.json()["event"];
  CHECK(event["event"] == "handed-out");
  CHECK(event["version"] == 2);
  CHECK(event["from"] == "requested");
  CHECK(event["to"] == "on-loan");
  CHECK(event["effective_on"] == "2019-03-18");
  CHECK(event["at"] == "2019-03-18T09:00:00Z");
  CHECK(event["by"]["role"] == "librarian");
  CHECK(event["body"]["days"] == 14);
  CHECK(house.get(loan, librarian).json()["state"] == "on-loan");
}

TEST_CASE("a command without If-Match is 428, with a stale one 412 that names the version") {
  Loopback house;
  const std::string loan = house.opened();
  CHECK(house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian).status == 428);
  CHECK(house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + "If-Match: *\r\n").status == 428);
  for (const char* stale : {"If-Match: \"9\"\r\n", "If-Match: W/\"1\"\r\n", "If-Match: \"abc\"\r\n"}) {
    const Answer answer = house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + stale);
    CHECK(answer.status == 412);
    CHECK(answer.json()["version"] == 1);
    CHECK(answer.json()["type"] == "/problems/stale-version");
  }
  CHECK(house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + "If-Match: 1\r\n").status == 400);
  CHECK(house.post(loan + "/commands/note", R"({"text": "x"})", librarian + "If-Match: *\r\n").status == 200);
}

TEST_CASE("who is missing If-Match hears first of what is missing before that") {
  Loopback house;
  const std::string loan = house.opened();
  CHECK(house.post("/v1/loans/L0099/commands/hand-out", "{}", librarian).status == 404);
  CHECK(house.post(loan + "/commands/hand-out", "{}", reader).status == 403);
}

TEST_CASE("a refusal tells every reason, its clause and who can cure it") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  house.post(loan + "/commands/reserve", "", librarian + Loopback::if_match(2));
  const Answer answer = house.post(loan + "/commands/renew", R"({"days": 7})", librarian + Loopback::if_match(3));
  CHECK(answer.status == 409);
  CHECK(answer.header("content-type") == "application/problem+json");
  const Json problem = answer.json();
  CHECK(problem["type"] == "/problems/refused");
  CHECK(problem["status"] == 409);
  CHECK(problem["instance"] == loan + "/commands/renew");
  const Json unmet = problem["tried"][0]["unmet"][0];
  CHECK(unmet["guard"] == "NotReserved");
  CHECK(unmet["clause"] == "L3");
  CHECK(unmet["who"] == "librarian");
  CHECK(problem["possible"].size() > 3);
  CHECK(problem["detail"] == "Somebody else waits for the book.");
  CHECK(house.get("/problems/refused").json()["status"] == 409);
}

TEST_CASE("a role that may not send a command gets 403 with the roles that may") {
  Loopback house;
  const std::string loan = house.opened();
  const Answer answer = house.post(loan + "/commands/hand-out", R"({"days": 14})", reader + Loopback::if_match(1));
  CHECK(answer.status == 403);
  CHECK(answer.json()["roles"] == Json{"librarian"});
  CHECK(answer.json()["recorders"] == Json::array());
  CHECK(answer.json()["detail"] == "the role reader may not send hand-out; these roles may: librarian");
}

TEST_CASE("a body that is readable but wrong gets 422 with a pointer to each fault") {
  Loopback house;
  const Answer answer = house.post("/v1/loans", R"({"title": 3})", librarian);
  CHECK(answer.status == 422);
  CHECK(answer.json()["errors"][0]["pointer"] == "/title");
  CHECK(answer.json()["detail"] == "/title: is missing or of the wrong type");
}

TEST_CASE("a whole number that 64 bits do not hold is 422 at its field") {
  Loopback house;
  const Answer answer = house.post("/v1/loans", R"({"title": [1, {"a/b": 99999999999999999999}]})", librarian);
  CHECK(answer.status == 422);
  CHECK(answer.json()["errors"][0]["pointer"] == "/title/1/a~1b");
  CHECK(answer.json()["detail"] == "/title/1/a~1b: is a whole number that 64 bits do not hold");
  CHECK(house.post("/v1/loans", R"({"title": 99999999999999999999, })", librarian).status == 400);
  CHECK(house.post("/v1/loans", R"({"title": -99999999999999999999})", librarian).status == 422);
}

TEST_CASE("an unknown command is 404 and names those that a caller may send") {
  Loopback house;
  const Json names =
      house.post(house.opened() + "/commands/burn", "{}", librarian + Loopback::if_match(1)).json()["commands"];
  CHECK(std::find(names.begin(), names.end(), "hand-out") != names.end());
  CHECK(std::find(names.begin(), names.end(), "deadline-passed") == names.end());
  CHECK(std::find(names.begin(), names.end(), "request") == names.end());
}

TEST_CASE("the same key and body again gives the same answer and does nothing, another body 422") {
  Loopback house;
  const std::string key = librarian + "Idempotency-Key: a-1\r\n";
  const Answer first = house.post("/v1/loans", R"({"title": "Emma"})", key);
  const Answer again = house.post("/v1/loans", R"({"title": "Emma"})", key);
  CHECK(first.status == 201);
  CHECK(again.status == 201);
  CHECK(again.body == first.body);
  CHECK(again.header("location") == first.header("location"));
  CHECK(house.journal.last_seq() == 1);
  const Answer other = house.post("/v1/loans", R"({"title": "Persuasion"})", key);
  CHECK(other.status == 422);
  CHECK(other.json()["type"] == "/problems/key-reused");
  CHECK(house.post("/v1/loans", R"({"title": "Emma"})", librarian + "Idempotency-Key: a b\r\n").status == 400);
}

TEST_CASE("the same key while the first request is still being done is 409") {
  Loopback house;
  house.gate.shut();
  Connection connection(house.port());
  const std::string body = R"({"title": "Emma"})";
  connection.send("POST /v1/loans HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n" +
                  librarian + "Content-Length: 17\r\n\r\n" + body);
  house.gate.until_somebody_waits();
  const Answer second = house.post("/v1/loans", body, librarian + "Idempotency-Key: k\r\n");
  house.gate.open();
  CHECK(second.status == 409);
  CHECK(second.json()["type"] == "/problems/in-flight");
  CHECK(connection.read_answer().status == 201);
}

TEST_CASE("a full queue is 503 with Retry-After, and a broken journal is 503 and not ready") {
  Options options;
  options.processor.queue_max = 0;
  Loopback full(options);
  const Answer busy = full.post("/v1/loans", R"({"title": "Emma"})", librarian);
  CHECK(busy.status == 503);
  CHECK(busy.header("retry-after") == "1");

  Loopback broken;
  CHECK(broken.get("/readyz").status == 200);
  broken.journal.fail_next(toy::Point::commit);
  const Answer failed = broken.post("/v1/loans", R"({"title": "Emma"})", librarian);
  CHECK(failed.status == 503);
  CHECK(failed.json()["type"] == "/problems/no-writes");
  CHECK(broken.get("/readyz").status == 503);
  CHECK(broken.get("/healthz").status == 200);
}

TEST_CASE("a fault of ours is 500 and tells nothing of the inside") {
  Loopback house;
  const Answer answer = house.post("/v1/loans", R"({"title": "A book that cannot be"})", librarian);
  CHECK(answer.status == 500);
  CHECK(answer.body.find("no such book") == std::string::npos);
  CHECK(house.journal.last_seq() == 0);
}

TEST_CASE("a reference works in any letter case, and a former one leads to the one in use") {
  Loopback house;
  const std::string loan = house.opened();
  CHECK(house.get("/v1/loans/l0001", librarian).status == 200);
  CHECK(house.post("/v1/loans/l0001/commands/rename", R"({"ref": "LX-7"})", librarian + Loopback::if_match(1)).status ==
        200);
  const Answer moved = house.get(loan + "/history?limit=3", librarian);
  CHECK(moved.status == 308);
  CHECK(moved.header("location") == "/v1/loans/LX-7/history?limit=3");
  CHECK(house.get("/v1/loans/lx-7", librarian).status == 200);
  CHECK(house.get("/v1/loans/L0001", librarian).header("location") == "/v1/loans/LX-7");
  CHECK(house.get("/v1/loans/L0002", librarian).status == 404);
}

TEST_CASE("another way to write the number of one case leads to it, and nobody else gets that number") {
  Loopback house;
  house.opened();
  CHECK(house.get("/v1/loans/X1", librarian).status == 308);
  CHECK(house.get("/v1/loans/X1/history", librarian).header("location") == "/v1/loans/L0001/history");
  CHECK(house.get("/v1/loans/X2", librarian).status == 404);
  const Answer taken = house.post("/v1/loans", R"({"title": "Emma", "ref": "X1"})", librarian);
  CHECK(taken.status == 422);
  CHECK(taken.json()["errors"][0]["pointer"] == "/ref");
  CHECK(taken.body.find("L0002") != std::string::npos);
}

TEST_CASE("a body may begin with a byte order mark") {
  Loopback house;
  CHECK(house.post("/v1/loans", "\xEF\xBB\xBF{\"title\": \"Emma\"}", librarian).status == 201);
  CHECK(house.post("/v1/loans", "\xEF\xBB\xBF", librarian).status == house.post("/v1/loans", "", librarian).status);
  CHECK(house.post("/v1/loans", "{\"title\": \xEF\xBB\xBF\"Emma\"}", librarian).status == 400);
}

TEST_CASE("what is read again without a change is 304, and after a change 200") {
  Loopback house;
  const std::string loan = house.opened();
  for (int round = 0; round < 3; ++round) {  // the first makes the answer, the others find it ready
    const Answer same = house.get(loan, librarian + "If-None-Match: \"1\"\r\n");
    CHECK(same.status == 304);
    CHECK(same.header("etag") == "\"1\"");
    CHECK(same.header("vary") == "Authorization, Accept");
    CHECK(same.header("content-length").empty());
    const Answer fresh = house.get(loan, librarian + "If-None-Match: \"0\", W/\"7\"\r\n");
    CHECK(fresh.status == 200);
    CHECK(fresh.header("etag") == "\"1\"");
  }
  CHECK(house.get(loan, librarian + "If-None-Match: *\r\n").status == 304);
  house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + Loopback::if_match(1));
  const Answer after = house.get(loan, librarian + "If-None-Match: \"1\"\r\n");
  CHECK(after.status == 200);
  CHECK(after.header("etag") == "\"2\"");
}

TEST_CASE("answers made ready are kept apart by audience, and have every header") {
  Loopback house;
  const std::string loan =
      house.post("/v1/loans", R"({"title": "Emma", "reader": "reader-7"})", librarian).header("location");
  for (int round = 0; round < 2; ++round) {
    CHECK(house.get(loan, librarian).json()["reader"] == "reader-7");
    CHECK(house.get(loan, reader).json()["reader"].is_null());
    const Answer answer = house.get(loan, reader);
    for (const char* name : {"etag", "vary", "cache-control", "clock", "date", "content-length"}) {
      CAPTURE(name);
      CHECK(!answer.header(name).empty());
    }
    CHECK(answer.header("content-type") == "application/json");
  }
  CHECK(house.feed.rendered().size() == 2);
}

TEST_CASE("a caller who may not see an event sees neither it nor its version") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/note", R"({"text": "secret", "private": true})", librarian + "If-Match: *\r\n");
  house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + "If-Match: *\r\n");
  CHECK(house.get(loan, librarian).header("etag") == "\"3\"");
  CHECK(house.get(loan, reader).header("etag") == "\"2\"");
  const Json seen = house.get(loan + "/history", reader).json()["items"];
  CHECK(seen.size() == 2);
  CHECK(seen[1]["version"] == 2);
  CHECK(seen[1]["body"]["text"] == "torn");
  CHECK(house.get(loan + "/history", librarian).json()["items"].size() == 3);
  CHECK(house.post(loan + "/commands/renew", R"({"days": 7})", reader + Loopback::if_match(3)).json()["version"] == 2);
}

TEST_CASE("a case can be read as it was, and as it was known") {
  Loopback house;
  const std::string loan = house.opened();
  house.clock.set(engine::read_time("2019-04-02T09:00:00Z").value());
  house.post(loan + "/commands/hand-out", R"({"days": 14, "on": "2019-03-20"})", librarian + Loopback::if_match(1));
  CHECK(house.get(loan + "?as_at=2019-03-19", librarian).json()["state"] == "requested");
  CHECK(house.get(loan + "?as_at=2019-03-20", librarian).json()["state"] == "on-loan");
  CHECK(house.get(loan + "?as_at=2019-03-20&known_at=2019-04-01T00:00:00Z", librarian).json()["state"] == "requested");
  CHECK(house.get(loan + "?as_at=2019-03-17", librarian).status == 404);
  CHECK(house.get(loan + "?as_at=2019-02-30", librarian).status == 422);
  CHECK(house.get(loan + "?known_at=yesterday", librarian).status == 422);
  CHECK(house.get(loan + "/history?as_at=2019-03-19", librarian).json()["items"].size() == 1);
}

TEST_CASE("what may be done next tells who may do it, what is missing and what to send") {
  Loopback house;
  const std::string loan = house.opened();
  const auto find = [](const Json& page, const std::string& command) {
    for (const Json& item : page["items"])
      if (item["command"] == command) return item;
    return Json();
  };
  const Json mine = house.get(loan + "/commands", librarian).json();
  CHECK(find(mine, "hand-out")["allowed"] == true);
  CHECK(find(mine, "hand-out")["to"] == "on-loan");
  CHECK(find(mine, "hand-out")["roles"] == Json{"librarian"});
  CHECK(find(mine, "hand-out")["schema"].is_object());
  CHECK(find(mine, "deadline-passed").is_null());
  CHECK(find(house.get(loan + "/commands?role=reader", librarian).json(), "hand-out")["allowed"] == false);
  CHECK(find(house.get(loan + "/commands?on=2019-03-18", librarian).json(), "note")["allowed"] == true);
  const Answer king = house.get(loan + "/commands?role=king", librarian);
  CHECK(king.status == 422);
  CHECK(king.json()["errors"][0]["parameter"] == "role");

  const std::string second =
      house.post("/v1/loans", R"({"title": "Part 2", "with": "L0001"})", librarian).header("location");
  const Json blocked = find(house.get(second + "/commands", librarian).json(), "hand-out");
  CHECK(blocked["allowed"] == false);
  CHECK(blocked["unmet"][0]["guard"] == "CompanionIsOut");
  house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  CHECK(find(house.get(second + "/commands", librarian).json(), "hand-out")["allowed"] == true);
}

TEST_CASE("lists within a case have items with numbers from 1") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + "If-Match: *\r\n");
  CHECK(house.get(loan + "/notes", librarian).json() == Json::parse(R"({"items": [{"text": "torn"}], "next": null})"));
  CHECK(house.get(loan + "/notes/1", librarian).json()["text"] == "torn");
  CHECK(house.get(loan + "/notes/2", librarian).status == 404);
  CHECK(house.get(loan + "/notes/one", librarian).status == 404);
  CHECK(house.get(loan + "/notes/0", librarian).status == 404);
}

TEST_CASE("lists come in pages that lead to each other, each item once") {
  Loopback house;
  for (int i = 0; i < 7; ++i) house.opened("Book " + std::to_string(i));
  std::vector<std::string> seen;
  std::string next = "/v1/loans?limit=3&state=requested&sort=-ref";
  for (int page = 0; page < 3; ++page) {
    const Answer answer = house.get(next, librarian);
    REQUIRE(answer.status == 200);
    const Json items = answer.json()["items"];
    for (const Json& item : items) seen.push_back(item["ref"]);
    const std::string link = answer.header("link");
    CHECK(link.empty() == (page == 2));
    CHECK(answer.json()["next"].is_null() == (page == 2));
    if (!link.empty()) next = link.substr(1, link.find('>') - 1);
    CHECK(house.get(page == 2 ? next : "/v1/loans?limit=1", librarian + "If-None-Match: \"x\"\r\n").status == 200);
  }
  CHECK(seen.size() == 7);
  CHECK(house.get("/v1/loans?q=book+5", librarian).json()["items"].size() == 1);
  const Answer list = house.get("/v1/loans", librarian);
  CHECK(house.get("/v1/loans", librarian + "If-None-Match: " + list.header("etag") + "\r\n").status == 304);
}

TEST_CASE("the history comes in pages too") {
  Loopback house;
  const std::string loan = house.opened();
  for (int i = 0; i < 4; ++i)
    house.post(loan + "/commands/note", R"({"text": "n", "private": true})", librarian + "If-Match: *\r\n");
  house.post(loan + "/commands/note", R"({"text": "last"})", librarian + "If-Match: *\r\n");
  const Answer first = house.get(loan + "/history?limit=4", librarian);
  CHECK(first.json()["items"].size() == 4);
  CHECK(
      house.get(first.header("link").substr(1, first.header("link").find('>') - 1), librarian).json()["items"].size() ==
      2);
  const Answer narrow = house.get(loan + "/history?limit=1", reader);
  REQUIRE(narrow.json()["next"].is_string());
  const Json rest = house.get(loan + "/history?cursor=" + narrow.json()["next"].get<std::string>(), reader).json();
  CHECK(rest["items"].size() == 1);
  CHECK(rest["items"][0]["body"]["text"] == "last");
}

TEST_CASE("parameters that are not known, or not right, are named") {
  Loopback house;
  for (const char* target :
       {"/v1/loans?colour=red", "/v1/loans?limit=0", "/v1/loans?limit=201", "/v1/loans?limit=x", "/v1/loans?cursor=no!",
        "/v1/loans?sort=colour", "/v1/loans?state=requsted", "/v1/loans?stage=Nowhere", "/v1/loans?q=a&q=b",
        "/v1/tasks?x=1", "/v1/loans?as_at=2019-13-01"}) {
    CAPTURE(target);
    const Answer answer = house.get(target, librarian);
    CHECK(answer.status == 422);
    const std::string address = target;
    const std::size_t start = address.find('?') + 1;
    CHECK(answer.json()["errors"][0]["parameter"] == address.substr(start, address.find('=') - start));
  }
}

TEST_CASE(
    "those who look after the register hear with every answer how far its journal has come, and nobody else does") {
  Loopback house;
  CHECK(house.get("/v1/clock", librarian).header("journal-head").empty());  // nobody has said it yet
  const auto path = house.opened();
  const auto said = [&](const Answer& answer) { return answer.header("journal-head").substr(0, 2); };
  const auto head_of = [&](const std::string& target, const std::string& headers = "") {
    return said(house.get(target, headers));
  };
  for (int again = 0; again < 3; ++again)  // the second time it comes from memory
    for (const auto& keeper : {librarian, mover}) {
      CHECK(head_of(path, keeper) == "1 ");
      CHECK(head_of(path, keeper + "If-None-Match: \"1\"\r\n") == "1 ");
    }
  for (const auto& target : {path, std::string("/v1/loans"), std::string("/v1/loans/L0099")}) {
    CAPTURE(target);
    CHECK(head_of(target, librarian) == "1 ");
    for (int again = 0; again < 2; ++again) {
      CHECK(head_of(target, reader).empty());
      CHECK(head_of(target).empty());
    }
  }
  const auto noted = house.post(path + "/commands/note", R"({"text": "x"})", librarian + Loopback::if_match(1));
  CHECK(said(noted) == "2 ");
  CHECK(noted.header("journal-head").size() == 66);
  CHECK(head_of(path, librarian) == "2 ");
  CHECK(said(house.post(path + "/commands/note", "{", librarian + Loopback::if_match(2))) == "2 ");
  CHECK(said(house.post(path + "/commands/burn", "{}", mover)) == "2 ");
}
