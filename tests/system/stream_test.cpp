// The event stream of the real program: it ends with its token, and a proxy as Debian has it passes it on at once.
#include <doctest/doctest.h>

#include "tests/system/proxy.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

// Opens the stream, up to its first events.
void open_stream(Client& client, const std::string& target = "/v1/events") {
  REQUIRE(client.send("GET", target, "", {}));
  CHECK(client.receive_until("\r\n\r\n").find(" 200 ") != std::string::npos);
}

bool brings(Client& client, const std::string& word) { return client.receive_until(word).ends_with(word); }

// What comes until the stream ends. One heartbeat may come before; at the next at the latest it is over.
std::string rest_of(Client& client) {
  const std::string heartbeat = "still here";
  std::string rest = client.receive_until(heartbeat);
  if (rest.ends_with(heartbeat)) rest += client.receive_until(heartbeat);
  return rest;
}

const std::string ended = ": this stream has ended: its token was revoked or has run out";

}  // namespace

TEST_CASE("A stream ends when its token is revoked or runs out, and what happens afterwards does not reach it") {
  Register folder;
  folder.serve();
  Client leaver(folder.server().port(), issue_token(folder.data(), "secas-analyst", "leaver"));
  Client late(folder.server().port(), issue_token(folder.data(), "party", "late", {"--expires", "2019-03-18"}));
  open_stream(leaver);
  open_stream(late);
  folder.raise("Seen by both");
  CHECK(brings(leaver, "event: raised"));
  CHECK(brings(late, "event: raised"));
  ran_well({"token", "revoke", "leaver", "--data", folder.data()});
  folder.raise("Seen by one");
  const std::string rest = rest_of(leaver);
  CHECK(rest.find(ended) != std::string::npos);
  CHECK(rest.find("Seen by one") == std::string::npos);
  CHECK(brings(late, "Seen by one"));
  folder.clock("2019-03-19T09:00:00Z");
  folder.raise("Seen by nobody");
  const std::string last = rest_of(late);
  CHECK(last.find(ended) != std::string::npos);
  CHECK(last.find("Seen by nobody") == std::string::npos);
}

TEST_CASE("A proxy that knows nothing of streams passes each event on as it comes") {
  Register folder;
  folder.serve();
  const Proxy proxy(Proxy::Kind::nginx, folder.server().port());
  Client through(proxy.port(), folder.token("secas-analyst"));
  const std::string path = folder.raise("Streamed");
  open_stream(through, "/v1/events?modification=DP001");
  folder.raise("Of another");
  folder.command("secas-analyst", path, "accept", Json::object(), "\"1\"");
  const std::string came = through.receive_until(R"("ref":"DP001")");
  CHECK(came.ends_with(R"("ref":"DP001")"));
  CHECK(came.find("still here") == std::string::npos);  // it did not wait for company
  CHECK(came.find("Of another") == std::string::npos);
}
