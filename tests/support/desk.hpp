// A processor at work on a journal in memory, at a time that the test sets: what most tests of the engine begin with.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <future>

#include "engine/calendar.hpp"
#include "engine/processor.hpp"
#include "tests/support/gate.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/toy_workflow.hpp"

namespace toy {

inline engine::Time instant(std::string_view text) { return engine::read_time(text).value(); }
inline engine::Date date(std::string_view text) { return engine::read_date(text).value(); }

class Desk {
 public:
  explicit Desk(engine::Workflows rules = loan_workflows(), engine::ProcessorLimits limits = {},
                std::shared_ptr<MemoryJournal> kept = std::make_shared<MemoryJournal>())
      : workflows(std::move(rules)),
        journal(std::move(kept)),  // shared by the desks before and after a restart
        processor(
            workflows, *journal, [this] { return now.load(); }, faults,
            [this](const std::vector<engine::Accepted>& changed) {
              if (on_commit) on_commit(changed);
            },
            limits) {
    journal->before_commit([this] { gate.pass(); });
  }
  ~Desk() {
    gate.open();
    journal->before_commit({});
  }

  engine::Reply ask(engine::Command command) { return processor.ask(std::move(command)); }
  // The case after; a test that expects anything but Accepted asks with ask().
  engine::Accepted accepted(engine::Command command) { return std::get<engine::Accepted>(ask(std::move(command))); }
  std::string opened(std::string_view title = "Emma", engine::Json more = "") {
    return accepted(command("request", "", fmt::format(R"({{"title": "{}"{}}})", title, more))).after.id;
  }
  void handed_out(const std::string& id, int days = 14) {
    accepted(command("hand-out", id, fmt::format(R"({{"days": {}}})", days)));
  }

  std::atomic<engine::Time> now{instant("2019-03-18T09:00:00Z")};
  std::function<void(const std::vector<engine::Accepted>&)> on_commit;
  Gate gate;
  engine::Faults faults{[this](engine::FaultIn where, std::string_view why, std::uint64_t) {
    written_down.push_back(fmt::format("{}: {}", engine::to_text(where), why));
  }};
  std::vector<std::string> written_down;  // of faults; before the reply to the next command
  const engine::Workflows workflows;
  const std::shared_ptr<MemoryJournal> journal;
  engine::Processor processor;
};

}  // namespace toy
