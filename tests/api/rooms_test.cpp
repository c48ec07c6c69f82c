// The other rooms over HTTP: tasks, workflows, reports, calendar, clock, events, operations.
#include <doctest/doctest.h>

#include "api/routes/representation.hpp"
#include "tests/api/loopback.hpp"

using namespace test;

TEST_CASE("tasks are what the caller owes") {
  Loopback house;
  house.opened();
  const Json mine = house.get("/v1/tasks", librarian).json();
  REQUIRE(mine["items"].size() == 1);
  CHECK(mine["items"][0]["task"] == "hand the book out");
  CHECK(mine["items"][0]["href"] == "/v1/loans/L0001");
  CHECK(house.get("/v1/tasks").json()["items"].empty());
}

TEST_CASE("tasks are told as they were on a day, and as they were known") {
  Loopback house;
  const std::string loan = house.opened();
  house.clock.set(engine::read_time("2019-04-02T09:00:00Z").value());
  house.post(loan + "/commands/hand-out", R"({"days": 14, "on": "2019-03-20"})", librarian + Loopback::if_match(1));
  const auto tasks = [&](const std::string& query) {
    return house.get("/v1/tasks" + query, librarian).json()["items"];
  };
  CHECK(tasks("").empty());
  REQUIRE(tasks("?as_at=2019-03-19").size() == 1);
  CHECK(tasks("?as_at=2019-03-19")[0]["task"] == "hand the book out");
  CHECK(tasks("?as_at=2019-03-19")[0]["href"] == "/v1/loans/L0001");
  CHECK(tasks("?as_at=2019-03-20").empty());
  CHECK(tasks("?as_at=2019-03-20&known_at=2019-04-01T00:00:00Z").size() == 1);
  CHECK(tasks("?as_at=2019-03-17").empty());
  CHECK(house.get("/v1/tasks?as_at=yesterday", librarian).status == 422);
}

TEST_CASE("a feed with a token that reads no feeds is 401 and says how to do better") {
  Loopback house;
  const Answer answer = house.get("/v1/tasks.ics?feed=stolen");
  CHECK(answer.status == 401);
  CHECK(answer.header("www-authenticate") == "Bearer error=\"invalid_token\"");
}

TEST_CASE("workflows are listed, and each is shown in the form that is asked for") {
  Loopback house;
  CHECK(house.get("/v1/workflows").json()["items"].size() == 2);
  const std::map<std::string, std::string> opening = {{"text/vnd.mermaid", "stateDiagram"},
                                                      {"text/vnd.graphviz", "digraph"},
                                                      {"text/markdown", "#"},
                                                      {"application/scxml+xml", "<scxml"},
                                                      {"application/json", "{"}};
  for (const auto& one : opening) {
    const std::string& media = one.first;
    CAPTURE(media);
    const Answer answer = house.get("/v1/workflows/loan-2018", "Accept: " + media + "\r\n");
    CHECK(answer.status == 200);
    CHECK(answer.header("content-type").starts_with(media));
    CHECK(answer.body.find(one.second) != std::string::npos);
    CHECK(
        house
            .get("/v1/workflows/loan-2018", "Accept: " + media + "\r\nIf-None-Match: " + answer.header("etag") + "\r\n")
            .status == 304);
  }
  CHECK(house.get("/v1/workflows/loan-2018", "Accept: audio/ogg\r\n").status == 406);
}

TEST_CASE("a report comes as values or as a paper") {
  Loopback house;
  house.opened();
  const Answer values = house.get("/v1/reports/loans", librarian);
  REQUIRE(values.status == 200);
  CHECK(values.json()["as_at"] == "2019-03-18");
  CHECK(values.json()["since"] == "2019-02-18");
  CHECK(values.json()["simulated"] == true);
  CHECK(values.json()["header"]["As at"] == "2019-03-18");
  CHECK(house.get("/v1/reports/loans", "If-None-Match: " + values.header("etag") + "\r\n").status == 304);
  const Answer paper = house.get("/v1/reports/loans?format=text", librarian);
  CHECK(paper.header("content-type") == "text/plain; charset=utf-8");
  CHECK(paper.body.find("L0001") != std::string::npos);
  CHECK(house.get("/v1/reports/loans", "Accept: text/plain\r\n").body == paper.body);
  CHECK(house.get("/v1/reports/loans?format=doc").status == 422);
  CHECK(house.get("/v1/reports/loans?as_at=2019-03-01&since=2019-03-02").status == 422);
  CHECK(house.get("/v1/reports/loans?as_at=2018-12-31").json()["since"] == "2018-11-30");
  CHECK(house.get("/v1/reports/loans?as_at=2019-03-19").status == 422);
}

TEST_CASE("Working Days are added and counted, and a day that the calendar does not know is 422") {
  Loopback house;
  const Json sum = house.get("/v1/calendar/working-days?from=2019-04-15&add=5").json();
  CHECK(sum["date"] == "2019-04-24");
  CHECK(sum["skipped"] == Json{"2019-04-19", "2019-04-22"});
  CHECK(sum["calendar"] == "england-and-wales");
  CHECK(house.get("/v1/calendar/working-days?from=2019-04-15&to=2019-04-24").json()["working_days"] == 5);
  for (const char* query : {"from=2019-04-15", "add=5", "from=2019-04-15&add=5&to=2019-04-24", "from=2031-01-01&add=5",
                            "from=2019-04-15&add=x"}) {
    CAPTURE(query);
    CHECK(house.get(std::string("/v1/calendar/working-days?") + query).status == 422);
  }
  CHECK(house.get("/v1/calendar/holidays?limit=2").json()["items"][1]["date"] == "2019-04-19");
}

TEST_CASE("the operator moves a simulated clock, and every deadline up to then has fired") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  CHECK(house.get("/v1/clock").json()["now"] == "2019-03-18T09:00:00Z");
  const Answer moved = house.post("/v1/clock", R"({"to": "2019-06-01T12:00:00Z"})", mover);
  CHECK(moved.status == 200);
  CHECK(moved.json()["now"] == "2019-06-01T12:00:00Z");
  CHECK(house.get(loan, librarian).json()["state"] == "lost");
  CHECK(house.post("/v1/clock", R"({"to": "2019-05-01T12:00:00Z"})", mover).status == 422);
  CHECK(house.post("/v1/clock", R"({"to": "soon", "by": 3})", mover).json()["errors"].size() == 2);
  CHECK(house.post("/v1/clock", R"(["2019-07-01T12:00:00Z"])", mover).status == 422);
  CHECK(house.post("/v1/clock", R"({"to": "2019-07-01T12:00:00Z"})", librarian).json()["roles"] == Json{"operator"});
  CHECK(house.post("/v1/clock", R"({"to": "2019-07-01T12:00:00Z"})").status == 401);
}

TEST_CASE("the clock moves once for a key, which stands for one request of its sender") {
  Loopback house;
  const std::string key = mover + "Idempotency-Key: k-1\r\n", body = R"({"to": "2019-06-01T12:00:00Z"})";
  const Answer first = house.post("/v1/clock", body, key);
  REQUIRE(first.status == 200);
  house.post("/v1/clock", R"({"to": "2019-07-01T12:00:00Z"})", mover);
  const Answer again = house.post("/v1/clock", body, key);
  CHECK(again.status == 200);
  CHECK(again.body == first.body);
  CHECK(again.head.find("Clock: simulated") == again.head.rfind("Clock: simulated"));
  CHECK(house.get("/v1/clock").json()["today"] == "2019-07-01");
  const Answer other = house.post("/v1/clock", R"({"to": "2019-08-01T12:00:00Z"})", key);
  CHECK(other.status == 422);
  CHECK(other.json()["type"] == "/problems/key-reused");
  CHECK(house.post("/v1/clock", body, mover + "Idempotency-Key: a b\r\n").status == 400);

  const std::string wrong = mover + "Idempotency-Key: k-2\r\n";  // nothing was done: the key is free again
  CHECK(house.post("/v1/clock", R"({"to": "soon"})", wrong).status == 422);
  CHECK(house.post("/v1/clock", R"({"to": "2019-08-01T12:00:00Z"})", wrong).status == 200);
}

TEST_CASE("the same key while the clock is still moving is 409") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  house.gate.shut();
  Connection connection(house.port());
  const std::string body = R"({"to": "2019-06-01T12:00:00Z"})", key = mover + "Idempotency-Key: k\r\n";
  connection.send("POST /v1/clock HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n" + key +
                  "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  house.gate.until_somebody_waits();
  const Answer second = house.post("/v1/clock", body, key);
  house.gate.open();
  CHECK(second.status == 409);
  CHECK(second.json()["type"] == "/problems/in-flight");
  CHECK(connection.read_answer().status == 200);
}

TEST_CASE("the clock of the machine cannot be moved, and no answer says that it is simulated") {
  Options options;
  options.simulated = false;
  Loopback house(options);
  const Answer answer = house.post("/v1/clock", R"({"to": "2199-07-01T12:00:00Z"})", mover);
  CHECK(answer.status == 409);
  CHECK(answer.header("clock").empty());
  CHECK(house.get("/v1/clock").json()["simulated"] == false);
}

TEST_CASE("events stream as they happen, and go on behind the last one that was received") {
  Loopback house;
  const std::string loan = house.opened();
  const std::string ask = "GET /v1/events HTTP/1.1\r\nHost: here\r\n";
  Connection live(house.port());
  live.send(ask + librarian + "\r\n");
  const Answer opening = live.read_answer(false);
  CHECK(opening.header("content-type") == "text/event-stream");
  CHECK(live.read_until("\n\n") == "retry: 2000\n\n");
  house.post(loan + "/commands/note", R"({"text": "secret", "private": true})", librarian + "If-Match: *\r\n");
  house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + "If-Match: *\r\n");
  CHECK(live.read_until("\n\n").starts_with("id: 2\nevent: noted\ndata: {"));
  const std::string event = live.read_until("\n\n");
  CHECK(event.starts_with("id: 3\n"));
  const Json data = Json::parse(event.substr(event.find("data: ") + 6));
  CHECK(data["ref"] == "L0001");
  CHECK(data["collection"] == "loans");
  CHECK(data["body"]["text"] == "torn");

  Connection late(house.port());
  late.send(ask + reader + "Last-Event-ID: 0\r\n\r\n");
  late.read_answer(false);
  late.read_until("\n\n");
  CHECK(late.read_until("\n\n").starts_with("id: 1\n"));
  CHECK(late.read_until("\n\n").starts_with("id: 3\n"));  // 2 is not for readers
  CHECK(house.get("/v1/events", "Last-Event-ID: x\r\n").status == 400);
  house.stop();
  CHECK(live.ended());
}

TEST_CASE("a stream has no gap, however many events come at once") {
  Loopback house;
  const std::string loan = house.opened();
  Connection live(house.port());
  live.send("GET /v1/events HTTP/1.1\r\nHost: here\r\n" + librarian + "Last-Event-ID: 0\r\n\r\n");
  live.read_answer(false);
  live.read_until("\n\n");
  constexpr int notes = 1500;
  std::thread writer([&] {
    for (int i = 0; i < notes; ++i)
      house.processor.submit(toy::command("note", "L0001", R"({"text": "n"})"), [](engine::Reply) {});
  });
  for (int seq = 1; seq <= notes + 1; ++seq)
    REQUIRE(live.read_until("\n\n").starts_with("id: " + std::to_string(seq) + "\n"));
  writer.join();
}

TEST_CASE("streams have a limit of their own") {
  Options options;
  options.limits.streams_max = 1;
  Loopback house(options);
  Connection first(house.port());
  first.send("GET /v1/events HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(first.read_answer(false).status == 200);
  first.read_until("\n\n");
  CHECK(house.get("/v1/events").status == 503);
}

TEST_CASE("metrics count requests by class and status") {
  Loopback house;
  const std::string loan = house.opened();
  house.get(loan);
  house.get(loan);
  house.get("/nothing");
  const Answer answer = house.get("/metrics", mover);
  CHECK(answer.header("content-type").starts_with("text/plain"));
  CHECK(answer.body.find("http_requests_total{route=\"case\",status=\"200\"} 2") != std::string::npos);
  CHECK(answer.body.find("http_requests_total{route=\"none\",status=\"404\"} 1") != std::string::npos);
  CHECK(answer.body.find("journal_last_seq 1") != std::string::npos);
  CHECK(answer.body.find("processor_broken 0") != std::string::npos);
  CHECK(answer.body.find("command_duration_seconds_count 1") != std::string::npos);
}

TEST_CASE("what is counted of commands is for operators: nobody else sees in it that somebody votes") {
  Loopback house;
  const auto known = [&] {
    std::string told;
    for (const std::string& by : {std::string(), librarian}) told += house.get("/metrics", by).body;
    return told;
  };
  house.opened();
  CHECK(known().find("http_requests_total") != std::string::npos);
  for (const char* secret : {"journal_", "command_duration", "rendered_cache", "\"command\"", "\"open\""}) {
    CAPTURE(secret);
    CHECK(known().find(secret) == std::string::npos);
    CHECK(house.get("/metrics", mover).body.find("journal_last_seq 1") != std::string::npos);
  }
}

TEST_CASE("an answer that is kept ready stays ready through a step that does not show") {
  Loopback house;
  const std::string loan = house.opened();
  const auto kept = [&] { return house.feed.rendered().find(api::rendered_key(loan, 0)); };
  const auto seen = house.get(loan, reader).body;
  const auto before = kept();
  REQUIRE(before);
  house.post(loan + "/commands/note", R"({"text": "secret", "private": true})", librarian + "If-Match: *\r\n");
  CHECK(kept() == before);
  CHECK(house.get(loan, reader).body == seen);
  house.post(loan + "/commands/note", R"({"text": "for all"})", librarian + "If-Match: *\r\n");
  CHECK_FALSE(kept());
}
