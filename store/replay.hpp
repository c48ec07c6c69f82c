// The journal read again from its beginning: each case grows event by event. It writes nothing and compares nothing.
#pragma once

#include <functional>
#include <map>
#include <random>

#include "engine/rows_behind.hpp"
#include "engine/workflow.hpp"

namespace store {

class Replay {
 public:
  // A case as its events so far have made it.
  struct CaseInReplay {
    engine::Case current;  // without its facts while it is evicted
    std::string collection;
    std::vector<std::string> references;  // all that it ever had
    std::vector<std::string> likenesses;  // the same
    engine::Projection last;              // while it is evicted: what follows from the facts
    std::int64_t said = 0;                // the entry that made its newest summary, and
    std::string reference = {};           // how it is called there, and
    std::string listed_at = {};           // its place, and
    engine::Json summary = {};            // what it says
    std::size_t place = 0;                // in at_hand_, while it is there
  };
  // All entries of a case, oldest first.
  using Entries = std::function<std::vector<engine::Entry>(std::string_view case_id)>;

  // Up to `bytes_max` of cases stay in memory; the others are read again by `entries` when their next event comes. Room
  // is for more than a thousand modifications that are alive at once.
  static constexpr std::size_t room = 256 * 1024 * 1024;
  // `table`: what no version of it can have made does not follow; nullptr: it is not asked. All that is given by
  // reference must outlive it.
  Replay(const engine::Workflows& workflows, const engine::RowsBehind* table, Entries entries,
         std::size_t bytes_max = room)
      : workflows_(workflows), table_(table), entries_(std::move(entries)), bytes_max_(bytes_max) {}

  // The case after the next entry, if its summary is another one than before; nullptr: it is the same. Throws
  // std::runtime_error, a sentence, when the entry does not follow.
  const CaseInReplay* take(const engine::Entry& entry);
  engine::Projection projection(const CaseInReplay& one) const;

  const std::map<std::string, CaseInReplay>& cases() const { return cases_; }
  const std::map<std::string, int>& numbers() const { return numbers_; }  // the last of each series

  // The entries that no row of today's tables makes.
  struct Unlike {
    std::int64_t entries = 0;
    std::int64_t first_seq = 0;
    std::string first = {};  // which one is the first, and why
  };
  const Unlike& unlike_the_table() const { return unlike_; }

 private:
  void ask_the_table(const engine::Case& before, const engine::Entry& entry);
  CaseInReplay& case_of(const engine::Entry& entry, const engine::Workflow& workflow);
  void bring_back(CaseInReplay& one);
  void keep(CaseInReplay& one);
  void evict_others(const CaseInReplay& except);

  const engine::Workflows& workflows_;
  const engine::RowsBehind* table_;
  const Entries entries_;
  const std::size_t bytes_max_;
  std::size_t bytes_ = 0;  // of the facts at hand
  std::map<std::string, CaseInReplay> cases_;
  std::vector<CaseInReplay*> at_hand_;
  // Eviction is random. With least-recently-used, a scan over a few more cases than fit would miss every time.
  std::minstd_rand any_;
  std::map<std::string, int> numbers_;
  Unlike unlike_;
};

}  // namespace store
