// What HTTP itself may bring: broken, slow, split, too large, too many, in a row.
#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

std::string post_head(const std::string& more) {
  return "POST /v1/loans HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n" + librarian + more + "\r\n";
}

}  // namespace

TEST_CASE("JSON that cannot be read is 400 with line and column") {
  Loopback house;
  const Answer answer = house.post("/v1/loans", "{\"title\":\n  \"Emma\",}", librarian);
  CHECK(answer.status == 400);
  CHECK(answer.json()["type"] == "/problems/unreadable-json");
  CHECK(answer.json()["line"] == 2);
  CHECK(answer.json()["column"] == 10);
  for (const std::string& body : {std::string("{"), std::string("nul"), std::string("{} {}"), std::string(10000, '['),
                                  std::string("{\"a\":\"\xC3\x28\"}"), std::string("{\"a\":1,\"a\":2}"),
                                  std::string("{\"a\":\"\x01\"}"), std::string("[1e999]"), std::string("   ")}) {
    CAPTURE(body);
    CHECK(house.post("/v1/loans", body, librarian).status == 400);
  }
  CHECK(house.journal.last_seq() == 0);
}

TEST_CASE("a body of 2 MB is 413, and the answer can be read while the client is still sending") {
  Loopback house;
  Connection declared(house.port());
  declared.send(post_head("Content-Length: 2097152\r\n"));
  for (int i = 0; i < 32; ++i) REQUIRE(declared.send(std::string(65536, ' ')));
  const Answer answer = declared.read_answer();
  CHECK(answer.status == 413);
  CHECK(answer.json()["type"] == "/problems/body-too-large");
  CHECK(answer.header("connection") == "close");

  Connection chunked(house.port());
  chunked.send(post_head("Transfer-Encoding: chunked\r\n"));
  for (int i = 0; i < 32; ++i) REQUIRE(chunked.send("10000\r\n" + std::string(65536, ' ') + "\r\n"));
  CHECK(chunked.read_answer().status == 413);
}

TEST_CASE("a client that waits for 100-continue is waved on, or told at once that the body is too large") {
  Loopback house;
  Connection fine(house.port());
  fine.send(post_head("Expect: 100-continue\r\nContent-Length: 17\r\n"));
  CHECK(fine.read_answer().status == 100);
  fine.send(R"({"title": "Emma"})");
  CHECK(fine.read_answer().status == 201);
  Connection large(house.port());
  large.send(post_head("Expect: 100-continue\r\nContent-Length: 2097152\r\n"));
  CHECK(large.read_answer().status == 413);
  Connection strange(house.port());
  strange.send(post_head("Expect: miracles\r\nContent-Length: 17\r\n"));
  CHECK(strange.read_answer().status == 417);
}

TEST_CASE("a body in chunks is read like any other") {
  Loopback house;
  Connection connection(house.port());
  connection.send(post_head("Transfer-Encoding: chunked\r\n") + "9\r\n{\"title\":\r\n7\r\n\"Emma\"}\r\n0\r\n\r\n");
  CHECK(connection.read_answer().status == 201);
}

TEST_CASE("a request that says its length in two ways is refused, and the connection closed") {
  Loopback house;
  for (const char* lengths :
       {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 1x\r\n"}) {
    CAPTURE(lengths);
    Connection connection(house.port());
    connection.send(post_head(lengths) + "0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: here\r\n\r\n");
    CHECK(connection.read_answer().status == 400);
    CHECK(connection.ended());
  }
}

TEST_CASE("a request split into single bytes is read like any other") {
  Loopback house;
  Connection connection(house.port());
  const std::string whole = post_head("Content-Length: 17\r\n") + R"({"title": "Emma"})";
  for (const char byte : whole) REQUIRE(connection.send(std::string_view(&byte, 1)));
  CHECK(connection.read_answer().status == 201);
}

TEST_CASE("a request that does not arrive in time is 408, and an idle connection is closed") {
  Options options;
  options.limits.read_timeout_s = 1;
  options.limits.idle_timeout_s = 1;
  Loopback house(options);
  Connection slow(house.port());
  slow.send("GET /healthz HTTP/1.1\r\nHo");
  const Answer answer = slow.read_answer();
  CHECK(answer.status == 408);
  CHECK(slow.ended());
  Connection half(house.port());
  half.send(post_head("Content-Length: 17\r\n") + "{");
  CHECK(half.read_answer().status == 408);
  Connection idle(house.port());
  CHECK(idle.ended());
}

TEST_CASE("requests in a row on one connection are answered in order") {
  Loopback house;
  const std::string loan = house.opened();
  house.get(loan, librarian);  // now it is ready
  Connection connection(house.port());
  const std::string ready = "GET " + loan + " HTTP/1.1\r\nHost: here\r\n" + librarian + "\r\n";
  const std::string made = "GET /v1/loans/L0009 HTTP/1.1\r\nHost: here\r\n\r\n";
  const std::string head = "HEAD " + loan + " HTTP/1.1\r\nHost: here\r\n\r\n";
  std::string all;
  for (int i = 0; i < 50; ++i) all += ready + made + head + ready;
  connection.send(all);
  for (int i = 0; i < 50; ++i) {
    CHECK(connection.read_answer().status == 200);
    CHECK(connection.read_answer().status == 404);
    CHECK(connection.read_answer(false).status == 200);
    CHECK(connection.read_answer().status == 200);
  }
}

TEST_CASE("HEAD gives the headers of GET and no body") {
  Loopback house;
  const std::string loan = house.opened();
  const Answer get = house.get(loan, librarian);
  const Answer head = house.ask("HEAD", loan, librarian);
  CHECK(head.status == 200);
  CHECK(head.header("content-length") == get.header("content-length"));
  CHECK(head.header("etag") == get.header("etag"));
  CHECK(house.ask("HEAD", loan, librarian + "If-None-Match: \"1\"\r\n").status == 304);
  CHECK(house.ask("HEAD", "/v1/events", librarian).status == 200);
}

TEST_CASE("a method that does not work at a path is 405 with those that do, and OPTIONS tells them") {
  Loopback house;
  const std::string loan = house.opened();
  for (const char* method : {"PUT", "DELETE", "PATCH", "POST", "TRACE", "BREW"}) {
    CAPTURE(method);
    const Answer answer = house.ask(method, loan, librarian);
    CHECK(answer.status == 405);
    CHECK(answer.header("allow") == "GET, HEAD, OPTIONS");
  }
  const Answer options = house.ask("OPTIONS", "/v1/loans");
  CHECK(options.status == 204);
  CHECK(options.header("allow") == "GET, POST, HEAD, OPTIONS");
  CHECK(house.ask("OPTIONS", "*").status == 204);
}

TEST_CASE("what is not there is 404 as a problem, whatever its name") {
  Loopback house;
  const std::string loan = house.opened();
  for (const std::string& target :
       {std::string("/v1"), std::string("/v1/books"), std::string("/v1/books/"), std::string("/v1/loans/%C3%A9"),
        loan + "/colour", loan + "/history/1", std::string("/problems/none"), std::string("/v1/workflows/none"),
        std::string("/v1/reports/none")}) {
    CAPTURE(target);
    const Answer answer = house.get(target, librarian);
    CHECK(answer.status == 404);
    CHECK(answer.header("content-type") == "application/problem+json");
    for (const char* member : {"type", "title", "status", "detail", "instance"}) CHECK(answer.json().contains(member));
  }
  CHECK(house.post(loan + "/commands/burn", "{}", librarian + Loopback::if_match(1)).status == 404);
  CHECK(house.post(loan + "/commands/request", "{}", librarian + Loopback::if_match(1)).status == 404);
}

TEST_CASE("addresses and headers that break the rules are 400") {
  Loopback house;
  for (const std::string& target :
       {std::string("/v1/loans/%zz"), std::string("/v1/loans/%4"), std::string("/v1/loans/a%00b"),
        std::string("/v1/loans/%FF"), std::string("/v1/loans?q=%C3%28"), std::string("v1/loans"),
        std::string("/v1/lo\0ans", 10)}) {
    CAPTURE(target);
    CHECK(house.get(target, librarian).status == 400);
  }
  CHECK(house.get("/v1/loans", std::string("X-Note: a\0b\r\n", 13)).status == 400);
  CHECK(house.get("/v1/loans", "No colon\r\n").status == 400);
  CHECK(house.get("/v1/loans", "Host: there\r\n").status == 400);
  CHECK(house.get("/" + std::string(9000, 'a')).status == 414);
  CHECK(house.get("/v1/loans", "X-Note: " + std::string(20000, 'a') + "\r\n").status == 431);
  Connection old(house.port());
  old.send("GET /healthz HTTP/3.0\r\nHost: here\r\n\r\n");
  CHECK(old.read_answer().status == 505);
  Connection noise(house.port());
  noise.send("\x16\x03\x01\x02\x00\x01\xFC\r\n\r\n");
  CHECK(noise.read_answer().status == 400);
}

TEST_CASE("a write without a token, or with a wrong one, is 401 and says how to do better") {
  Loopback house;
  const std::string loan = house.opened();
  const Answer none = house.post("/v1/loans", R"({"title": "Emma"})");
  CHECK(none.status == 401);
  CHECK(none.header("www-authenticate") == "Bearer");
  for (const char* wrong :
       {"Authorization: Bearer stolen\r\n", "Authorization: Bearer \r\n", "Authorization: Basic YTpi\r\n"}) {
    CAPTURE(wrong);
    CHECK(house.get(loan, wrong).status == 401);
    CHECK(house.post("/v1/loans", R"({"title": "Emma"})", wrong).status == 401);
  }
  CHECK(house.get(loan).status == 200);
  CHECK(house.get(loan, "authorization: bearer librarian-token\r\n").status == 200);
}

namespace {

// What is written to the log while it lives.
class Log {
 public:
  Log() {
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_)));
  }
  ~Log() { spdlog::set_default_logger(before_); }
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  std::string text() const { return text_.str(); }  // once nobody writes to it

 private:
  std::ostringstream text_;
  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
};

}  // namespace

TEST_CASE("the log says once in a while that tokens are shown that nobody holds, and never which") {
  const Log log;
  {
    Loopback house;
    for (int i = 0; i < 20; ++i) CHECK(house.get("/v1/loans", "Authorization: Bearer stolen\r\n").status == 401);
  }
  const auto said = log.text(), line = std::string("a token was shown from 127.0.0.1");
  const auto first = said.find(line);
  REQUIRE(first != std::string::npos);
  CHECK(said.find(line, first + 1) == std::string::npos);
  CHECK(said.find("stolen") == std::string::npos);
}

TEST_CASE("a body that is not JSON is 415, and an answer in no accepted form 406") {
  Loopback house;
  const std::string loan = house.opened();
  const std::string body = R"({"title": "Emma"})";
  for (const char* type : {"", "Content-Type: text/plain\r\n", "Content-Type: application/json; charset=latin-1\r\n",
                           "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"}) {
    CAPTURE(type);
    CHECK(house.ask("POST", "/v1/loans", librarian + type, body).status == 415);
  }
  CHECK(house.ask("POST", "/v1/loans", librarian + "Content-Type: Application/JSON;charset=UTF-8\r\n", body).status ==
        201);
  CHECK(house.get(loan, "Accept: text/html\r\n").status == 406);
  CHECK(house.get(loan, "Accept: text/html, */*;q=0.1\r\n").status == 200);
  CHECK(house.get(loan, "Accept: application/json;q=0\r\n").status == 406);
}

TEST_CASE("connections close when asked to, and HTTP/1.0 is spoken") {
  Loopback house;
  Connection closing(house.port());
  closing.send("GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  CHECK(closing.read_answer().header("connection") == "close");
  CHECK(closing.ended());
  Connection old(house.port());
  old.send("GET /healthz HTTP/1.0\r\n\r\n");
  CHECK(old.read_answer().status == 200);
  CHECK(old.ended());
  Connection proxy(house.port());
  proxy.send("GET http://here/healthz HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(proxy.read_answer().status == 200);
}

TEST_CASE("who comes when the house is full is told so") {
  Options options;
  options.limits.connections_max = 2;
  Loopback house(options);
  Connection first(house.port()), second(house.port());
  for (Connection* one : {&first, &second}) {  // both are in the middle of an answer
    one->send("GET /v1/events HTTP/1.1\r\nHost: here\r\n\r\n");
    CHECK(one->read_answer(false).status == 200);
  }
  Connection third(house.port());
  const Answer answer = third.read_answer();
  CHECK(answer.status == 503);
  CHECK(!answer.header("retry-after").empty());
}

TEST_CASE("stopping answers what is queued and closes the rest") {
  Loopback house;
  house.gate.shut();
  Connection idle(house.port());
  Connection busy(house.port());
  busy.send(post_head("Content-Length: 17\r\n") + R"({"title": "Emma"})");
  house.gate.until_somebody_waits();
  std::thread stopper([&] { house.stop(); });
  CHECK(idle.ended());
  house.gate.open();
  const Answer answer = busy.read_answer();
  CHECK(answer.status == 201);
  CHECK(answer.header("connection") == "close");
  busy.send("GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(busy.ended());
  stopper.join();
}
