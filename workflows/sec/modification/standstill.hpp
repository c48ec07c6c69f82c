// Days on which work stood still, and the modification as it was when they began: what was late by then stays late.
#pragma once

#include <memory>
#include <string>

#include "engine/types.hpp"

namespace sec {

struct Facts;

// Nothing: it came from an older register, and nobody knows how it stood.
struct AsItStood {
  std::shared_ptr<const Facts> facts = {};
  std::string state = {};
};

// Work stood still after its first day, up to and with the last: on hold, suspended, or under a notice of withdrawal
// that came to nothing.
struct Standstill {
  engine::Date from{};
  engine::Date until{};
  bool by_notice = false;
  AsItStood before = {};
};

}  // namespace sec
