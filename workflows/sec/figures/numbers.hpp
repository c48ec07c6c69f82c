// Small statistics of whole numbers.
#pragma once

#include <vector>

#include "engine/report.hpp"

namespace sec::numbers {

// Of the sorted values, halves rounded up: quantile 0.5 is the median; between two values it is interpolated. Nothing
// of no values.
engine::Cell quantile(std::vector<int> values, double of);
inline engine::Cell median(std::vector<int> values) { return quantile(std::move(values), 0.5); }
engine::Cell longest(const std::vector<int>& values);
engine::Cell percent(std::size_t part, std::size_t whole);  // a whole number; nothing of nothing
inline engine::Cell count(std::size_t number) { return static_cast<std::int64_t>(number); }

int days_between(engine::Date from, engine::Date to);

}  // namespace sec::numbers
