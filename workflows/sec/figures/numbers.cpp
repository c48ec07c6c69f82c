// Quantiles and shares, rounded as people expect.
#include "workflows/sec/figures/numbers.hpp"

#include <algorithm>
#include <cmath>

namespace sec::numbers {

engine::Cell quantile(std::vector<int> values, double of) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const double at = of * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, values.size() - 1);
  const double value = values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
  return static_cast<std::int64_t>(std::floor(value + 0.5));
}

engine::Cell longest(const std::vector<int>& values) {
  if (values.empty()) return {};
  return std::int64_t{*std::max_element(values.begin(), values.end())};
}

engine::Cell percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return {};
  return static_cast<std::int64_t>((part * 200 + whole) / (whole * 2));
}

int days_between(engine::Date from, engine::Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

}  // namespace sec::numbers
