// How a command is declared, and the events that keep what it said.
#pragma once

#include "workflows/sec/terms/words.hpp"

// A command: its wire name, one sentence for people, and who may send it. A field whose word one of these three has
// taken is written with an underscore after it, which the wire name does not have.
#define SEC_COMMAND(NAME, ROLES, SUMMARY)        \
  static constexpr std::string_view name = NAME; \
  static constexpr auto roles = ROLES;           \
  static constexpr std::string_view summary = SUMMARY

namespace sec {

// An event that keeps what its command said, and adds nothing.
template <class Self, class C, engine::Text Name>
struct Keeps : C {
  using DescribedAs = C;
  static constexpr std::string_view name = Name.view();
  static Self from(const auto&, const C& command) {
    Self event;
    static_cast<C&>(event) = command;
    return event;
  }
};

// An event that keeps what its command said and adds to it; `from` is its own.
template <class C, engine::Text Name>
struct Adds : C {
  static constexpr std::string_view name = Name.view();
};

}  // namespace sec
