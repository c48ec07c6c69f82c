// One transaction of the journal, and what the writer keeps between two of them. Readers have nothing to do with it.
#pragma once

#include <unordered_map>

#include "store/chain.hpp"
#include "store/journal.hpp"
#include "store/projections.hpp"
#include "store/requests.hpp"

struct sqlite3;

namespace store {

// Writer thread only, unless a member says otherwise.
struct WriterState {
  WriterState(DataFolder& folder, JournalLimits with);
  ~WriterState();
  WriterState(const WriterState&) = delete;
  WriterState& operator=(const WriterState&) = delete;

  static int count_pages(void* state, sqlite3*, const char*, int pages);  // SQLite's hook after each commit
  void read_head();
  void checkpoint_from(int pages);
  void drop_old_requests(engine::Time now);

  Connection& connection;  // guarded by its own mutex
  const JournalLimits limits;
  Projections projections;
  Chain chain;
  std::int64_t last_seq = 0;
  engine::Time last_at{};
  std::unordered_map<std::string, int> numbers;  // the last ones given, as on disk and in the batch under way
  // Collection and reference, as somebody wrote it, to the case: a reference never comes to belong to another one.
  std::unordered_map<std::string, std::string> cases;
  int log_pages = 0;     // in the write-ahead log
  int copied_pages = 0;  // of these, copied into the database
  Requests requests;
  std::string broken;  // why nothing more is written; empty: all is well
};

// Holds the connection from begin() to commit() or its end.
class WriteBatch : public engine::Batch {
 public:
  WriteBatch(WriterState& state, std::unique_lock<std::mutex> hold) : state_(state), hold_(std::move(hold)) {}
  ~WriteBatch() override;

  std::optional<std::string> case_of(std::string_view collection, std::string_view reference) override;
  std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) override;
  std::optional<std::string> highest_likeness(std::string_view collection, std::string_view above,
                                              std::string_view up_to) override;
  std::vector<engine::Entry> entries(std::string_view case_id) override;
  std::vector<std::string> cases_with_deadlines(engine::Time after) override;
  std::vector<std::string> cases_mentioning(std::string_view reference) override;
  int last_number(std::string_view series) override;
  std::optional<engine::Outcome> outcome_of(std::string_view client, std::string_view request_id) override;
  std::optional<engine::Entry> entry(std::int64_t seq) override;
  void append(engine::Change& change, std::string_view fingerprint) override;
  void remember_refusal(const engine::Command& command, std::string_view case_id, const engine::Json& refusal,
                        engine::Time at) override;
  void commit() override;

 private:
  // All that a batch reads and writes is one transaction: SQLite takes its locks once and not for every question.
  template <class Work>
  auto reading(Work work) {
    return guarded(state_.connection.file(), [&] {
      begin();
      return work();
    });
  }
  template <class Work>
  void writing(Work work);
  void begin();
  void undo();
  void roll_back();
  void insert(const engine::Entry& entry, const Hash& hash);
  void project(const engine::Change& change);

  WriterState& state_;
  std::unique_lock<std::mutex> hold_;
  bool begun_ = false;
  bool wrote_ = false;
  Hash head_before_{};  // the three as they were when it began
  std::int64_t seq_before_ = 0;
  engine::Time at_before_{};
};

}  // namespace store
