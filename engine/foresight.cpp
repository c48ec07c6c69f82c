// Runs the rounds that the alarm would have run on a journal that reads, and keeps nothing of what is written.
#include "engine/foresight.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "engine/alarm.hpp"
#include "engine/round.hpp"

namespace engine {
namespace {

constexpr int steps_max = 1'000;  // no case has so many deadlines ahead; one that did would go round in circles

class ImaginedBatch final : public Batch {
 public:
  ImaginedBatch(const Reader& reader, std::int64_t& last_seq) : reader_(reader), last_seq_(last_seq) {}

  std::optional<std::string> case_of(std::string_view collection, std::string_view reference) override {
    return reader_.case_of(collection, reference);
  }
  std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) override {
    return reader_.cases_alike(collection, likeness);
  }
  std::optional<std::string> highest_likeness(std::string_view, std::string_view, std::string_view) override {
    throw std::logic_error("no deadline opens a case");
  }
  std::vector<Entry> entries(std::string_view case_id) override { return reader_.entries(case_id, {}); }
  std::vector<std::string> cases_with_deadlines(Time) override { return {}; }  // they are others: they stay as they are
  std::vector<std::string> cases_mentioning(std::string_view) override { return {}; }  // as above
  int last_number(std::string_view) override { throw std::logic_error("no deadline opens a case"); }
  std::optional<Outcome> outcome_of(std::string_view, std::string_view) override { return std::nullopt; }
  std::optional<Entry> entry(std::int64_t) override { return std::nullopt; }
  void append(Change& change, std::string_view) override { change.entry.seq = ++last_seq_; }
  void remember_refusal(const Command&, std::string_view, const Json&, Time) override {}
  void commit() override {}

 private:
  const Reader& reader_;
  std::int64_t& last_seq_;
};

class ImaginedJournal final : public Journal {
 public:
  explicit ImaginedJournal(const Reader& reader) : reader_(reader), last_seq_(reader.last_seq()) {}
  std::unique_ptr<Batch> begin() override { return std::make_unique<ImaginedBatch>(reader_, last_seq_); }
  void idle(Time) override {}

 private:
  const Reader& reader_;
  std::int64_t last_seq_;
};

// As the alarm has it: what was not accepted is not tried again until the case has changed.
using GivenUp = std::set<std::pair<Deadline, int>>;

std::optional<Deadline> next_due(const Projection& projection, int version, const GivenUp& given_up) {
  std::optional<Deadline> next;
  for (const auto& one : projection.deadlines)
    if (!given_up.contains({one, version}) && (!next || std::tie(one.due, one.name) < std::tie(next->due, next->name)))
      next = one;
  return next;
}

}  // namespace

Foreseen foreseen(const Workflows& workflows, const Reader& journal, Case current, Time now, Time until,
                  const Actor& reader) {
  ImaginedJournal imagined(journal);
  CaseCache cache(std::numeric_limits<std::size_t>::max());
  cache.put(current);
  GivenUp given_up;
  for (int step = 0; step < steps_max; ++step) {
    const auto& rules = workflows.get(current.workflow);
    const auto next = next_due(rules.project(current), current.version, given_up);
    if (!next || next->due > until) break;
    if (!rules.foretold(current, next->name, reader)) return {std::move(current), next};
    Round round(workflows, imagined, cache, std::max(now, next->due));
    const auto reply = round.answer(command_for({std::string(rules.collection()), current.id, *next, current.version}));
    round.finish();
    if (std::holds_alternative<Accepted>(reply)) current = *cache.find(current.id);
    else given_up.insert({*next, current.version});
  }
  return {std::move(current), std::nullopt};
}

}  // namespace engine
