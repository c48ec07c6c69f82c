// How a withdrawn line of minutes takes back the step that it brought about on an action or a release (DEF 16.17).
#pragma once

#include "engine/look.hpp"
#include "workflows/sec/terms/declare.hpp"

namespace sec::undone {

// As the modification's own command of that name, which others may send too.
struct RevokeLast : Basics {
  SEC_COMMAND("revoke-last", by::nobody, "A line of minutes was withdrawn: its step is undone.");
  static constexpr std::string_view sent_by = "undoing";
  Text reason;
  std::optional<int> version;  // that the step made of the case
};
BOOST_DESCRIBE_STRUCT(RevokeLast, (Basics), (reason, version))

struct StepRevoked : Adds<RevokeLast, "step-revoked"> {
  static constexpr bool revokes = true;
  std::string event;        // what was revoked
  std::optional<int> kept;  // none: here every step is one that undoing has to stop at
  static StepRevoked from(const auto& look, const RevokeLast& command) {
    StepRevoked event;
    static_cast<RevokeLast&>(event) = command;
    event.event = look.earlier.back()->event;
    return event;
  }
};
BOOST_DESCRIBE_STRUCT(StepRevoked, (RevokeLast), (event, kept))

template <class Facts>
void revoke(Facts&, const StepRevoked&, const engine::Entry&) {}

struct IsThatStep {
  static constexpr std::string_view who = "panel-secretary";
  static engine::Reason unmet(const auto& look, const RevokeLast& command) {
    if (look.earlier.empty() || look.earlier.back()->state.empty())
      return "there is no step before this one to go back to";
    const auto& last = *look.earlier.back();
    return engine::unless(!command.version || last.version == *command.version,
                          "'" + last.event + "' has followed the step that the line brought about");
  }
};

struct BeforeTheStep {
  static constexpr std::string_view words = "<the state before the last step>";
  static std::string state(const auto& look, const auto&) {
    return look.earlier.empty() ? std::string(look.state) : look.earlier.back()->state;
  }
};

}  // namespace sec::undone
