// Starts the server on a free port, and reads and writes the bytes of its connections.
#include "tests/api/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace test {
namespace {

constexpr int patience_ms = 30'000;

engine::WallClock clock_of(const Options& options) {
  if (!options.simulated) return engine::WallClock(options.machine, options.run, options.past);
  return engine::WallClock(engine::read_time("2019-03-18T09:00:00Z").value(), false);
}

engine::Calendar bank_holidays() {
  std::vector<engine::Date> days;
  for (const char* day :
       {"2019-01-01", "2019-04-19", "2019-04-22", "2019-05-06", "2019-05-27", "2019-08-26", "2019-12-25", "2019-12-26"})
    days.push_back(engine::read_date(day).value());
  return engine::Calendar("england-and-wales", 2019, 2019, days);
}

std::optional<engine::Actor> holder(std::string_view token) {
  if (token == "librarian-token") return toy::librarian;
  if (token == "reader-token") return toy::reader;
  if (token == "operator-token") return engine::Actor{"ops-1", "operator", "", "", ""};
  return std::nullopt;
}

std::string small(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

Connection::Connection(std::uint16_t port, const char* from) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in source{}, address{};
  source.sin_family = AF_INET;
  ::inet_pton(AF_INET, from, &source.sin_addr);
  if (::bind(socket_, reinterpret_cast<sockaddr*>(&source), sizeof source) != 0)
    throw std::runtime_error("cannot connect from there");
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection() { ::close(socket_); }

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Connection::more() {
  pollfd wait{socket_, POLLIN, 0};
  if (::poll(&wait, 1, patience_ms) <= 0)
    throw std::runtime_error("nothing came within half a minute; so far: " + received_);
  char portion[65536];
  const ssize_t read = ::recv(socket_, portion, sizeof portion, 0);
  if (read <= 0) return false;
  received_.append(portion, static_cast<std::size_t>(read));
  return true;
}

std::string Connection::read_until(std::string_view end) {
  while (received_.find(end) == std::string::npos)
    if (!more()) return std::exchange(received_, "");
  const std::size_t size = received_.find(end) + end.size();
  const std::string found = received_.substr(0, size);
  received_.erase(0, size);
  return found;
}

Answer Connection::read_answer(bool with_body) {
  Answer answer;
  answer.head = read_until("\r\n\r\n");
  std::istringstream lines(answer.head);
  std::string version, line;
  if (!(lines >> version >> answer.status)) return answer;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const std::size_t colon = line.find(": ");
    answer.headers[small(line.substr(0, colon))] = line.substr(colon + 2, line.size() - colon - 3);
  }
  const std::size_t size = answer.headers.contains("content-length") ? std::stoul(answer.headers["content-length"]) : 0;
  if (!with_body) return answer;
  while (received_.size() < size)
    if (!more()) break;
  answer.body = received_.substr(0, size);
  received_.erase(0, size);
  return answer;
}

bool Connection::ended() {
  while (received_.empty())
    if (!more()) return true;
  return false;
}

Loopback::Loopback(Options options)
    : workflows(options.rules()),
      clock(clock_of(options)),
      calendar(bank_holidays()),
      faults([](engine::FaultIn, std::string_view, std::uint64_t) {}),  // a test looks at what is counted
      processor(
          workflows, journal, [this] { return clock.now(); }, faults,
          [this](const std::vector<engine::Accepted>& accepted) { feed.committed(accepted); }, options.processor),
      alarm(processor, journal, clock, faults) {
  journal.before_commit([this] { gate.pass(); });
  const auto identify = [this](std::string_view token) {
    return readers_are_known ? holder(token) : token == "reader-token" ? std::nullopt : holder(token);
  };
  api::Parts parts{workflows, processor, journal, clock, calendar, feed, faults, &alarm, identify};
  parts.limits = options.limits;
  parts.trusted_proxies = options.trusted_proxies;
  parts.tokens_trouble = options.tokens_trouble;
  parts.search_index = options.search_index;
  parts.finding = {{{"title", "Title", true}, {"notes", "Note"}, {"text", "Note"}, {"reader", "Reader"}},
                   {toy::reader, toy::librarian}};
  parts.roles = {"librarian", "reader", "operator", "public"};
  parts.keepers = {"librarian", "operator"};
  sign_ins_ = std::make_unique<SignIns>(identify);
  parts.sessions = sign_ins_.get();
  server_ = std::make_unique<api::Server>(std::move(parts), "127.0.0.1", std::uint16_t{0});
  thread_ = std::thread([this] { server_->run(); });
}

Loopback::~Loopback() {
  gate.open();
  stop();
}

void Loopback::stop() {
  server_->stop();
  if (thread_.joinable()) thread_.join();
}

Answer Loopback::ask(const std::string& method, const std::string& target, const std::string& headers,
                     const std::string& body) {
  Connection connection(port());
  const std::string length = body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
  connection.send(method + " " + target + " HTTP/1.1\r\nHost: here\r\n" + headers + length + "\r\n" + body);
  return connection.read_answer(method != "HEAD");
}

Answer Loopback::get(const std::string& target, const std::string& headers) { return ask("GET", target, headers); }

Answer Loopback::post(const std::string& target, const std::string& body, const std::string& headers) {
  return ask("POST", target, headers + "Content-Type: application/json\r\n", body);
}

Answer Loopback::submit(const std::string& target, const std::string& fields, const std::string& headers) {
  return ask("POST", target, headers + "Content-Type: application/x-www-form-urlencoded\r\n", fields);
}

std::string Loopback::opened(const std::string& title) {
  const Answer answer = post("/v1/loans", Json{{"title", title}}.dump(), librarian);
  if (answer.status != 201) throw std::runtime_error("not opened: " + answer.body);
  return answer.header("location");
}

}  // namespace test
