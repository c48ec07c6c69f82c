// How the responses to a consultation are counted for those who may not see each of them (DEF 16.7).
#pragma once

#include <array>
#include <map>

#include "workflows/sec/modification/facts.hpp"

namespace sec {

// A category with fewer Parties than this keeps what its anonymous and confidential ones say together with others.
inline constexpr int parties_to_hide_among = 3;

struct Positions {
  std::array<int, 4> of{};  // by Position
  int all() const;
};

struct CategoryCount {
  int parties = 0;
  bool shown = true;  // false: "not shown"
  Positions positions;
};

struct ResponseCounts {
  Positions positions;                           // over all
  std::map<Category, CategoryCount> categories;  // each that is consulted
};

// What counts of one consultation, on one subject or on all. What is shown of a category is the same for every subject:
// it goes by all that responded. If one category is not shown, one could take the others from the whole: so those
// without a response are not shown either, and if every other has one, the smallest of them. `seen_by_all`: false for
// SECAS, who sees every number.
ResponseCounts count_responses(const Facts& facts, int consultation, const std::optional<std::string>& subject,
                               bool seen_by_all);
// The subjects that were responded to, "proposed" first.
std::vector<std::string> subjects_responded_to(const Facts& facts, int consultation);

}  // namespace sec
