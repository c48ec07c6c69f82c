// Ballots, voted on seat by seat over HTTP; and the counting of one, in process.
#include <sys/epoll.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/ballot.hpp"
#include "tools/bench/commands.hpp"
#include "tools/bench/connection.hpp"
#include "tools/bench/figures.hpp"

namespace bench {
namespace {

// The votes, one after the other, on whichever connection is free.
class Voting {
 public:
  explicit Voting(const VotesOptions& options) : options_(options), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    std::ifstream in(options.load.refs);
    for (std::string ref; in >> ref;) refs_.push_back(ref);
    for (int i = 0; i < options.load.connections; ++i) {
      connections_.push_back(std::make_unique<Connection>(options.load.address, options.load.port));
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = static_cast<std::uint64_t>(i);
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, connections_.back()->handle(), &event);
    }
  }
  ~Voting() { ::close(poll_); }
  Voting(const Voting&) = delete;

  void run() {
    for (auto& one : connections_) send(*one);
    while (answered_ < sent_) {
      epoll_event events[64];
      const int count = ::epoll_wait(poll_, events, 64, 5000);
      if (count <= 0) throw std::runtime_error("no answer within five seconds");
      for (int i = 0; i < count; ++i) receive(*connections_[events[i].data.u64]);
    }
  }

 private:
  void send(Connection& connection) {
    if (sent_ == options_.votes) return;
    const auto& ref = refs_.at(static_cast<std::size_t>(sent_ / options_.seats));
    const std::string body = cast_vote(sent_++ % options_.seats);
    connection.send(fmt::format(
        "POST /v1/modifications/{}/commands/cast-vote HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\n"
        "If-Match: *\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        ref, options_.load.token, body.size(), body));
  }
  void receive(Connection& connection) {
    Answer answer;
    if (!connection.receive(answer)) return;
    if (answer.status != 200) throw std::runtime_error(fmt::format("a vote was answered with {}", answer.status));
    ++answered_;
    send(connection);
  }

  const VotesOptions& options_;
  const int poll_;
  std::vector<std::string> refs_;
  std::vector<std::unique_ptr<Connection>> connections_;
  int sent_ = 0;
  int answered_ = 0;
};

}  // namespace

void votes(const VotesOptions& options) {
  Voting voting(options);
  const Instant start = now();
  voting.run();
  const double took = seconds_since(start);
  fmt::print("{{\"per_second\": {:.0f}, \"us_a_vote\": {:.1f}}}\n", options.votes / took, took * 1e6 / options.votes);
}

void count(const CountOptions& options) {
  std::vector<engine::Seat> roll;
  engine::Choices choices;
  std::vector<std::optional<std::size_t>> preferences;
  for (int i = 0; i < options.seats; ++i) {
    roll.push_back({seat_name(i), block_of(i), 1, engine::Person{seat_name(i), {}}, {}});
    choices.push_back(static_cast<engine::BallotChoice>(i % 7 % 3));
    preferences.push_back(static_cast<std::size_t>(i % 2));
  }
  const engine::CountingRules rules{"category-majority", {}, {}};
  std::vector<double> took;
  int carried = 0;
  for (int i = 0; i < options.times; ++i) {
    const Instant before = now();
    const auto one = engine::count(roll, choices, rules);
    carried += engine::preferred(roll, {"proposed", "cheaper"}, {one, one}, preferences).has_value() ? 1 : 0;
    took.push_back(seconds_since(before) * 1e3);
  }
  fmt::print("{{\"p50_ms\": {:.3f}, \"max_ms\": {:.3f}, \"carried\": {}}}\n", percentile(took, 0.5),
             percentile(took, 1), carried);
}

}  // namespace bench
