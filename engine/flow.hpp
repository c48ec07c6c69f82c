// The way of all cases of a kind, as a value: its stages, and where on it one case is.
#pragma once

#include "engine/types.hpp"

namespace engine {

struct Flow {
  enum class Kind { past, here, ahead, skipped };
  struct Stage {
    std::string words;
    Kind kind = Kind::ahead;
  };
  std::string title;
  std::string here;  // what to say where it is
  std::vector<Stage> stages;
  std::vector<std::string> leads_to = {};  // where it may go from there, in words
};

}  // namespace engine
