// How an event is declared, and whose act it keeps.
#pragma once

#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/keeps_all.hpp"

namespace sec {

using Look = engine::Look<Facts>;

// An event that keeps what its command said and adds to it; `from` is its own.
template <class C, engine::Text Name>
struct Adds : C {
  static constexpr std::string_view name = Name.view();
};

// Where the Panel and the Authority share a command: SECAS records the Authority's act from its letter, and that of a
// body with its decision or from its minutes.
inline bool of_a_body(const Common& command) {
  return command.decision || (command.recorded_from && command.recorded_from->kind == "minutes");
}
inline bool acts_for_authority(const Look& look, const Common& command) {
  const auto& role = look.setting.by.role;
  return role == "authority" || (is_secas(role) && command.recorded_from && !of_a_body(command));
}

}  // namespace sec
