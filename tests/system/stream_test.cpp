// The event stream of the real program: it ends with its token, and a proxy as Debian has it passes it on at once.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/system/register.hpp"

using namespace outside;

namespace {

// Debian's nginx with nothing but proxy_pass to a port of the loopback.
class Proxy {
 public:
  // It is handed the socket that it listens on, so it need not be waited for.
  explicit Proxy(std::uint16_t to) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool listens = ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                         ::listen(socket_, 16) == 0 &&
                         ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!listens) throw std::runtime_error("no port is free for the proxy");
    port_ = ntohs(address.sin_port);
    write_file(folder_.at("nginx.conf"), configuration(to));
    process_ = ::fork();
    if (process_ == 0) become();
  }
  ~Proxy() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    ::close(socket_);
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  std::string configuration(std::uint16_t to) const {
    std::string text = "daemon off; worker_processes 1; user root; error_log stderr crit; pid " + folder_.at("pid") +
                       ";\nevents {}\nhttp {\naccess_log off;\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      text += std::string(kind) + "_temp_path " + folder_.at(kind) + ";\n";
    return text + "server { listen 127.0.0.1:" + std::to_string(port_) +
           "; location / { proxy_pass http://127.0.0.1:" + std::to_string(to) + "; } }\n}\n";
  }
  [[noreturn]] void become() const {
    ::setenv("NGINX", (std::to_string(socket_) + ";").c_str(), 1);  // as when one nginx takes over from another
    const std::string conf = folder_.at("nginx.conf");
    ::execl("/usr/sbin/nginx", "nginx", "-e", "stderr", "-p", folder_.path().c_str(), "-c", conf.c_str(), nullptr);
    ::_exit(127);
  }

  TempFolder folder_;
  int socket_;
  int process_ = -1;
  std::uint16_t port_ = 0;
};

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
  const Proxy proxy(folder.server().port());
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
