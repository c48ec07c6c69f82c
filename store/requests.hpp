// The requests that are remembered, so that none is done twice: which ones, and what they were answered.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/ports.hpp"
#include "store/connection.hpp"
#include "store/request_key.hpp"

namespace store {

// On disk they stand in the order in which they were answered, so that many commands write few pages; keys are as good
// as random, and a table ordered by them cost a busy register half of its log. Where a key stands is kept in memory:
// some 20 bytes for each of the last 30 days. Writer thread only.
class Requests {
 public:
  explicit Requests(Connection& connection);  // must outlive it

  std::optional<engine::Outcome> find(std::string_view client, std::string_view request_id);
  // Within a transaction. Should two requests ever share a key, the older one is forgotten.
  void remember(std::string_view client, std::string_view request_id, const engine::Outcome& outcome, engine::Time at);
  void committed() { changed_.clear(); }
  void undone();  // the transaction is gone

  // Of a few of them, others each time, those that were answered before; in a transaction of its own.
  void forget(engine::Time before, int looked_at_max);

 private:
  using Number = std::int64_t;

  Connection& connection_;
  Sha256 sha_;
  boost::unordered_flat_map<std::int64_t, Number> numbers_;  // by key
  Number last_ = 0;
  std::vector<std::pair<std::int64_t, std::optional<Number>>> changed_;  // keys in this transaction, and what they had
  Number looked_at_ = 0;                                                 // how far forget() has come
};

}  // namespace store
