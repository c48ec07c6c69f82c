// How a command is declared, and the events that keep what it said.
#pragma once

#include "engine/typed_code.hpp"
#include "workflows/sec/terms/words.hpp"

// A command: its wire name, one sentence for people, and who may send it. A field whose word one of these three has
// taken is written with an underscore after it, which the wire name does not have.
#define SEC_COMMAND(NAME, ROLES, SUMMARY)        \
  static constexpr std::string_view name = NAME; \
  static constexpr auto roles = ROLES;           \
  static constexpr std::string_view summary = SUMMARY

namespace sec {

// What a command says beyond its types (422 with a pointer), and the day that follows from another field of it than
// effective_on. A command that has something to say overloads these beside itself.
inline void check(const Basics&, const engine::Setting&, engine::body::Reading&) {}
inline std::optional<engine::NamedDay> takes_effect(const Basics&) { return {}; }

// What every command may carry is kept by its event, except the day: that is the entry's own.
template <class C, class E>
void keep_common(const C& command, E& event) {
  static_cast<Basics&>(event) = command;
  event.effective_on.reset();
  if constexpr (requires { event.decision = command.decision; }) event.decision = command.decision;
}

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
