// Deadlines: in order, once, over restarts, and under a clock that the test moves.
#include "engine/alarm.hpp"

#include <doctest/doctest.h>

#include "tests/support/commits.hpp"
#include "tests/support/desk.hpp"

using namespace engine;
using toy::command;
using toy::Commits;
using toy::Desk;

namespace {

const auto monday = toy::instant("2019-03-18T09:00:00Z");

// A desk whose time is a simulated clock, with an alarm on it.
struct Watched {
  explicit Watched(Workflows rules = toy::loan_workflows(),
                   std::shared_ptr<toy::MemoryJournal> kept = std::make_shared<toy::MemoryJournal>(),
                   Time start = monday)
      : clock(start, false),
        workflows(std::move(rules)),
        journal(std::move(kept)),
        processor(
            workflows, *journal, [this] { return clock.now(); }, faults),
        alarm(processor, *journal, clock, faults, [this](const DueDeadline& one, const Reply& reply) {
          lost.push_back(one.case_id + " " + one.deadline.name);
          last_lost = reply;
        }) {}
  std::string opened(int days) {
    const auto id = std::get<Accepted>(processor.ask(command("request", "", R"({"title": "Emma"})"))).after.id;
    handed_out(id, days);
    return id;
  }
  void handed_out(const std::string& id, int days) {
    processor.ask(command("hand-out", id, fmt::format(R"({{"days": {}}})", days)));
  }
  // "L0001 became-overdue 2019-03-20 2019-03-20T17:00:00Z", one for each event of the clock.
  std::vector<std::string> fired() const {
    std::vector<std::string> all;
    for (const auto& one : journal->journal(0, 1'000'000))
      if (one.by.role == "clock")
        all.push_back(
            fmt::format("{} {} {} {}", one.case_id, one.event.type, to_text(one.effective_on), to_text(one.at)));
    return all;
  }

  WallClock clock;
  std::vector<std::string> lost;
  Reply last_lost;
  const Workflows workflows;
  const std::shared_ptr<toy::MemoryJournal> journal;
  Faults faults{[](FaultIn, std::string_view, std::uint64_t) {}};
  Processor processor;
  Alarm alarm;
};

}  // namespace

TEST_CASE("Moving the clock fires what falls due on the way, each at its own instant") {
  Watched watched;
  watched.opened(3);
  watched.opened(1);
  watched.alarm.advance(toy::instant("2019-04-30T12:00:00Z"));
  CHECK(watched.fired() == std::vector<std::string>{"L0002 became-overdue 2019-03-19 2019-03-19T17:00:00Z",
                                                    "L0001 became-overdue 2019-03-21 2019-03-21T17:00:00Z",
                                                    "L0002 given-up 2019-04-16 2019-04-16T16:00:00Z",
                                                    "L0001 given-up 2019-04-18 2019-04-18T16:00:00Z"});
  CHECK(watched.clock.now() == toy::instant("2019-04-30T12:00:00Z"));
  CHECK(watched.lost.empty());
}

TEST_CASE("What is due later than where the clock goes waits, and fires once when its time comes") {
  Watched watched;
  watched.opened(3);
  watched.alarm.advance(toy::instant("2019-03-21T16:59:59Z"));
  CHECK(watched.fired().empty());
  watched.alarm.advance(toy::instant("2019-03-21T17:00:00Z"));
  CHECK(watched.fired().size() == 1);
  watched.alarm.advance(toy::instant("2019-03-21T17:00:00Z"));
  CHECK(watched.fired().size() == 1);
}

TEST_CASE("Deadlines of one instant fire in the order of their cases, many to a commit") {
  Watched watched;
  for (int i = 0; i < 200; ++i) watched.opened(3);
  const int before = watched.journal->commits();
  watched.alarm.advance(toy::instant("2019-03-22T12:00:00Z"));
  const auto fired = watched.fired();
  REQUIRE(fired.size() == 200);
  CHECK(std::is_sorted(fired.begin(), fired.end()));
  CHECK(watched.journal->commits() - before < 100);
}

TEST_CASE("What fell due while nobody was there fires at the start, in order, on the day that it was due") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Watched before(toy::loan_workflows(), journal);
    before.opened(3);
    before.opened(1);
  }
  Watched after(toy::loan_workflows(), journal, toy::instant("2019-06-03T09:00:00Z"));
  after.alarm.advance(toy::instant("2019-06-03T09:00:00Z"));
  const std::vector<std::string> expected{
      "L0002 became-overdue 2019-03-19 2019-06-03T09:00:00Z", "L0001 became-overdue 2019-03-21 2019-06-03T09:00:00Z",
      "L0002 given-up 2019-04-16 2019-06-03T09:00:00Z", "L0001 given-up 2019-04-18 2019-06-03T09:00:00Z"};
  CHECK(after.fired() == expected);
  Watched later(toy::loan_workflows(), journal, toy::instant("2019-06-04T09:00:00Z"));
  later.alarm.advance(toy::instant("2019-06-05T09:00:00Z"));
  CHECK(later.fired() == expected);
}

TEST_CASE("A deadline that falls due after later steps takes effect no earlier than they did") {
  Watched watched;
  const auto id = watched.opened(3);
  watched.clock.set(toy::instant("2019-03-25T09:00:00Z"));
  watched.processor.ask(command("note", id, R"({"text": "seen on a shelf"})"));
  watched.alarm.advance(toy::instant("2019-03-25T10:00:00Z"));
  CHECK(watched.fired() == std::vector<std::string>{"L0001 became-overdue 2019-03-25 2019-03-25T09:00:00Z"});
}

namespace {

// Knows no deadlines until somebody has noted something.
class Reluctant : public toy::LoanWorkflow {
 public:
  Decision decide(const Case& current, const Command& command, const Setting& setting) const override {
    if (command.name == "deadline-passed" && toy::loan(current).notes.empty()) return Refused{current.state, {}, {}};
    if (command.name == "deadline-passed" && toy::loan(current).notes.size() == 1) throw std::runtime_error("not yet");
    return LoanWorkflow::decide(current, command, setting);
  }
};

}  // namespace

TEST_CASE("A deadline whose command is refused is told of once, and tried again when its case has changed") {
  Watched watched(toy::only(std::make_unique<Reluctant>()));
  const auto id = watched.opened(1);
  watched.alarm.advance(toy::instant("2019-03-20T12:00:00Z"));
  watched.alarm.advance(toy::instant("2019-03-20T13:00:00Z"));
  CHECK(watched.lost == std::vector<std::string>{"L0001 return-by"});
  CHECK(std::holds_alternative<Refused>(watched.last_lost));
  REQUIRE(watched.alarm.refused());
  CHECK(watched.alarm.refused()->deadlines == 1);
  watched.processor.ask(command("note", id, R"({"text": "one"})"));
  watched.alarm.advance(toy::instant("2019-03-20T14:00:00Z"));
  CHECK(watched.lost.size() == 2);
  CHECK(std::holds_alternative<Failed>(watched.last_lost));
  CHECK(watched.alarm.refused()->deadlines == 1);
  watched.processor.ask(command("note", id, R"({"text": "two"})"));
  watched.alarm.advance(toy::instant("2019-03-20T15:00:00Z"));
  CHECK(watched.lost.size() == 2);
  CHECK_FALSE(watched.alarm.refused());
  CHECK(watched.fired() == std::vector<std::string>{"L0001 became-overdue 2019-03-20 2019-03-20T14:00:00Z"});
}

TEST_CASE("A deadline that was given up does not hold up the others") {
  Watched watched(toy::only(std::make_unique<Reluctant>()));
  watched.opened(1);
  const auto second = watched.opened(2);
  watched.processor.ask(command("note", second, R"({"text": "one"})"));
  watched.processor.ask(command("note", second, R"({"text": "two"})"));
  watched.alarm.advance(toy::instant("2019-03-21T12:00:00Z"));
  CHECK(watched.lost == std::vector<std::string>{"L0001 return-by"});
  CHECK(watched.fired() == std::vector<std::string>{"L0002 became-overdue 2019-03-20 2019-03-20T17:00:00Z"});
}

TEST_CASE("When the journal breaks the alarm stops where it is, and a restart goes on from there") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Watched watched(toy::loan_workflows(), journal);
    watched.opened(1);
    watched.opened(2);
    journal->fail_next(toy::Point::commit);
    watched.alarm.advance(toy::instant("2019-03-25T12:00:00Z"));
    CHECK(watched.processor.broken());
    CHECK(watched.fired().empty());
    CHECK(watched.clock.now() == toy::instant("2019-03-19T17:00:00Z"));
  }
  Watched after(toy::loan_workflows(), journal, toy::instant("2019-03-25T12:00:00Z"));
  after.alarm.advance(toy::instant("2019-03-25T12:00:00Z"));
  CHECK(after.fired().size() == 2);
}

TEST_CASE("The alarm's own thread fires what is overdue at once, and what becomes overdue by a commit") {
  Commits commits, alarms_faults;
  Faults faults([&](FaultIn, std::string_view, std::uint64_t) { alarms_faults.one_more(); });
  const auto journal = std::make_shared<toy::MemoryJournal>();
  const auto workflows = toy::loan_workflows();
  WallClock clock(monday, false);
  Alarm* watching = nullptr;
  std::mutex watching_mutex;
  Processor processor(
      workflows, *journal, [&] { return clock.now(); }, faults,
      [&](const std::vector<Accepted>& changed) {
        for (const auto& one : changed)
          if (one.entry.by.role == "clock") commits.one_more();
        std::lock_guard lock(watching_mutex);
        if (watching) watching->committed(changed);
      });
  const auto open = [&](std::string_view on) {
    const auto id =
        std::get<Accepted>(processor.ask(command("request", "", fmt::format(R"({{"title": "Emma", "on": "{}"}})", on))))
            .after.id;
    processor.ask(command("hand-out", id, fmt::format(R"({{"days": 1, "on": "{}"}})", on)));
  };
  open("2019-03-14");
  {
    Alarm alarm(processor, *journal, clock, faults);
    CHECK_FALSE(alarm.looked_ago());
    {
      std::lock_guard lock(watching_mutex);
      watching = &alarm;
    }
    // A reader that fails at its first look is counted and logged; the next commit has it look again.
    journal->fail_next(toy::Point::due);
    alarm.start();
    alarms_faults.until(1);
    CHECK(faults.so_far(FaultIn::alarm) == 1);
    CHECK(alarm.looked_ago() < std::chrono::seconds(60));
    alarm.committed({});
    commits.until(1);
    open("2019-03-15");
    commits.until(2);
    std::lock_guard lock(watching_mutex);
    watching = nullptr;
  }
  CHECK(faults.so_far(FaultIn::alarm) == 1);
  CHECK(journal->next_due() == toy::instant("2019-04-12T16:00:00Z"));
}

namespace {

// A loan that is on loan from its first event and overdue from its second, without a body to read: for large numbers.
class Bare : public toy::LoanWorkflow {
 public:
  Decision decide(const Case& current, const Command&, const Setting& setting) const override {
    if (current.state != "on-loan") return Refused{current.state, {}, {}};
    return Decided{{"became-overdue", "{}", "on-loan", "overdue"}, setting.on};
  }
  Case evolve(const Case& current, const Entry& entry) const override {
    return {current.id,         current.workflow, entry.version, entry.event.to,
            entry.effective_on, entry.at,         entry.seq,     current.facts};
  }
  Projection project(const Case& current) const override {
    Projection projection{{{current.id}, "", 0, "{}"}, {}, {}, {}};
    if (current.state == "on-loan") projection.deadlines = {{"return-by", toy::instant("2019-03-19T17:00:00Z")}};
    return projection;
  }
};

// As many cases on loan, written to the journal without a processor.
void lend_out(toy::MemoryJournal& journal, int many) {
  const Bare rules;
  auto batch = journal.begin();
  for (int i = 1; i <= many; ++i) {
    Change change;
    change.entry.case_id = fmt::format("L{:06}", i);
    change.entry.workflow = rules.name();
    change.entry.version = 1;
    change.entry.event = {"handed-out", "{}", "", "on-loan"};
    change.entry.effective_on = toy::date("2019-03-18");
    change.entry.at = monday;
    change.collection = rules.collection();
    change.after = rules.project(rules.evolve(rules.blank(change.entry.case_id), change.entry));
    batch->append(change, "");
  }
  batch->commit();
}

}  // namespace

TEST_CASE("A hundred thousand deadlines due at once all fire, each once and in order") {
  constexpr int many = 100'000;
  auto journal = std::make_shared<toy::MemoryJournal>();
  lend_out(*journal, many);
  Watched watched(toy::only(std::make_unique<Bare>()), journal);
  watched.alarm.advance(toy::instant("2019-03-20T12:00:00Z"));
  const auto fired = journal->journal(many, 2 * many);
  REQUIRE(std::ssize(fired) == many);
  CHECK(std::is_sorted(fired.begin(), fired.end(), [](const auto& a, const auto& b) { return a.case_id < b.case_id; }));
  CHECK(watched.lost.empty());
  CHECK_FALSE(journal->next_due());
}

TEST_CASE("Twenty thousand deadlines that are all refused are each told of once") {
  class Deaf : public Bare {
   public:
    Decision decide(const Case& current, const Command&, const Setting&) const override {
      return Refused{current.state, {}, {}};
    }
  };
  constexpr int many = 20'000;
  auto journal = std::make_shared<toy::MemoryJournal>();
  lend_out(*journal, many);
  Watched watched(toy::only(std::make_unique<Deaf>()), journal);
  watched.alarm.advance(toy::instant("2019-03-20T12:00:00Z"));
  watched.alarm.advance(toy::instant("2019-03-20T13:00:00Z"));
  CHECK(std::ssize(watched.lost) == many);
  CHECK(watched.alarm.refused()->deadlines == many);
}
