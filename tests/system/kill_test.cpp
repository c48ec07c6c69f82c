// Killed at any moment, twenty times: what was acknowledged is there, once, and so is every deadline.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "engine/calendar.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

constexpr int writers = 6;

// Wakes the one that kills when enough has been acknowledged.
class Count {
 public:
  void start(int until) {
    std::lock_guard lock(mutex_);
    left_ = until;
  }
  void one() {
    std::lock_guard lock(mutex_);
    if (--left_ <= 0) reached_.notify_all();
  }
  bool reached_in(std::chrono::seconds patience) {
    std::unique_lock lock(mutex_);
    return reached_.wait_for(lock, patience, [this] { return left_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable reached_;
  int left_ = 0;
};

// Attaches documents 1, 2, 3 ... to a modification of its own until the connection breaks. What was not acknowledged is
// sent again with the same key, word by word, over the next connection. Only the clock moves the modification on
// besides: other rules begin one day.
class Writer {
 public:
  Writer(int number, std::string path) : number_(number), path_(std::move(path)) {}

  void run(std::uint16_t port, const std::string& token, Count& count) {
    try {
      Client client(port, token);
      while (next(client)) count.one();
    } catch (const std::exception&) {  // refused: the server has gone before the first word
    }
  }

  const std::string& path() const { return path_; }
  int acknowledged() const { return acknowledged_; }
  const std::string& wrong() const { return wrong_; }

 private:
  bool next(Client& client) {
    const int document = acknowledged_ + 1;
    const Json body{
        {"kind", "paper"}, {"title", std::to_string(document)}, {"version", "1"}, {"classification", "white"}};
    const Answer answer = client.post(path_ + "/commands/attach-document", body,
                                      {{"Idempotency-Key", std::to_string(number_) + "-" + std::to_string(document)},
                                       {"If-Match", "\"" + std::to_string(version_) + "\""}});
    if (answer.status == 0) return false;
    if (answer.status == 412 && moved_by_the_clock(client, answer.json()["version"].get<int>())) return true;
    if (answer.status != 200 || answer.etag() != "\"" + std::to_string(version_ + 1) + "\"")
      wrong_ = answer.etag() + " " + answer.body;
    if (!wrong_.empty()) return false;
    acknowledged_ = document;
    ++version_;
    return true;
  }

  bool moved_by_the_clock(Client& client, int now) {
    const auto history = all_items(client, path_ + "/history");
    for (auto i = static_cast<std::size_t>(version_); i < history.size(); ++i)
      if (history[i]["by"]["id"] != "clock") return false;
    version_ = now;
    return true;
  }

  const int number_;
  const std::string path_;
  int acknowledged_ = 0;
  int version_ = 1;  // of the modification: the raising was the first
  std::string wrong_;
};

// Moves the simulated clock on, hour by hour, until the connection breaks or the last year of the calendar begins.
void move_clock(std::uint16_t port, const std::string& token) {
  const auto last = engine::read_time("2027-01-01T00:00:00Z").value();
  try {
    Client client(port, token);
    for (;;) {
      const Answer now = client.get("/v1/clock");
      if (now.status != 200) return;
      const auto to = engine::read_time(now.json()["now"].get<std::string>()).value() + std::chrono::hours(1);
      if (to > last) return;
      if (client.post("/v1/clock", {{"to", engine::to_text(to)}}).status != 200) return;
    }
  } catch (const std::exception&) {  // as above
  }
}

constexpr int consultations = 60;

engine::Time closing(int consultation) {
  return engine::read_time("2019-03-19T06:00:00Z").value() + std::chrono::hours(7 * consultation);
}

// Modifications with a deadline each, seven hours apart; their paths.
std::vector<std::string> with_deadlines(Register& folder) {
  std::vector<std::string> paths;
  const Json position{
      {"state", "refinement"}, {"path", "self-governance"}, {"as_of", "2019-03-18"}, {"source", "a test"}};
  for (int i = 0; i < consultations; ++i) {
    const std::string ref = "SECMP" + std::to_string(1000 + i);
    paths.push_back(folder.raise("Closes by itself", {{"ref", ref}, {"position", position}}));
    folder.command("secas-analyst", paths.back(), "open-refinement-consultation",
                   {{"closes_at", engine::to_text(closing(i))}}, "\"1\"");
  }
  return paths;
}

// One life of the server: everybody at work, and its sudden end after so many acknowledged commands and a little more.
void live_and_die(Register& folder, std::vector<Writer>& crowd, std::mt19937& random) {
  auto& server = folder.serve();
  Count count;
  count.start(std::uniform_int_distribution(1, 300)(random));
  std::vector<std::thread> threads;
  for (auto& writer : crowd)
    threads.emplace_back([&, port = server.port()] { writer.run(port, folder.token("secas-analyst"), count); });
  threads.emplace_back([&, port = server.port()] { move_clock(port, folder.token("operator")); });
  const bool reached = count.reached_in(std::chrono::seconds(60));
  const auto moment =
      std::chrono::steady_clock::now() + std::chrono::microseconds(std::uniform_int_distribution(0, 3000)(random));
  while (std::chrono::steady_clock::now() < moment) std::this_thread::yield();
  server.kill();
  for (auto& thread : threads) thread.join();
  CHECK(reached);
}

void each_document_is_there_once(Client& client, const Writer& writer) {
  CAPTURE(writer.path());
  CHECK(writer.wrong() == "");
  int attached = 0;
  for (const auto& entry : all_items(client, writer.path() + "/history"))
    if (entry["event"] == "document-attached") CHECK(entry["body"]["title"] == std::to_string(++attached));
  CHECK(attached >= writer.acknowledged());
  CHECK(attached <= writer.acknowledged() + 1);  // done, and its answer lost
}

void it_closed_once(Client& client, const std::string& path, engine::Time due) {
  CAPTURE(path);
  int closed = 0;
  for (const auto& entry : all_items(client, path + "/history")) {
    if (entry["event"] != "refinement-consultation-closed") continue;
    ++closed;
    CHECK(entry["effective_on"] == engine::to_text(engine::london_date(due)));
    CHECK(engine::read_time(entry["at"].get<std::string>()).value() >= due);
  }
  CHECK(closed == 1);
}

void nothing_is_lost_or_twice(int kills) {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  Register folder;
  folder.serve();
  const auto paths = with_deadlines(folder);
  std::vector<Writer> crowd;
  for (int i = 0; i < writers; ++i) crowd.emplace_back(i, folder.raise("A pile of papers"));
  folder.token("operator");
  folder.server().stop();

  for (int i = 0; i < kills; ++i) {
    CAPTURE(i);
    live_and_die(folder, crowd, random);
    folder.verify();
  }
  folder.serve();
  auto& client = folder.as("secas-analyst");
  for (const auto& writer : crowd) each_document_is_there_once(client, writer);
  const auto last = engine::read_time(folder.as("public").get("/v1/clock").json()["now"].get<std::string>()).value();
  folder.clock(engine::to_text(std::max(last, closing(consultations))));
  for (int i = 0; i < consultations; ++i) it_closed_once(client, paths[static_cast<std::size_t>(i)], closing(i));
  folder.verify();
}

}  // namespace

TEST_CASE(
    "Killed under load twenty times, nothing acknowledged is lost, nothing is there twice, and deadlines fire once") {
  nothing_is_lost_or_twice(20);
}

TEST_CASE("Killed two hundred times it is the same" * doctest::test_suite("long") * doctest::skip()) {
  nothing_is_lost_or_twice(200);
}
