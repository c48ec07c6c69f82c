// How a withdrawn line of minutes takes back the step that it brought about on an action or a release (DEF 16.17).
#pragma once

#include "engine/look.hpp"
#include "workflows/sec/terms/declare.hpp"

namespace sec::undone {

// As the modification's own command of that name, which others may send too.
struct RevokeLast : Common {
  SEC_COMMAND("revoke-last", by::nobody, "A line of minutes was withdrawn: its step is undone.");
  static constexpr std::string_view sent_by = "undoing";
  Text reason;
  std::optional<int> version;  // that the step made of the case
};
BOOST_DESCRIBE_STRUCT(RevokeLast, (Common), (reason, version))

// How many steps that last, as a new name that others have, have followed the one that is undone.
inline int lasting_after(const engine::Steps& earlier) {
  int count = 0;
  for (auto step = earlier.rbegin(); step != earlier.rend() && (*step)->lasting != nullptr; ++step) ++count;
  return count;
}
// The one that is undone; nullptr: there is none.
inline const engine::Earlier* that_step(const engine::Steps& earlier) {
  const auto kept = lasting_after(earlier);
  return kept < std::ssize(earlier) ? (earlier.end() - 1 - kept)->get() : nullptr;
}

struct StepRevoked : Adds<RevokeLast, "step-revoked"> {
  static constexpr bool revokes = true;
  std::string event;        // what was revoked
  std::optional<int> kept;  // of what has followed it, if anything
  static StepRevoked from(const auto& look, const RevokeLast& command) {
    StepRevoked event;
    static_cast<RevokeLast&>(event) = command;
    event.event = that_step(look.earlier)->event;
    if (const auto kept = lasting_after(look.earlier); kept > 0) event.kept = kept;
    return event;
  }
};
BOOST_DESCRIBE_STRUCT(StepRevoked, (RevokeLast), (event, kept))

template <class Facts>
void revoke(Facts&, const StepRevoked&, const engine::Entry&) {}

struct IsThatStep {
  static constexpr std::string_view who = "panel-secretary";
  static engine::Reason unmet(const auto& look, const RevokeLast& command) {
    const auto* last = that_step(look.earlier);
    if (last == nullptr || last->state.empty()) return "there is no step before this one to go back to";
    return engine::unless(!command.version || last->version == *command.version,
                          "'" + last->event + "' has followed the step that the line brought about");
  }
};

struct BeforeTheStep {
  static constexpr std::string_view words = "<the state before the last step>";
  static std::string state(const auto& look, const auto&) {
    const auto* last = that_step(look.earlier);
    return last == nullptr ? std::string(look.state) : last->state;
  }
};

}  // namespace sec::undone
