// Every command that there is, while the server is killed again and again: what was acknowledged is there, once, and a
// command whose answer was lost is done when it is sent again with its key.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "tests/system/every_command.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

// Sends word for word until there is an answer, and kills the server on the way.
class Persistent {
 public:
  explicit Persistent(unsigned seed) : random_(seed) {
    at_.serve();
    at_.token("operator");
    kill_in_ = next_kill();
  }

  Answer ask(const std::string& role, const std::string& method, const std::string& target, const Json& body,
             const std::string& if_match, const std::string& key = "") {
    Headers headers;
    if (!if_match.empty()) headers.emplace_back("If-Match", if_match);
    if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
    const std::string text = method == "POST" ? body.dump() : "";
    for (int again = 0; again < 3; ++again) {
      const Answer answer = once(role, method, target, text, headers, !key.empty());
      if (answer.status != 0) return answer;
    }
    throw std::runtime_error("no answer to " + target);
  }

  Answer send(const EveryCommand::Sent& sent) {
    const auto path = sent.target + (sent.command.empty() ? "" : "/commands/" + sent.command);
    const auto seen = sent.command.empty() ? Answer() : ask(sent.role, "GET", sent.target, Json(), "");
    const Answer answer = ask(sent.role, "POST", path, sent.body, seen.etag(), std::to_string(++keys_));
    if (answer.status / 100 == 2) note(sent, answer);
    return answer;
  }

  // Of each case every entry that was acknowledged, and none of its kind besides; and no modification besides those of
  // which it was acknowledged.
  void everything_is_there_once() {
    at_.serve();
    auto& client = at_.as("secas-manager");
    CHECK(!acknowledged_.empty());
    CHECK(modifications_ > 0);
    CHECK(all_items(client, "/v1/modifications").size() == modifications_);
    // By what each case is called now: it was sent to by the address under which it was raised, and its reference may
    // have changed since.
    std::map<std::string, std::map<std::string, int>> expected;
    for (const auto& [target, events] : acknowledged_) {
      const auto renamed = client.get(target).header("location");
      for (const auto& [event, count] : events) expected[renamed.empty() ? target : renamed][event] += count;
    }
    for (const auto& one : expected) {
      CAPTURE(one.first);
      std::map<std::string, int> there;
      for (const auto& entry : all_items(client, one.first + "/history"))
        if (entry["by"]["role"] != "clock") ++there[entry["event"].get<std::string>()];
      for (const auto& event : one.second) {
        CAPTURE(event.first);
        CHECK(there[event.first] == event.second);
      }
    }
    at_.server().stop();
    at_.verify();
  }

  int kills = 0;

 private:
  int next_kill() { return std::uniform_int_distribution(2, 25)(random_); }

  Answer once(const std::string& role, const std::string& method, const std::string& target, const std::string& text,
              const Headers& headers, bool counts) {
    if (!counts || --kill_in_ > 0) return at_.as(role).ask(method, target, text, headers);
    // Sent, and killed a moment later: before it was read, while it was written, or when its answer was on the way.
    kill_in_ = next_kill();
    ++kills;
    at_.as(role).send(method, target, text, headers);
    const auto until =
        std::chrono::steady_clock::now() + std::chrono::microseconds(std::uniform_int_distribution(0, 20'000)(random_));
    while (std::chrono::steady_clock::now() < until) std::this_thread::yield();
    at_.server().kill();
    at_.serve();
    return {};
  }

  void note(const EveryCommand::Sent& sent, const Answer& answer) {
    if (sent.target == "/v1/modifications") ++modifications_;
    if (sent.command == "split") modifications_ += sent.body.at("parts").size();  // each goes on as one of its own
    if (sent.command.empty()) return;
    ++acknowledged_[sent.target][answer.json()["event"]["event"].get<std::string>()];
  }

  std::mt19937 random_;
  Register at_;
  int kill_in_ = 0, keys_ = 0;
  std::size_t modifications_ = 0;                                   // that were raised, or are parts of one
  std::map<std::string, std::map<std::string, int>> acknowledged_;  // by case and event
};

}  // namespace

TEST_CASE("Killed at any moment, every command that there is was done once if it was acknowledged") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  Persistent server(seed);
  EveryCommand all([&](const auto& sent) { return server.send(sent); },
                   [&](const auto& role, const auto& method, const auto& target, const auto& body,
                       const auto& if_match) { return server.ask(role, method, target, body, if_match); });
  all.run();
  for (const auto& path : all.missing()) FAIL_CHECK("nobody says how it is sent: " << path);
  CHECK(server.kills > 5);
  server.everything_is_there_once();
}
