// What each modification answers to the question that a report asks it, kept: a report on five hundred cases asks only
// those that have moved since the last one.
#pragma once

#include <list>
#include <mutex>
#include <unordered_map>

#include "api/reading/gathering.hpp"

namespace api::report {

// Any thread.
class KeptAnswers {
 public:
  explicit KeptAnswers(std::size_t answers_max = 20'000) : answers_max_(answers_max) {}

  std::optional<engine::Json> find(const std::string& key);
  void keep(std::string key, engine::Json answer);

 private:
  using Order = std::list<std::string>;  // of keys, the one used last in front
  struct Kept {
    engine::Json answer;
    Order::iterator place;
  };
  const std::size_t answers_max_;
  std::mutex mutex_;
  Order order_;
  std::unordered_map<std::string, Kept> kept_;
};

// `sources`: as at input.as_at. Beside input.now: what ReportCode::asks_each was answered. `kept` may be nullptr. An
// answer that cannot be given is empty.
std::vector<engine::Json> standings(const Sources& sources, const engine::ReportCode& report,
                                    const engine::ReportInput& input, KeptAnswers* kept);

}  // namespace api::report
