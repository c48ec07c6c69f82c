// A journal and its reader in memory: what the store does, without a disk, and failing when told to.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "engine/ports.hpp"

namespace toy {

// Where a journal can fail.
enum class Point { begin, case_of, entries, last_number, outcome_of, entry, append, remember, commit, idle, due };

class MemoryJournal final : public engine::Journal, public engine::Reader {
 public:
  // The journal's side. One batch at a time, as the store has it.
  std::unique_ptr<engine::Batch> begin() override;
  void idle(engine::Time now) override;

  // The reader's side, from any thread.
  std::optional<std::string> case_of(std::string_view collection, std::string_view reference) const override;
  std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) const override;
  std::optional<std::string> collection_of(std::string_view case_id) const override;
  std::vector<engine::Entry> entries(std::string_view case_id, const engine::AsAt& as_at, int after = 0,
                                     int limit = 0) const override;
  std::vector<engine::Entry> journal(std::int64_t after, int limit) const override;
  std::int64_t last_seq() const override;
  std::vector<engine::Link> recorded_by(engine::Time instant, std::int64_t before, int limit) const override;
  // Fields of the filter are compared as text; a cursor is the number of items passed.
  engine::Page list(std::string_view collection, const engine::Filter& filter, const engine::AsAt& as_at, int limit,
                    std::string_view cursor) const override;
  std::vector<engine::Listed> summaries(std::string_view collection, const engine::AsAt& as_at) const override;
  std::vector<engine::Entry> moves_between(std::string_view collection, engine::Date after,
                                           const engine::AsAt& until) const override;
  std::vector<engine::Entry> effective_between(std::string_view collection, engine::Date after,
                                               const engine::AsAt& until) const override;
  std::vector<engine::OpenTask> tasks(const std::vector<std::string>& assignees) const override;
  std::vector<engine::DueDeadline> due(engine::Time until, int limit) const override;
  std::optional<engine::Time> next_due() const override;
  std::vector<std::string> cases_mentioning(std::string_view reference) const override;
  std::vector<engine::Recorded> recorded_after(engine::Time instant, int limit) const override;

  // The test's side. The next call at `point` throws std::runtime_error, then all is well again.
  void fail_next(Point point);
  // Called in each commit before anything is visible; may wait.
  void before_commit(std::function<void()> call);
  int commits() const;
  int idles() const;
  // The first thousand changes as they were given to append(), for a look at what differs.
  std::vector<engine::Change> changes() const;

 private:
  friend class MemoryBatch;
  struct Version {
    engine::Json summary;
    engine::Date effective_on;
    engine::Time at;
    std::string place;
  };
  struct Row {
    std::string collection;
    std::vector<engine::Entry> entries;
    std::vector<Version> versions;
    std::vector<std::string> references;
    std::vector<std::string> mentions;
    std::vector<engine::Deadline> deadlines;
    std::set<engine::Task> tasks;
  };
  using DueKey = std::tuple<engine::Time, std::string, std::string>;  // due, case, name

  void pass(Point point) const;
  void write(const engine::Change& change);
  void write_deadlines(Row& row, const std::string& case_id, const std::vector<engine::Deadline>& deadlines);
  static std::size_t prefix(const Row& row, const engine::AsAt& as_at);

  mutable std::mutex mutex_;  // guards all below
  mutable std::set<Point> failing_;
  std::function<void()> before_commit_;
  std::map<std::string, Row, std::less<>> rows_;
  std::map<std::pair<std::string, std::string>, std::string> by_reference_;  // collection, reference in lower case
  std::map<std::pair<std::string, std::string>, std::set<std::string>> by_likeness_;  // collection, likeness
  std::map<std::string, int, std::less<>> last_number_;
  std::map<std::pair<std::string, std::string>, engine::Outcome> outcomes_;
  std::vector<engine::Entry> journal_;
  std::vector<engine::Change> changes_;
  std::set<DueKey> due_;
  int commits_ = 0;
  int idles_ = 0;
};

}  // namespace toy
