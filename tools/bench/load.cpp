// The load: connections that each send one command after the other to modifications of their own, whose ETags they
// know.
#include <sys/epoll.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "tools/bench/commands.hpp"
#include "tools/bench/connection.hpp"
#include "tools/bench/figures.hpp"

namespace bench {
namespace {

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (lines.empty()) throw std::runtime_error("no references in " + file);
  return lines;
}

std::vector<std::string> words_of(std::string list) {
  std::vector<std::string> words;
  std::istringstream in(std::move(list));
  for (std::string word; std::getline(in, word, ',');) words.push_back(word);
  return words;
}

struct Target {
  std::string ref;
  std::string etag;
  int sent = 0;
};

class Sender {
 public:
  Sender(const LoadOptions& options, std::vector<std::string> mix)
      : connection_(options.address, options.port),
        authorization_("Authorization: Bearer " + options.token),
        mix_(std::move(mix)) {}

  void own(std::string ref) { targets_.push_back({std::move(ref), "", 0}); }
  int handle() const { return connection_.handle(); }

  void learn_versions() {
    for (auto& target : targets_) {
      connection_.send("GET /v1/modifications/" + target.ref + " HTTP/1.1\r\nHost: bench\r\n" + authorization_ +
                       "\r\n\r\n");
      const Answer answer = connection_.wait();
      if (answer.status != 200) throw std::runtime_error(fmt::format("{} answers {}", target.ref, answer.status));
      target.etag = answer.etag;
    }
  }

  void send() {
    turn_ = (turn_ + 1) % targets_.size();
    auto& target = targets_[turn_];
    const auto& command = mix_[static_cast<std::size_t>(target.sent) % mix_.size()];
    const std::string body = body_of(command, target.sent++);
    began_ = now();
    connection_.send(
        fmt::format("POST /v1/modifications/{}/commands/{} HTTP/1.1\r\nHost: bench\r\n{}\r\nIf-Match: {}\r\n"
                    "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                    target.ref, command, authorization_, target.etag, body.size(), body));
  }

  // True: the answer is whole; its time in microseconds goes to `took`.
  bool receive(std::vector<double>& took, int& refused) {
    Answer answer;
    if (!connection_.receive(answer)) return false;
    took.push_back(seconds_since(began_) * 1e6);
    if (answer.status == 200) targets_[turn_].etag = answer.etag;
    else ++refused;
    return true;
  }

 private:
  Connection connection_;
  const std::string authorization_;
  const std::vector<std::string> mix_;
  std::vector<Target> targets_;
  std::size_t turn_ = 0;
  Instant began_;
};

std::vector<std::unique_ptr<Sender>> senders(const LoadOptions& options) {
  const auto refs = lines_of(options.refs);
  const auto count = std::min<std::size_t>(static_cast<std::size_t>(options.connections), refs.size());
  std::vector<std::unique_ptr<Sender>> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(std::make_unique<Sender>(options, words_of(options.mix)));
  for (std::size_t i = 0; i < refs.size(); ++i) all[i % count]->own(refs[i]);
  for (auto& one : all) one->learn_versions();
  return all;
}

}  // namespace

void load(const LoadOptions& options) {
  auto all = senders(options);
  const int poll = ::epoll_create1(EPOLL_CLOEXEC);
  for (std::size_t i = 0; i < all.size(); ++i) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, all[i]->handle(), &event);
  }
  std::vector<double> took;
  int refused = 0;
  const Instant start = now();
  for (auto& one : all) one->send();
  std::size_t waiting = all.size();
  while (waiting > 0) {
    epoll_event events[64];
    const int count = ::epoll_wait(poll, events, 64, 5000);
    if (count <= 0) throw std::runtime_error("no answer within five seconds");
    for (int i = 0; i < count; ++i) {
      auto& sender = *all[events[i].data.u64];
      if (!sender.receive(took, refused)) continue;
      if (seconds_since(start) < options.seconds) sender.send();
      else --waiting;
    }
  }
  const double rate = static_cast<double>(took.size()) / seconds_since(start);
  ::close(poll);
  fmt::print(
      "{{\"per_second\": {:.0f}, \"p50_us\": {:.1f}, \"p99_us\": {:.1f}, \"max_us\": {:.1f}, \"refused\": {}}}\n", rate,
      percentile(took, 0.5), percentile(took, 0.99), percentile(took, 1), refused);
}

void read_once(const LoadOptions& options) {
  Connection connection(options.address, options.port);
  int read = 0;
  for (const auto& ref : lines_of(options.refs)) {
    connection.send("GET /v1/modifications/" + ref + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " +
                    options.token + "\r\n\r\n");
    read += connection.wait().status == 200 ? 1 : 0;
  }
  fmt::print("{{\"read\": {}}}\n", read);
}

}  // namespace bench
