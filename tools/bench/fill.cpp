// Fills a data folder through the engine itself, in process: the same rules, journal and projections as over HTTP.
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "store/connection.hpp"
#include "tools/bench/commands.hpp"
#include "tools/bench/figures.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/replies.hpp"

namespace bench {
namespace {

const engine::Actor manager{"filler", "secas-manager", "", "", ""};

// Keeps the processor's queue full, and stops at the first command that is not accepted.
class Filler {
 public:
  explicit Filler(secmp::House& house) : house_(house) {}
  ~Filler() { wait(); }

  void send(const std::string& collection, const std::string& reference, const std::string& name, std::string body) {
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return waiting_ < waiting_max; });
      if (!wrong_.empty()) throw std::runtime_error(wrong_);
      ++waiting_;
      ++sent_;
    }
    engine::Command command;
    command.collection = collection;
    command.reference = reference;
    command.name = name;
    command.body = std::move(body);
    command.by = manager;
    house_.processor.submit(std::move(command), [this, name](const engine::Reply& reply) { answered(name, reply); });
  }

  // For what is already queued.
  void wait() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return waiting_ == 0; });
  }
  void finish() {
    wait();
    if (!wrong_.empty()) throw std::runtime_error(wrong_);
  }
  long long sent() const { return sent_; }

 private:
  static constexpr int waiting_max = 2000;

  void answered(const std::string& name, const engine::Reply& reply) {
    std::lock_guard lock(mutex_);
    const bool accepted = std::holds_alternative<engine::Accepted>(reply);
    if (wrong_.empty() && !accepted) wrong_ = name + ": " + secmp::sentence(reply);
    --waiting_;
    room_.notify_all();
  }

  secmp::House& house_;
  std::mutex mutex_;  // guards all below
  std::condition_variable room_;
  int waiting_ = 0;
  long long sent_ = 0;
  std::string wrong_;
};

const std::string modifications = "modifications";

// References have four digits: the letter after them tells the kinds apart, and gives room for more.
std::string reference(int number, char letter) { return fmt::format("SECMP{:04}{}", number % 10'000, letter); }

void fill_seats(Filler& filler, int count = seats) {
  for (int seat = 0; seat < count; ++seat) {
    filler.send("bodies", "change-board", "add-seat", add_seat(seat));
    filler.send("bodies", "change-board", "appoint", appoint(seat));
  }
}

void ballot(Filler& filler, const std::string& ref, const std::string& purpose) {
  filler.send(modifications, ref, "open-vote", open_vote(purpose));
  for (int seat = 0; seat < seats; ++seat) filler.send(modifications, ref, "cast-vote", cast_vote(seat));
}

// Before the Change Board, in its third vote: two are over.
void fill_realistic(Filler& filler, const std::string& ref) {
  filler.send(modifications, "", "raise", raise(ref, "change-board-vote"));
  filler.send(modifications, ref, "agree-timetable", agree_timetable());
  for (int i = 0; i < documents; ++i) filler.send(modifications, ref, "attach-document", attach_document(i));
  ballot(filler, ref, "legal-text");
  filler.send(modifications, ref, "close-vote", "{}");
  ballot(filler, ref, "final");
  filler.send(modifications, ref, "defer-vote", R"({"reason": "More was to be said."})");
  ballot(filler, ref, "final");
}

// A long life under a vote: documents, impacts, forecasts and votes in turn.
void fill_long(Filler& filler, const std::string& ref, int events) {
  filler.send(modifications, "", "raise", raise(ref, "change-board-vote"));
  filler.send(modifications, ref, "open-vote", open_vote("final"));
  static const std::string turns[] = {"attach-document", "set-impacts", "forecast", "cast-vote"};
  for (int i = 2; i < events; ++i) filler.send(modifications, ref, turns[i % 4], body_of(turns[i % 4], i));
}

// A long life in Refinement, a step a day: what a report of any day looks at.
void fill_daily(Filler& filler, const std::string& ref, int events) {
  using namespace std::chrono;
  filler.send(modifications, "", "raise", raise(ref, "refinement"));
  static const std::string turns[] = {"attach-document", "set-impacts", "forecast"};
  for (int i = 1; i < events; ++i) {
    const auto day = engine::to_text(engine::Date(sys_days(2022y / 3 / 18) + days(i)));
    auto body = body_of(turns[i % 3], i);
    filler.send(modifications, ref, turns[i % 3], body.insert(1, fmt::format(R"("effective_on": "{}", )", day)));
  }
}

constexpr int steps_of_daily = 50;
constexpr int votes_of_boards = 10'000;

void fill_vote(Filler& filler, const std::string& ref) {
  filler.send(modifications, "", "raise", raise(ref, "change-board-vote"));
  filler.send(modifications, ref, "open-vote", open_vote("final", "correspondence"));
}

// In one release, each on an agreed timetable. The scope is named in portions, as bodies have a limit.
void fill_release(Filler& filler, int count) {
  constexpr int portion = 100;
  filler.send("releases", "", "propose",
              R"({"id": "bench", "title": "Bench", "kind": "november", "planned_on": "2027-11-04"})");
  std::string items;
  for (int i = 0; i < count; ++i) {
    const std::string ref = reference(i, 'R');
    filler.send(modifications, "", "raise", raise(ref, "refinement"));
    filler.send(modifications, ref, "set-impacts", R"({"dcc_systems": "system"})");
    filler.send(modifications, ref, "agree-timetable", agree_timetable());
    items += fmt::format(R"({}{{"ref": "{}", "part": 1}})", items.empty() ? "" : ",", ref);
    if ((i + 1) % portion != 0 && i + 1 != count) continue;
    filler.send("releases", "bench", "include", fmt::format(R"({{"modifications": [{}]}})", items));
    items.clear();
  }
}

void fill_due(Filler& filler, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string ref = reference(i, static_cast<char>('C' + i / 10'000));
    filler.send(modifications, "", "raise", raise(ref, "refinement"));
    filler.send(modifications, ref, "withdraw", "{}");
  }
}

}  // namespace

void fill(const FillOptions& options) {
  if (!store::DataFolder::exists(options.data)) store::DataFolder::create(options.data);
  secmp::House house(options.data);
  if (options.cheap) house.folder.connection().exec("PRAGMA synchronous=OFF");
  Filler filler(house);
  std::ofstream refs(options.refs, std::ios::app);
  const auto noted = [&](const std::string& ref) { return (refs << ref << '\n'), ref; };
  if (house.reader.collection_of("change-board") && options.realistic + static_cast<int>(options.long_ones.size()) > 0)
    fill_seats(filler);
  const Instant start = now();
  if (options.board > 0) fill_seats(filler, options.board);
  for (int i = 0; i * options.board < votes_of_boards && options.board > 0; ++i)
    fill_vote(filler, noted(reference(i, 'A')));
  for (int i = 0; i < options.realistic; ++i) fill_realistic(filler, noted(reference(i, i < 10'000 ? 'A' : 'B')));
  for (std::size_t i = 0; i < options.long_ones.size(); ++i)
    fill_long(filler, noted(reference(static_cast<int>(i), 'Z')), options.long_ones[i]);
  for (int i = 0; i < options.daily; ++i) fill_daily(filler, noted(reference(i, 'Y')), steps_of_daily);
  for (int i = 0; i < options.thin; ++i) {
    const std::string ref = reference(i, static_cast<char>('C' + i / 10'000));
    filler.send(modifications, "", "raise", raise(i % 100 == 0 ? noted(ref) : ref, "change-board-vote"));
  }
  for (int i = 0; i < options.closed; ++i)
    filler.send(modifications, "", "raise", raise(reference(i, static_cast<char>('a' + i / 10'000)), "implemented"));
  if (options.in_release > 0) fill_release(filler, options.in_release);
  if (options.due > 0) fill_due(filler, options.due);
  filler.finish();
  const double took = seconds_since(start);
  fmt::print("{{\"events\": {}, \"seconds\": {:.2f}, \"per_second\": {:.0f}}}\n", filler.sent(), took,
             static_cast<double>(filler.sent()) / took);
}

}  // namespace bench
