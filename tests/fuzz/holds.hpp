// What the targets have in common: saying what does not hold, and taking their input apart.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace fuzz {

// What libFuzzer takes for a find: it keeps the input.
inline void holds(bool it, std::string_view otherwise, std::string_view what = {}) {
  if (it) return;
  std::cerr << "does not hold: " << otherwise << '\n' << what << '\n';
  std::abort();
}

// Bytes, taken from the front. When there are no more, they are 0 and the texts empty.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : left_(reinterpret_cast<const char*>(data), size) {}

  std::uint8_t byte() {
    if (left_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return first;
  }
  // Up to the next byte of 0xFF, which no UTF-8 has.
  std::string_view text() {
    const auto end = std::min(left_.find('\xFF'), left_.size());
    const auto found = left_.substr(0, end);
    left_.remove_prefix(std::min(end + 1, left_.size()));
    return found;
  }
  std::string_view rest() const { return left_; }
  bool ended() const { return left_.empty(); }

 private:
  std::string_view left_;
};

}  // namespace fuzz
