// What reports of today have read of the register, kept from one to the next: the entries that came in between carry it
// on, and it is read anew when those are too many.
#pragma once

#include <map>
#include <mutex>
#include <unordered_map>

#include "api/reading/gathering.hpp"

namespace api::report {

// Any thread. Each answer is what the reader would give for engine::AsAt{}, in the same order; `now`: cases as they
// are.
class KeptReading {
 public:
  std::vector<engine::Listed> summaries(const Sources& now, std::string_view collection);
  // Of the newest `since` that was asked for; what is asked for another one is read.
  std::vector<engine::Entry> effective_after(const Sources& now, std::string_view collection, engine::Date since);

 private:
  struct List {
    std::vector<engine::Listed> items;
    std::unordered_map<std::string, std::size_t> places;  // in items, by case
  };
  struct Steps {
    engine::Date since{};
    std::vector<engine::Entry> entries;  // by the day on which they took effect
  };
  template <class Work>
  auto carried_on(const Sources& now, Work work);
  void carry_on(const Sources& now);
  void take(const Sources& now, const engine::Entry& entry);
  bool stays_in_its_place(const Sources& now, List& list, const std::string& case_id);

  std::mutex mutex_;         // guards everything below
  std::int64_t up_to_ = -1;  // the entry that all below know of; -1: there is nothing yet
  std::map<std::string, List, std::less<>> lists_;
  std::map<std::string, Steps, std::less<>> steps_;
};

}  // namespace api::report
