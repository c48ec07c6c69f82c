// Sends requests on one connection, and reads the answers byte by byte.
#include "tests/system/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/system/contract.hpp"

namespace outside {
namespace {

constexpr int patience_ms = 30'000;

std::string small(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// The status line and headers of `head`.
Answer read_head(const std::string& head) {
  Answer answer;
  std::istringstream lines(head);
  std::string version, line;
  lines >> version >> answer.status;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos)
      answer.headers[small(line.substr(0, colon))] = line.substr(colon + 2, line.size() - colon - 3);
  }
  return answer;
}

}  // namespace

Client::Client(std::uint16_t port, std::string token, const char* from)
    : token_(std::move(token)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in source{}, address{};
  source.sin_family = AF_INET;
  ::inet_pton(AF_INET, from, &source.sin_addr);
  if (::bind(socket_, reinterpret_cast<sockaddr*>(&source), sizeof source) != 0)
    throw std::runtime_error("cannot connect from there");
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Client::~Client() { ::close(socket_); }

bool Client::send(const std::string& method, const std::string& target, const std::string& body,
                  const Headers& headers) {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: test\r\n";
  if (!token_.empty()) text += "Authorization: Bearer " + token_ + "\r\n";
  const bool typed =
      std::any_of(headers.begin(), headers.end(), [](const auto& one) { return one.first == "Content-Type"; });
  if (method == "POST" && !typed) text += "Content-Type: application/json\r\n";
  if (method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  return send_bytes(text + "\r\n" + body);
}

bool Client::send_bytes(std::string_view left) {
  while (!left.empty()) {
    const ssize_t sent = ::send(socket_, left.data(), left.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    left.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::more() {
  pollfd wait{socket_, POLLIN, 0};
  if (::poll(&wait, 1, patience_ms) <= 0)
    throw std::runtime_error("no answer within half a minute; so far: " + received_);
  char portion[65536];
  const ssize_t size = ::recv(socket_, portion, sizeof portion, 0);
  if (size <= 0) return false;
  received_.append(portion, static_cast<std::size_t>(size));
  return true;
}

Answer Client::receive() {
  const std::string end = "\r\n\r\n";
  while (received_.find(end) == std::string::npos)
    if (!more()) return {};
  const std::size_t head = received_.find(end) + end.size();
  Answer answer = read_head(received_.substr(0, head));
  const std::size_t size = answer.headers.contains("content-length") ? std::stoul(answer.headers["content-length"]) : 0;
  while (received_.size() < head + size)
    if (!more()) return {};
  answer.body = received_.substr(head, size);
  received_.erase(0, head + size);
  return answer;
}

std::string Client::receive_until(const std::string& end) {
  while (received_.find(end) == std::string::npos)
    if (!more()) return std::exchange(received_, "");
  const std::string found = received_.substr(0, received_.find(end) + end.size());
  received_.erase(0, found.size());
  return found;
}

Answer Client::ask(const std::string& method, const std::string& target, const std::string& body,
                   const Headers& headers) {
  if (!send(method, target, body, headers)) return {};
  Answer answer = receive();
  hold_to_contract(method, target, answer);
  return answer;
}

Answer Client::get(const std::string& target, const Headers& headers) { return ask("GET", target, "", headers); }

Answer Client::post(const std::string& target, const Json& body, const Headers& headers) {
  return ask("POST", target, body.dump(), headers);
}

std::vector<Json> all_items(Client& client, const std::string& target) {
  std::vector<Json> items;
  const std::string base = target + (target.find('?') == std::string::npos ? "?" : "&") + "limit=200";
  for (std::string page = base;;) {
    const Answer answer = client.get(page);
    if (answer.status != 200)
      throw std::runtime_error(page + " answered " + std::to_string(answer.status) + ": " + answer.body);
    const Json list = answer.json();
    for (const auto& item : list["items"]) items.push_back(item);
    if (list["next"].is_null()) return items;
    page = base + "&cursor=" + list["next"].get<std::string>();
  }
}

}  // namespace outside
