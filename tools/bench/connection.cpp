// Sends and receives on one socket without a library, so that the load costs little itself.
#include "tools/bench/connection.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace bench {

Connection::Connection(const std::string& address, int port)
    : handle_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, address.c_str(), &to.sin_addr);
  if (::connect(handle_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    ::close(handle_);
    throw std::runtime_error("cannot connect to the server");
  }
  const int on = 1;
  ::setsockopt(handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection() { ::close(handle_); }

void Connection::send(std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = ::send(handle_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server has closed the connection");
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

namespace {
// The value of a header, its name as the server writes it; empty: it is not there.
std::string_view header(std::string_view head, std::string_view name) {
  const auto at = head.find(name);
  if (at == std::string_view::npos) return {};
  const auto value = head.substr(at + name.size());
  return value.substr(0, value.find('\r'));
}
}  // namespace

bool Connection::receive(Answer& answer) {
  char portion[65536];
  const ssize_t size = ::recv(handle_, portion, sizeof portion, 0);
  if (size <= 0) throw std::runtime_error("the server has closed the connection");
  received_.append(portion, static_cast<std::size_t>(size));
  const auto end = received_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string_view head(received_.data(), end + 2);
  const auto body = static_cast<std::size_t>(std::atoll(std::string(header(head, "\r\nContent-Length: ")).c_str()));
  if (received_.size() < end + 4 + body) return false;
  answer.status = std::atoi(received_.c_str() + 9);
  answer.etag = header(head, "\r\nETag: ");
  received_.erase(0, end + 4 + body);
  return true;
}

Answer Connection::wait() {
  Answer answer;
  while (!receive(answer)) {
  }
  return answer;
}

}  // namespace bench
