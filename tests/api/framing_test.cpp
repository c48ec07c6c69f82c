// Requests that two readers could understand in two ways, and every other corner of what HTTP lets a client send.
#include <doctest/doctest.h>

#include "api/arriving.hpp"
#include "api/http/framing.hpp"
#include "tests/api/loopback.hpp"

using namespace test;

namespace {

// A POST that changes nothing, with headers as lines, and after it a whole second request that would change something.
std::string carrying(const std::string& headers, const std::string& before = "") {
  const std::string hidden = "POST /v1/loans HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n" + librarian +
                             "Content-Length: 17\r\n\r\n{\"title\": \"Emma\"}";
  return "POST /v1/loans/L0001/commands/note?dry_run=true HTTP/1.1\r\nHost: here\r\nContent-Type: "
         "application/json\r\nIf-Match: *\r\n" +
         librarian + headers + "\r\n" + before + hidden;
}

// What the first answer is; nothing may come after it, and nothing may have been done.
int alone(const std::string& bytes) {
  Loopback house;
  Connection connection(house.port());
  connection.send(bytes);
  const Answer answer = connection.read_answer();
  CHECK(answer.header("connection") == "close");
  CHECK(connection.ended());
  CHECK(house.journal.last_seq() == 0);
  return answer.status;
}

}  // namespace

TEST_CASE("where a body ends is said in one way, or the request is refused and the connection closed") {
  for (const char* headers : {"Transfer-Encoding: identity\r\n",
                              "Transfer-Encoding: identity\r\nContent-Length: 2\r\n",
                              "Content-Length: 2\r\nTransfer-Encoding: identity\r\n",
                              "Transfer-Encoding: xchunked\r\n",
                              "Transfer-Encoding: chunked, identity\r\n",
                              "Transfer-Encoding: chunked, chunked\r\n",
                              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                              "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                              "Transfer-Encoding: \"chunked\"\r\n",
                              "Transfer-Encoding: chunked;q=1\r\n",
                              "Transfer-Encoding:\r\n",
                              "Transfer-Encoding: ,\r\n",
                              "Transfer-Encoding:\r\n chunked\r\n",
                              "Transfer-Encoding : chunked\r\n",
                              "Transfer-Encoding: \x0b"
                              "chunked\r\n",
                              "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
                              "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                              "Content-Length: 2\r\nContent-Length: 2\r\n",
                              "Content-Length: 2, 2\r\n",
                              "Content-Length: 2\r\nContent-Length: 3\r\n",
                              "Content-Length: +2\r\n",
                              "Content-Length: 0x2\r\n",
                              "Content-Length: 2 2\r\n",
                              "Content-Length:\r\n",
                              "Content-Length: 2\r\n \r\n",
                              "Content-Length: 99999999999999999999999\r\n"}) {
    CAPTURE(headers);
    CHECK(alone(carrying(headers)) == 400);
  }
  for (const char* headers : {"Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: identity, chunked\r\n",
                              "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"}) {
    CAPTURE(headers);
    CHECK(alone(carrying(headers, "0\r\n\r\n")) == 400);
  }
}

TEST_CASE("chunks are counted by hexadecimal digits and nothing else") {
  for (const char* size : {"0x2", "+2", "-2", " 2", "2 2", "g", "", "10000000000000002"}) {
    CAPTURE(size);
    CHECK(alone(carrying("Transfer-Encoding: chunked\r\n", std::string(size) + "\r\n{}\r\n0\r\n\r\n")) == 400);
  }
}

TEST_CASE("HTTP/1.0 knows no Transfer-Encoding") {
  CHECK(alone("POST /v1/loans HTTP/1.0\r\nContent-Type: application/json\r\nConnection: keep-alive\r\n" + librarian +
              "Transfer-Encoding: chunked\r\n\r\n11\r\n{\"title\": \"Emma\"}\r\n0\r\n\r\n") == 400);
}

TEST_CASE("a header that is one, and is there twice, is 400; a list in several lines is one list") {
  Loopback house;
  const std::string loan = house.opened();
  const std::string note = loan + "/commands/note", body = R"({"text": "torn"})";
  for (const std::string& twice : {std::string("Idempotency-Key: a\r\nIdempotency-Key: b\r\n"), librarian,
                                   std::string("Content-Type: application/json\r\n")}) {
    CAPTURE(twice);
    CHECK(house.post(note, body, librarian + "If-Match: *\r\n" + twice).status == 400);
  }
  CHECK(house.post(note, body, librarian + "If-Match: \"7\"\r\nIf-Match: \"1\"\r\n").status == 200);
  CHECK(house.get(loan, librarian + "Accept: text/html\r\nAccept: application/json\r\n").status == 200);
  CHECK(house.get(loan, librarian + "If-None-Match: \"9\"\r\nIf-None-Match: \"2\"\r\n").status == 304);
}

TEST_CASE("an expectation that is not known is 417, also when the body is there at once") {
  Loopback house;
  CHECK(house.post("/v1/loans", R"({"title": "Emma"})", librarian + "Expect: 200-ok\r\n").status == 417);
  CHECK(house.journal.last_seq() == 0);
}

TEST_CASE("a command is done when any of the tags is the version, and 412 when none is") {
  Loopback house;
  const std::string loan = house.opened();
  const auto note = [&](const std::string& tags) {
    return house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + "If-Match: " + tags + "\r\n");
  };
  CHECK(note("\"7\", \"1\"").status == 200);
  CHECK(note("\"2\",\"7\"").status == 200);
  CHECK(note(" , \"a,b\", W/\"3\" ,, \"3\"").status == 200);
  for (const char* none : {"\"1\", \"2\"", "W/\"4\"", "W/\"4\", \"5\"", "\"a,4\"", "\"04\"", "\"\""}) {
    CAPTURE(none);
    const Answer answer = note(none);
    CHECK(answer.status == 412);
    CHECK(answer.json()["version"] == 4);
  }
  for (const char* wrong : {"4", "\"4", "\"4\" \"5\"", "*, \"4\"", "w/\"4\"", ",", "\"4\";\"5\""}) {
    CAPTURE(wrong);
    CHECK(note(wrong).status == 400);
  }
}

TEST_CASE("a GET whose If-Match names another version is 412") {
  Loopback house;
  const std::string loan = house.opened();
  const auto status = [&](const std::string& target, const std::string& more) {
    return house.get(target, librarian + more).status;
  };
  CHECK(status(loan, "") == 200);  // now it is ready
  CHECK(status(loan, "If-Match: \"1\"\r\n") == 200);
  CHECK(status(loan, "If-Match: \"3\", \"1\"\r\n") == 200);
  CHECK(status(loan, "If-Match: *\r\n") == 200);
  const Answer other = house.get(loan, librarian + "If-Match: \"7\"\r\n");
  CHECK(other.status == 412);
  CHECK(other.json()["version"] == 1);
  CHECK(other.header("etag") == "\"1\"");
  CHECK(status(loan, "If-Match: W/\"1\"\r\n") == 412);
  CHECK(status(loan, "If-Match: \"7\"\r\nIf-None-Match: \"1\"\r\n") == 412);  // If-Match comes first
  CHECK(status(loan, "If-Match: \"1\"\r\nIf-None-Match: \"1\"\r\n") == 304);
  CHECK(status(loan, "If-Match: 1\r\n") == 400);
  const std::string tag = house.get("/v1/loans", librarian).header("etag");
  CHECK(status("/v1/loans", "If-Match: " + tag + "\r\n") == 200);
  CHECK(status("/v1/loans", "If-Match: \"7\"\r\n") == 412);
  CHECK(status("/healthz", "If-Match: \"7\"\r\n") == 412);
  CHECK(status("/v1/events", "If-Match: \"7\"\r\n") == 412);
  CHECK(status("/v1/loans/L0009", "If-Match: \"7\"\r\n") == 404);
  CHECK(house.ask("HEAD", loan, librarian + "If-Match: \"7\"\r\n").status == 412);
}

TEST_CASE("a whole address is read as the path that it names") {
  Loopback house;
  const std::string loan = house.opened();
  for (const std::string& target : {"http://here" + loan, "HTTP://here" + loan, "https://here" + loan,
                                    "HttpS://here:8443" + loan, "http://there" + loan}) {
    CAPTURE(target);
    CHECK(house.get(target).json()["ref"] == "L0001");
  }
  CHECK(house.get("https://here/v1/loans?limit=1").status == 200);
  CHECK(house.get("http://here?x").status == 422);
  CHECK(house.get("http://here?x").body.find("Error: ") != std::string::npos);  // the page at / knows no x
  CHECK(house.get("https://here").status == 200);
  CHECK(house.ask("OPTIONS", "http://here").status == 204);
  for (const char* none : {"http://", "https:///v1/loans", "ftp://here/v1/loans", "http:/v1/loans", "httpx://here/"}) {
    CAPTURE(none);
    CHECK(house.get(none).status == 400);
  }
}

TEST_CASE("what comes after HTTP/1.1 is read as HTTP/1.1") {
  Loopback house;
  Connection later(house.port());
  later.send("GET /healthz HTTP/1.2\r\nHost: here\r\n\r\nGET /healthz HTTP/1.9\r\nHost: here\r\n\r\n");
  CHECK(later.read_answer().head.starts_with("HTTP/1.1 200 OK"));
  CHECK(later.read_answer().status == 200);
  Connection chunked(house.port());
  chunked.send("POST /v1/loans HTTP/1.3\r\nHost: here\r\nContent-Type: application/json\r\n" + librarian +
               "Transfer-Encoding: chunked\r\n\r\n11\r\n{\"title\": \"Emma\"}\r\n0\r\n\r\n");
  CHECK(chunked.read_answer().status == 201);
  Connection hostless(house.port());
  hostless.send("GET /healthz HTTP/1.2\r\n\r\n");
  CHECK(hostless.read_answer().status == 400);
  for (const char* version : {"HTTP/2.0", "HTTP/0.9"}) {
    CAPTURE(version);
    Connection other(house.port());
    other.send("GET /healthz " + std::string(version) + "\r\nHost: here\r\n\r\n");
    CHECK(other.read_answer().status == 505);
  }
}

TEST_CASE("a version of HTTP is read as 1.1, and one in a header stays as it is, however the request comes") {
  for (const char* line : {"GET /a HTTP/1.1", "GET /a HTTP/1.2", "GET HTTP/1.3 HTTP/1.1"}) {
    const std::string bytes = std::string(line) + "\r\nHost: here\r\nAccept: x HTTP/1.2\r\n\r\n";
    for (std::size_t first = 1; first < bytes.size(); ++first) {
      CAPTURE(line);
      CAPTURE(first);
      api::Parser parser;
      boost::beast::flat_buffer came;
      for (const auto& portion : {bytes.substr(0, first), bytes.substr(first)}) {
        portion.copy(static_cast<char*>(came.prepare(portion.size()).data()), portion.size());
        came.commit(portion.size());
        CHECK(!api::take_in_header(parser, came, {}));
      }
      REQUIRE(parser.is_header_done());
      CHECK(parser.get().version() == 11);
      CHECK(parser.get().target() == (line[4] == '/' ? "/a" : "HTTP/1.3"));
      CHECK(*api::head_of(parser).header("accept") == "x HTTP/1.2");
    }
  }
}

TEST_CASE("a / too many at the end leads to the address without it") {
  Loopback house;
  const std::string loan = house.opened();
  const Answer one = house.get(loan + "/?as_at=2019-03-18", librarian);
  CHECK(one.status == 308);
  CHECK(one.header("location") == loan + "?as_at=2019-03-18");
  CHECK(house.get("/v1/loans/").header("location") == "/v1/loans");
  CHECK(house.get("/healthz/").header("location") == "/healthz");
  CHECK(house.post("/v1/loans/", R"({"title": "Emma"})", librarian).status == 308);
  CHECK(house.journal.last_seq() == 1);
  CHECK(house.get("/v1/books/").status == 404);
  CHECK(house.get(loan + "//").status == 404);
  CHECK(house.get("//here/").status == 404);
}

TEST_CASE("an instant may be written with t and z, and the sentence says which years there are") {
  Loopback house;
  house.opened();
  CHECK(house.get("/v1/loans?known_at=2019-03-18t12:00:00z").json()["items"].size() == 1);
  CHECK(house.get("/v1/loans?known_at=2199-12-31T23:59:59Z").json()["items"].size() == 1);
  for (const char* query : {"known_at=9999-12-31T23:59:59Z", "as_at=9999-12-31", "as_at=1899-12-31"}) {
    CAPTURE(query);
    const Answer answer = house.get(std::string("/v1/loans?") + query);
    CHECK(answer.status == 422);
    CHECK(answer.body.find("1900 to 2199") != std::string::npos);
  }
  CHECK(house.post("/v1/clock", R"({"to": "2019-06-01t12:00:00z"})", mover).json()["now"] == "2019-06-01T12:00:00Z");
}

TEST_CASE("an answer that is given again says so, and no other does") {
  Loopback house;
  const auto twice = [&](const std::string& path, const std::string& body, const std::string& headers) {
    const Answer first = house.post(path, body, headers), again = house.post(path, body, headers);
    CHECK(first.header("idempotency-replayed").empty());
    CHECK(again.header("idempotency-replayed") == "true");
    CHECK(again.status == first.status);
    CHECK(again.body == first.body);
    return first.status;
  };
  const std::string key = librarian + "Idempotency-Key: ";
  CHECK(twice("/v1/loans", R"({"title": "Emma"})", key + "a\r\n") == 201);
  CHECK(twice("/v1/loans/L0001/commands/note", R"({"text": "torn"})", key + "b\r\nIf-Match: *\r\n") == 200);
  CHECK(twice("/v1/loans/L0001/commands/give-back", "{}", key + "c\r\n" + Loopback::if_match(2)) == 409);
  CHECK(twice("/v1/clock", R"({"to": "2019-06-01T12:00:00Z"})", mover + "Idempotency-Key: d\r\n") == 200);
  const std::string stale = key + "e\r\n" + Loopback::if_match(1);  // that is not remembered
  for (int i = 0; i < 2; ++i)
    CHECK(
        house.post("/v1/loans/L0001/commands/note", R"({"text": "x"})", stale).header("idempotency-replayed").empty());
}

TEST_CASE("what comes after the empty line is no header, wherever the portions end") {
  CHECK(api::has_folded_line("Host: here\r\n folded\r\n\r\n"));
  CHECK_FALSE(api::has_folded_line("Host: here\r\n\r\n\tno header"));
  CHECK_FALSE(api::has_folded_line("\r\n\tno header"));  // the lines before have been read
}

TEST_CASE("a body in chunks is read to its end, wherever the portions end") {
  const std::string header = "POST /v1/loans HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string& body : {std::string("0\r\n\r\n"), std::string("2\r\n{}\r\n0\r\n\r\n"),
                                  std::string("1;a=b\r\n{\r\n1\r\n}\r\n000\r\nX: y\r\n\r\n")})
    for (std::size_t portion = 1; portion <= body.size(); ++portion) {
      CAPTURE(body);
      CAPTURE(portion);
      api::Parser parser;
      boost::beast::flat_buffer came;
      const auto comes = [&](std::string_view bytes) {
        came.commit(boost::asio::buffer_copy(came.prepare(bytes.size()), boost::asio::buffer(bytes)));
        return parser.is_header_done() ? api::take_in(parser, came, {}) : api::take_in_header(parser, came, {});
      };
      REQUIRE_FALSE(comes(header));
      parser.eager(true);
      for (std::size_t from = 0; from < body.size(); from += portion)
        REQUIRE_FALSE(comes(std::string_view(body).substr(from, portion)));
      CHECK(parser.is_done());
      CHECK(came.size() == 0);
    }
}
