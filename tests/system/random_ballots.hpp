// Records of ballots on rolls made up at random, and what both verifiers say of them.
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace outside {

using Record = nlohmann::ordered_json;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  auto& one_of(List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937 random_;
};

inline const std::vector<std::string> choices{"approve", "reject", "abstain"};

// The record of one ballot; empty: it ended without a quorum.
std::string random_bundle(Dice& dice);
// So many of them, none of them empty.
std::vector<std::string> random_bundles(Dice& dice, std::size_t count);
// As a forger would do it who can make every hash anew: what is left to be found is what does not add up.
void seal(Record& record);
std::string wrapped(const std::string& ballot);  // with its own hash
// What the second verifier says of each: true, it holds.
std::vector<bool> second_verifier(const std::vector<std::string>& bundles);

}  // namespace outside
