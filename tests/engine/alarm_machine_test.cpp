// Deadlines on a machine whose clock is set, jumps and comes back, while the alarm's own thread looks at it.
#include <doctest/doctest.h>

#include "engine/alarm.hpp"
#include "tests/support/commits.hpp"
#include "tests/support/desk.hpp"

using namespace engine;
using toy::command;
using toy::Commits;

namespace {
const auto monday = toy::instant("2019-03-18T09:00:00Z");
}  // namespace

namespace {

// An alarm on a machine whose clock the test sets, with its own thread.
struct OnAMachine {
  OnAMachine() { alarm.start(); }
  ~OnAMachine() { watching = nullptr; }  // the alarm goes before the processor
  void lent(int days) {
    const auto id = std::get<Accepted>(processor.ask(command("request", "", R"({"title": "Emma"})"))).after.id;
    processor.ask(command("hand-out", id, fmt::format(R"({{"days": {}}})", days)));
  }

  // From here on the machine runs no longer with its clock, which is a jump then.
  void stand() { stood = there.load() - monday; }
  std::chrono::seconds ran() const {
    return stood.load() >= std::chrono::seconds(0) ? stood.load() : there.load() - monday;
  }

  std::atomic<Time> there{monday};
  std::atomic<std::chrono::seconds> stood{std::chrono::seconds(-1)};
  WallClock clock{[this] { return there.load(); }, [this] { return ran(); }};
  Commits fired;
  const Workflows workflows = toy::loan_workflows();
  toy::MemoryJournal journal;
  Faults faults{[](FaultIn, std::string_view, std::uint64_t) {}};
  std::atomic<Alarm*> watching{nullptr};
  Processor processor{workflows, journal, [this] { return clock.now(); }, faults,
                      [this](const std::vector<Accepted>& changed) {
                        for (const auto& one : changed)
                          if (one.entry.by.role == "clock") fired.one_more();
                        if (auto* alarm_now = watching.load()) alarm_now->committed(changed);
                      }};
  Alarm alarm{processor, journal, clock, faults};
};

}  // namespace

TEST_CASE("A machine's clock that is set forward while the alarm sleeps has it fire at once") {
  OnAMachine machine;
  machine.lent(2);
  machine.watching = &machine.alarm;
  machine.lent(1);  // the alarm has looked, and sleeps until 17:00 on the next day
  using Steady = std::chrono::steady_clock;
  const auto set_at = Steady::now();
  machine.there = toy::instant("2019-03-19T17:00:00Z");
  machine.fired.until(1);
  const auto lag = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - set_at);
  CHECK_MESSAGE(lag < std::chrono::seconds(3), lag.count() << " ms after the clock was set");
}

TEST_CASE("Nothing fires while the machine's clock is doubted; when it is back, all fires at its own time") {
  OnAMachine machine;
  machine.lent(2);
  machine.stand();
  machine.there = toy::instant("2029-03-18T09:00:00Z");
  machine.watching = &machine.alarm;
  machine.lent(1);  // the alarm looks, as after every commit
  machine.alarm.advance(toy::instant("2029-03-18T09:00:00Z"));
  CHECK(machine.alarm.looked_ago() < std::chrono::seconds(60));
  for (const auto& one : machine.journal.journal(0, 1'000)) CHECK(one.by.role != "clock");
  machine.there = toy::instant("2019-03-20T08:00:00Z");  // within two days of how long it has run
  machine.alarm.advance(toy::instant("2019-03-20T08:00:00Z"));
  for (const auto& one : machine.journal.journal(0, 1'000)) CHECK(one.by.role != "clock");  // that loan is due in 2029
  machine.stood = std::chrono::seconds(-1);
  machine.there = toy::instant("2019-03-20T17:00:00Z");
  machine.fired.until(1);
  const auto all = machine.journal.journal(0, 1'000);
  CHECK(all.back().case_id == "L0001");
  CHECK(all.back().at == toy::instant("2019-03-20T17:00:00Z"));
}

TEST_CASE("What was held back fires as soon as somebody accepts the clock") {
  OnAMachine machine;
  machine.watching = &machine.alarm;
  machine.lent(2);
  machine.stand();
  machine.there = toy::instant("2019-05-18T09:00:00Z");
  machine.alarm.advance(machine.there);
  CHECK(machine.journal.last_seq() == 2);
  CHECK(machine.clock.accept(toy::instant("2019-05-18T09:00:01Z")));
  machine.fired.until(2);  // overdue and lost
}

TEST_CASE("Deadlines fire once each and in order while the machine's clock steps back and forth, over ten years too") {
  OnAMachine machine;
  machine.lent(1);
  machine.watching = &machine.alarm;
  machine.there = toy::instant("2019-03-19T17:00:00Z");
  machine.fired.until(1);
  machine.there = monday;  // back: what fired has fired
  machine.lent(1);         // due again on the 19th
  machine.there = toy::instant("2019-03-19T16:59:59Z");
  machine.there = toy::instant("2029-03-18T09:00:00Z");
  machine.fired.until(4);  // overdue and lost, both
  machine.there = monday;
  machine.lent(13);  // over the last Sunday of March: until 17:00 in summer, which is 16:00 UTC
  machine.there = toy::instant("2019-03-31T15:59:58Z");
  CHECK(machine.journal.next_due() == toy::instant("2019-03-31T16:00:00Z"));
  machine.there = toy::instant("2019-03-31T16:00:00Z");
  machine.fired.until(5);
  std::map<std::string, std::vector<Entry>> by_case;
  for (const auto& one : machine.journal.journal(0, 1'000)) by_case[one.case_id].push_back(one);
  CHECK(by_case.size() == 3);
  for (const auto& [id, entries] : by_case) {
    CHECK(std::is_sorted(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.at < b.at; }));
    CHECK(std::count_if(entries.begin(), entries.end(),
                        [](const auto& one) { return one.event.type == "became-overdue"; }) == 1);
  }
}
