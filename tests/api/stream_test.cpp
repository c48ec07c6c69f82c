// The stream of events: how it begins, what it leaves out, and how it ends.
#include <doctest/doctest.h>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

// Short heartbeats, so that nobody waits for one.
Options lively() {
  Options options;
  options.limits.heartbeat_s = 1;
  return options;
}

struct Stream {
  Stream(Loopback& house, const std::string& headers, const std::string& query = "") : connection(house.port()) {
    connection.send("GET /v1/events" + query + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n");
    opening = connection.read_answer(false);
    if (opening.status == 200) CHECK(next() == "retry: 2000\n\n");
  }
  std::string next() { return connection.read_until("\n\n"); }

  Connection connection;
  Answer opening;
};

void note(Loopback& house, const std::string& loan, const std::string& text) {
  house.post(loan + "/commands/note", Json{{"text", text}}.dump(), librarian + "If-Match: *\r\n");
}

}  // namespace

TEST_CASE("a stream ends with its token: nothing that was recorded after it reaches it, and a comment says why") {
  Loopback house;
  const std::string loan = house.opened();
  Stream mine(house, reader), everybodys(house, "");
  note(house, loan, "before");
  CHECK(mine.next().find("before") != std::string::npos);
  house.readers_are_known = false;
  note(house, loan, "after");
  const std::string end = mine.next();
  CHECK(end == ": this stream has ended: its token was revoked or has run out; come back with another one\n\n");
  CHECK(mine.connection.ended());
  CHECK(everybodys.next().find("before") != std::string::npos);
  CHECK(everybodys.next().find("after") != std::string::npos);
  CHECK(house.get("/v1/events", reader).status == 401);
}

TEST_CASE("a stream in which nothing happens ends at its next heartbeat") {
  Loopback house(lively());
  Stream mine(house, reader);
  CHECK(mine.next() == ": still here\n\n");
  house.readers_are_known = false;
  std::string last;
  for (std::string one = mine.next(); !one.empty(); one = mine.next()) last = one;
  CHECK(last.starts_with(": this stream has ended"));
}

TEST_CASE("a proxy is told to keep nothing back") {
  Loopback house;
  CHECK(Stream(house, "").opening.header("x-accel-buffering") == "no");
  const auto head = house.ask("HEAD", "/v1/events");
  CHECK(head.header("x-accel-buffering") == "no");
  CHECK(head.header("content-length").empty());  // a stream has none: RFC 9110, 8.6
}

TEST_CASE("who has seen more than there is hears of it, and goes on from the head") {
  Loopback house;
  const std::string loan = house.opened();
  for (const char* beyond : {"2", "400", "99999999999999999999999"}) {
    CAPTURE(beyond);
    Stream stream(house, std::string("Last-Event-ID: ") + beyond + "\r\n");
    const std::string reset = stream.next();
    CHECK(reset.starts_with("id: 1\nevent: reset\ndata: {"));
    const Json data = Json::parse(reset.substr(reset.find("data: ") + 6));
    CHECK(data["last_event_id"] == beyond);
    CHECK(data["head"] == 1);
    CHECK(!data["detail"].get<std::string>().empty());
  }
  Stream stream(house, "Last-Event-ID: 400\r\n");
  stream.next();
  note(house, loan, "goes on");
  CHECK(stream.next().starts_with("id: 2\n"));
  Stream known(house, "Last-Event-ID: 2\r\n");
  note(house, loan, "no reset");
  CHECK(known.next().starts_with("id: 3\n"));
}

TEST_CASE("an empty Last-Event-ID is as none") {
  Loopback house;
  const std::string loan = house.opened();
  for (const char* empty : {"Last-Event-ID:\r\n", "Last-Event-ID:  \r\n"}) {
    Stream stream(house, empty);
    REQUIRE(stream.opening.status == 200);
    note(house, loan, "now");
    CHECK(stream.next().find("now") != std::string::npos);
  }
  for (const char* wrong : {"x", "-1", "1.0", "1 2"}) {
    CAPTURE(wrong);
    CHECK(house.get("/v1/events", std::string("Last-Event-ID: ") + wrong + "\r\n").status == 400);
  }
}

TEST_CASE("a stream may be of one case alone, by any of its references") {
  Loopback house;
  const std::string first = house.opened(), second = house.opened("Persuasion");
  Stream stream(house, "Last-Event-ID: 0\r\n", "?loan=l0002");
  CHECK(stream.next().starts_with("id: 2\n"));
  note(house, first, "of the first");
  note(house, second, "of the second");
  CHECK(stream.next().starts_with("id: 4\n"));
  CHECK(house.get("/v1/events?loan=L0009").status == 404);
  CHECK(house.get("/v1/events?book=L0001").status == 422);
}

TEST_CASE("who accepts no events gets none") {
  Loopback house;
  CHECK(house.get("/v1/events", "Accept: application/json\r\n").status == 406);
  CHECK(house.get("/v1/events", "Accept: text/event-stream;q=0\r\n").status == 406);
  for (const char* accept : {"text/event-stream", "text/*", "*/*", "application/json, */*;q=0.1"})
    CHECK(Stream(house, std::string("Accept: ") + accept + "\r\n").opening.status == 200);
}
