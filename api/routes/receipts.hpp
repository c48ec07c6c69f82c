// Which case a receipt was given on. Receipts stand in events, so the journal is read for them, each entry once, when
// somebody asks; what may be told of one is for the workflow to say.
#pragma once

#include <mutex>
#include <unordered_map>

#include "engine/ports.hpp"

namespace api {

class Receipts {
 public:
  explicit Receipts(const engine::Reader& reader) : reader_(reader) {}
  // Query threads. Nothing: nobody was given this one. Throws Problem while somebody else reads on.
  std::optional<std::string> case_of(const std::string& receipt);

 private:
  void read_on();

  const engine::Reader& reader_;
  std::mutex mutex_;  // guards the two below
  std::int64_t seen_ = 0;
  std::unordered_map<std::string, std::string> cases_;
};

}  // namespace api
