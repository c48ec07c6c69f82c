// Two proxies as people have them in front: each client has a share of its own behind them, and nothing that one of
// them passes on is read by the server as another request.
#include <doctest/doctest.h>

#include "tests/system/proxy.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

constexpr int streams_of_an_address = 16;  // as docs/operating.md says

std::string raising(const std::string& token) {
  const std::string body = R"({"title": "Hidden", "problem": "It is hidden.", "proposer": {"type": "dcc"}})";
  return "POST /v1/modifications HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nAuthorization: Bearer " +
         token + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("Behind a proxy that is trusted each client has a share of its own") {
  for (const auto kind : {Proxy::Kind::nginx, Proxy::Kind::haproxy}) {
    CAPTURE(static_cast<int>(kind));
    Register folder;  // the server of its own has no streams yet
    folder.serve({"--trusted-proxy", "127.0.0.1"});
    const Proxy proxy(kind, folder.server().port());
    std::vector<std::unique_ptr<Client>> open;
    const auto status = [&](const char* from, const std::string& token) {
      open.push_back(std::make_unique<Client>(proxy.port(), token, from));
      REQUIRE(open.back()->send("GET", "/v1/events", "", {}));
      return open.back()->receive_until("\r\n\r\n").substr(9, 3);
    };
    for (int i = 0; i < streams_of_an_address; ++i) CHECK(status("127.0.0.2", "") == "200");
    CHECK(status("127.0.0.2", "") == "503");
    CHECK(status("127.0.0.3", "") == "200");
    CHECK(status("127.0.0.2", folder.token("secas-analyst")) == "200");
  }
}

TEST_CASE("Through a proxy no request hides in the body of another") {
  Register folder;
  folder.serve();
  REQUIRE(folder.raise("Asked about") == "/v1/modifications/DP001");  // so that what is asked is found
  const std::string hidden = raising(folder.token("secas-manager"));
  const std::string asking =
      "POST /v1/modifications/DP001/what-if HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n";
  for (const auto kind : {Proxy::Kind::nginx, Proxy::Kind::haproxy}) {
    const Proxy proxy(kind, folder.server().port());
    for (const std::string& headers :
         {std::string("Transfer-Encoding: identity\r\n"), std::string("Transfer-Encoding: xchunked\r\n"),
          std::string("Transfer-Encoding: chunked, identity\r\n"), std::string("Transfer-Encoding: \"chunked\"\r\n"),
          std::string("Transfer-Encoding:\r\n"), std::string("Transfer-Encoding: identity\r\nContent-Length: 2\r\n"),
          std::string("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"),
          "Content-Length: " + std::to_string(hidden.size()) + "\r\n",
          "Transfer-Encoding: identity\r\nContent-Length: " + std::to_string(hidden.size()) + "\r\n"}) {
      CAPTURE(headers);
      Client client(proxy.port(), "");
      client.send_bytes(asking + headers + "\r\n" + hidden);
      CHECK(client.receive().status >= 400);
    }
  }
  CHECK(folder.as("public").get("/v1/modifications").json()["items"].size() == 1);
  folder.raise("Not hidden");  // what was hidden would have been done
  CHECK(folder.as("public").get("/v1/modifications").json()["items"].size() == 2);
}

TEST_CASE("An address that is none is no trusted proxy") {
  const Register folder;
  const Ended end = secmp({"serve", "--data", folder.data(), "--listen", "127.0.0.1:0", "--trusted-proxy", "nginx"});
  CHECK(end.exit_code == 2);
  CHECK(end.err.find("--trusted-proxy") != std::string::npos);
}
