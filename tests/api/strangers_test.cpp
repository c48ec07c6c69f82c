// What strangers cannot do: fill the memory with bodies, keep others from a connection or a stream, make answers that
// are no JSON.
#include <doctest/doctest.h>

#include <chrono>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

std::string head(const std::string& method, const std::string& target, const std::string& headers, int length) {
  return method + " " + target + " HTTP/1.1\r\nHost: here\r\n" + headers + "Content-Length: " + std::to_string(length) +
         "\r\n\r\n";
}

// The answer to a request whose body never comes.
Answer without_body(Loopback& house, const std::string& method, const std::string& target, const std::string& headers) {
  Connection connection(house.port());
  connection.send(head(method, target, headers, 1'000'000));
  Answer answer = connection.read_answer();
  CHECK(answer.header("connection") == "close");
  CHECK(answer.header("content-type") == "application/problem+json");
  CHECK(connection.ended());
  return answer;
}

const std::string json = "Content-Type: application/json\r\n";
const std::string stream = "GET /v1/events HTTP/1.1\r\nHost: here\r\n";

}  // namespace

TEST_CASE("who may not send a body hears so before it is read") {
  Loopback house;
  const std::string note = house.opened() + "/commands/note";
  CHECK(without_body(house, "POST", "/v1/loans", json).status == 401);
  CHECK(without_body(house, "POST", "/v1/loans", json + Loopback::as("stolen")).status == 401);
  CHECK(without_body(house, "POST", "/v1/nothing", json + librarian).status == 404);
  CHECK(without_body(house, "POST", "/v1/loans/L0001", json + librarian).status == 405);
  CHECK(without_body(house, "PUT", "/v1/loans", json + librarian).status == 405);
  CHECK(without_body(house, "POST", "/v1/loans", "Content-Type: text/plain\r\n" + librarian).status == 415);
  CHECK(without_body(house, "POST", note, json + mover + "If-Match: *\r\n").status == 403);
  CHECK(without_body(house, "POST", "/v1/loans/L0009/commands/note", json + mover).status == 404);
  CHECK(without_body(house, "POST", "/v1/loans/L0001/commands/burn", json + librarian).status == 404);
  CHECK(without_body(house, "POST", "/v1/clock", json + librarian).status == 403);
  CHECK(without_body(house, "GET", "/v1/nothing", "").status == 404);
  // Nor is anybody told to go on who may not.
  CHECK(without_body(house, "POST", "/v1/loans", json + "Expect: 100-continue\r\n").status == 401);
  CHECK(without_body(house, "POST", note, json + mover + "Expect: 100-continue\r\n").status == 403);
  CHECK(house.journal.last_seq() == 1);
}

TEST_CASE("who may not send a command hears that first, whatever else is wrong, and whenever its body comes") {
  Loopback house;
  const std::string note = house.opened() + "/commands/note";
  for (const std::string& more : {std::string(), std::string("If-Match: \"9\"\r\n"), std::string("If-Match: *\r\n")})
    for (const std::string& body : {R"({"text": "torn"})", "{", "[]", R"({"nothing": 1})"}) {
      CAPTURE(more);
      CAPTURE(body);
      CHECK(house.post(note, body, mover + more).status == 403);
      CHECK(house.post(note + "?no=such", body, mover + more).status == 403);
    }
  CHECK(house.post(note, "{", librarian + "If-Match: *\r\n").status == 400);
  CHECK(house.post("/v1/clock?no=such", "{}", librarian).status == 403);
}

TEST_CASE("a body in two pieces gets the answer that it gets in one") {
  Loopback house;
  const std::string loan = house.opened();
  const std::string body = R"({"text": "torn"})";
  for (const std::string& by : {librarian, reader, mover, std::string(), Loopback::as("stolen")})
    for (const std::string& target : {"/v1/loans", "/v1/loans/L0001/commands/note?dry_run=true",
                                      "/v1/loans/L0009/commands/note", "/v1/loans/L0001/commands/burn", "/v1/clock"}) {
      CAPTURE(by);
      CAPTURE(target);
      const Answer whole = house.post(target, body, by + "If-Match: *\r\n");
      Connection connection(house.port());
      connection.send(head("POST", target, json + by + "If-Match: *\r\nExpect: 100-continue\r\n", 16));
      Answer answer = connection.read_answer(false);
      if (answer.status == 100) {
        connection.send(body);
        answer = connection.read_answer();
        CHECK(answer.body == whole.body);
      }
      CHECK(answer.status == whole.status);
    }
}

namespace {

// Two bodies of one token, for which there is no room at once.
void has_room_for_one(const Options& options) {
  Loopback house(options);
  const std::string half(100'000, ' ');
  Connection first(house.port()), second(house.port());
  for (Connection* one : {&first, &second})
    one->send(head("POST", "/v1/loans", json + librarian + "Expect: 100-continue\r\n", 200'017));
  for (Connection* one : {&first, &second}) CHECK(one->read_answer(false).status == 100);
  first.send(half + half);
  first.send("{\"title\"");
  for (int i = 0; i < 50; ++i) house.get("/healthz");  // meanwhile it has come
  second.send(half + half);
  const Answer refused = second.read_answer();
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "1");
  CHECK(refused.json()["detail"].get<std::string>().find("bodies") != std::string::npos);
  first.send(": \"Emma\"}");
  CHECK(first.read_answer().status == 201);
  CHECK(house.post("/v1/loans", half + R"({"title": "Emma"})", librarian).status == 201);
}

}  // namespace

TEST_CASE("all bodies together have a limit, and so have those of one token; what is answered makes room") {
  Options of_all, of_token;
  of_all.limits.body_bytes_all_max = 300'000;
  of_token.limits.body_bytes_of_token_max = 300'000;
  SUBCASE("all bodies together") { has_room_for_one(of_all); }
  SUBCASE("those of one token") { has_room_for_one(of_token); }
}

TEST_CASE("what comes with a GET is not kept, however much it is") {
  Options options;
  options.limits.body_bytes_all_max = 1'000;
  Loopback house(options);
  Connection connection(house.port());
  connection.send(head("GET", "/healthz", "", 500'000) + std::string(500'000, 'x'));
  CHECK(connection.read_answer().status == 200);
  connection.send("GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(connection.read_answer().status == 200);
}

TEST_CASE("headers after the body that are too long are told so, and none of them counts") {
  Loopback house;
  house.opened();
  const std::string chunked = "POST /v1/loans/L0001/commands/note?dry_run=true HTTP/1.1\r\nHost: here\r\n" + json +
                              "If-Match: *\r\nTransfer-Encoding: chunked\r\n";
  const std::string body = "10\r\n{\"text\": \"torn\"}\r\n0\r\n";
  Connection quiet(house.port());
  quiet.send(chunked + "\r\n" + body + librarian + "\r\n");
  CHECK(quiet.read_answer().status == 401);
  Connection late(house.port());
  late.send(chunked + librarian + "\r\n" + body + "If-Match: \"77\"\r\n\r\n");
  CHECK(late.read_answer().status == 200);
  for (const std::size_t size : {40'000U, 200'000U}) {
    Connection loud(house.port());
    loud.send(chunked + librarian + "\r\n" + body + "X: " + std::string(size, 'y'));
    CHECK(loud.read_answer().status == 431);
    CHECK(loud.ended());
  }
}

TEST_CASE("idle connections of one address keep nobody out, neither those without a token nor those with one") {
  Options options;
  options.limits.connections_max = 24;
  options.limits.connections_of_address_max = 8;
  Loopback house(options);
  const auto ask = [](Connection& connection, const std::string& headers) {
    connection.send("GET /v1/loans/L0001 HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n");
    return connection.read_answer().status;
  };
  house.opened();
  Connection worker(house.port()), other(house.port(), "127.0.0.2");
  CHECK(ask(worker, librarian) == 200);
  CHECK(ask(other, "") == 200);
  std::vector<std::unique_ptr<Connection>> idle;
  for (int i = 0; i < 100; ++i) {
    idle.push_back(std::make_unique<Connection>(house.port()));
    if (i % 2 == 0) idle.back()->send("GET /healthz HTTP/1.1\r\nHo");
    if (i % 10 == 0) CHECK(house.get("/healthz").status == 200);  // of the same address, too
  }
  CHECK(ask(worker, librarian) == 200);  // on the connection that it has
  CHECK(ask(other, "") == 200);
  CHECK(idle.front()->ended() == false);  // a sentence, as it was in the middle of a request
  CHECK(idle.front()->read_answer().status == 503);
  for (int i = 0; i < 200; ++i)
    idle.push_back(std::make_unique<Connection>(house.port(), ("127.0.1." + std::to_string(i % 200 + 1)).c_str()));
  CHECK(ask(worker, librarian) == 200);
  CHECK(house.get("/v1/loans/L0001", librarian).status == 200);
}

namespace {

// Event streams that stay open.
class Streams {
 public:
  explicit Streams(const Loopback& house) : house_(house) {}
  // The status of one more, from an address and with lines of headers.
  int opens(const char* from, const std::string& headers) {
    open.push_back(std::make_unique<Connection>(house_.port(), from));
    open.back()->send(stream + headers + "\r\n");
    return open.back()->read_answer(false).status;
  }
  std::vector<std::unique_ptr<Connection>> open;

 private:
  const Loopback& house_;
};

}  // namespace

TEST_CASE("strangers keep nobody with a token from a stream, and an address has its share of them") {
  Options options;
  options.limits.heartbeat_s = 1;
  options.limits.streams_max = 8;
  options.limits.streams_of_address_max = 4;
  options.limits.streams_of_token_max = 1;
  Loopback house(options);
  Streams streams(house);
  const auto opens = [&](const char* from, const std::string& by) { return streams.opens(from, by); };
  for (int i = 0; i < 4; ++i) CHECK(opens("127.0.0.1", "") == 200);
  CHECK(opens("127.0.0.1", "") == 503);
  CHECK(opens("127.0.0.2", "") == 200);
  CHECK(opens("127.0.0.2", "") == 200);
  CHECK(opens("127.0.0.3", "") == 503);
  CHECK(opens("127.0.0.1", librarian) == 200);
  CHECK(opens("127.0.0.1", librarian) == 503);
  CHECK(opens("127.0.0.1", reader) == 200);
  streams.open.front().reset();
  while (opens("127.0.0.1", "") != 200) streams.open.pop_back();  // room again, once the server has noticed
}

TEST_CASE("answers that nobody reads have a limit, and those that many are sent stand in memory once") {
  Loopback house;
  const std::string title(900'000, 'x');  // all together more than the system takes off a server's hands
  for (int i = 0; i < 8; ++i) CHECK(house.post("/v1/loans", R"({"title": ")" + title + "\"}", librarian).status == 201);
  const auto asks = [](Connection& connection, const std::string& target, const std::string& by) {
    connection.send("GET " + target + " HTTP/1.1\r\nHost: here\r\n" + by + "\r\n");
  };
  const auto answered = [&](const char* from, const std::string& by) {
    Connection connection(house.port(), from);
    asks(connection, "/v1/loans", by);
    return connection.read_answer();
  };
  Connection slow(house.port());
  asks(slow, "/v1/loans", "");
  CHECK(slow.read_until("\r\n") == "HTTP/1.1 200 OK\r\n");
  Answer turned_down = answered("127.0.0.1", "");
  for (int i = 0; i < 100 && turned_down.status != 503; ++i) turned_down = answered("127.0.0.1", "");
  CHECK(turned_down.status == 503);
  CHECK(turned_down.header("retry-after") == "1");
  CHECK(turned_down.json()["detail"].get<std::string>().find("nobody has read yet") != std::string::npos);
  CHECK(answered("127.0.0.2", "").status == 200);
  CHECK(answered("127.0.0.1", librarian).status == 200);
  CHECK(house.get("/readyz").status == 200);  // a small one is no share of this
  std::vector<std::unique_ptr<Connection>> many;
  for (int i = 0; i < 20; ++i) {
    many.push_back(std::make_unique<Connection>(house.port()));
    asks(*many.back(), "/openapi.json", "");
  }
  for (const auto& one : many) CHECK(one->read_answer().status == 200);
  CHECK(slow.read_until("\"next\":null}").ends_with("}"));
  Answer again = answered("127.0.0.1", "");
  for (int i = 0; i < 100 && again.status != 200; ++i) again = answered("127.0.0.1", "");
  CHECK(again.status == 200);
}

TEST_CASE("who sends empty lines and nothing else stays no longer than who sends nothing") {
  Options options;
  options.limits.idle_timeout_s = 1;
  Loopback house(options);
  Connection connection(house.port());
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(3);
  while (std::chrono::steady_clock::now() < until) {
    connection.send("\r\n");
    CHECK(house.get("/healthz").status == 200);
  }
  connection.send("GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(connection.read_answer().status == 0);
}

TEST_CASE("who leaves a stream leaves its place, and does not keep it until the next heartbeat") {
  Options options;
  options.limits.heartbeat_s = 3'600;
  options.limits.streams_of_address_max = 1;
  Loopback house(options);
  Streams streams(house);
  CHECK(streams.opens("127.0.0.1", "") == 200);
  CHECK(streams.opens("127.0.0.1", "") == 503);
  streams.open.clear();
  int asked = 0;
  while (streams.opens("127.0.0.1", "") != 200 && ++asked < 2'000) streams.open.clear();
  CHECK(asked < 2'000);
}

TEST_CASE("two clients that come through a trusted proxy have a share each, and nobody else can say who they are") {
  Options options;
  options.trusted_proxies = {"127.0.0.1"};
  options.limits.connections_of_address_max = 2;
  options.limits.streams_of_address_max = 2;
  Loopback house(options);
  Streams streams(house);
  const auto opens = [&](const char* from, const std::string& client) {
    return streams.opens(from, "X-Forwarded-For: " + client + "\r\n");
  };
  CHECK(opens("127.0.0.1", "192.0.2.1") == 200);
  CHECK(opens("127.0.0.1", "192.0.2.1") == 200);
  CHECK(opens("127.0.0.1", "192.0.2.1") == 503);
  CHECK(opens("127.0.0.1", "192.0.2.2, 192.0.2.1") == 503);
  CHECK(opens("127.0.0.1", "192.0.2.1, 192.0.2.2") == 200);  // the fifth connection of the proxy
  CHECK(opens("127.0.0.2", "192.0.2.5") == 200);
  CHECK(opens("127.0.0.2", "192.0.2.6") == 200);
  CHECK(opens("127.0.0.2", "192.0.2.7") == 503);
}

TEST_CASE("a problem is JSON in UTF-8, whatever bytes it is about") {
  Loopback house;
  const auto is_json = [](const Answer& answer, int status) {
    CHECK(answer.status == status);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(Json::accept(answer.body));
  };
  is_json(house.get("/v1/\xff"), 400);
  is_json(house.get("/v1/loans?\xff=\xff"), 400);
  is_json(house.ask("POST", "/v1/loans", "Content-Type: a\xff/b\r\n" + librarian, "{}"), 415);
  is_json(house.ask("G\xff", "/v1/\xfe", ""), 400);
  is_json(house.get("/v1/loans/L1\xc3"), 400);
  is_json(house.get("/v1/loans/%EF%BF%BE"), 404);  // no character, and UTF-8 all the same
}

TEST_CASE("a page in HTML runs nothing and is taken for nothing else") {
  Loopback house;
  house.opened();
  const Answer page = house.get("/v1/reports/loans?format=html");
  CHECK(page.status == 200);
  CHECK(page.header("content-security-policy").starts_with("default-src 'none';"));
  CHECK(page.header("x-content-type-options") == "nosniff");
  CHECK(house.get("/v1/reports/loans").header("content-security-policy").empty());
}

TEST_CASE("the document on the API is the same each time, and may be kept by its tag") {
  Loopback house;
  const Answer first = house.get("/openapi.json"), again = house.get("/openapi.json");
  CHECK(first.body == again.body);
  CHECK(house.get("/openapi.json", "If-None-Match: " + first.header("etag") + "\r\n").status == 304);
}

TEST_CASE("a list of tokens that cannot be read is warned of") {
  Options options;
  options.tokens_trouble = [] { return api::Trouble{std::chrono::seconds(7), "the list cannot be read"}; };
  Loopback house(options);
  const Json ready = house.get("/readyz").json();
  CHECK(ready["status"] == "ready");
  CHECK(ready["warnings"][0]["code"] == "tokens-unreadable");
  CHECK(ready["warnings"][0]["detail"] == "the list cannot be read");
}
