// Dice that fall the same way for the same seed, whatever the machine.
#pragma once

#include <random>

namespace walk {

class Dice {
 public:
  explicit Dice(unsigned start) : engine_(start) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937 engine_;
};

}  // namespace walk
