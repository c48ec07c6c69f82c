// How events are declared that say what their commands said.
#pragma once

#include "workflows/sec/terms/declare.hpp"

namespace sec {

// An event that keeps what its command said, and adds nothing.
template <class Self, class C, engine::Text Name>
struct KeepsAll : C {
  using DescribedAs = C;
  static constexpr std::string_view name = Name.view();
  static Self from(const auto&, const C& command) {
    Self event;
    static_cast<C&>(event) = command;
    return event;
  }
};

}  // namespace sec
