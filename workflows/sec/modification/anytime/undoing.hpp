// How a slip is taken back: who may undo which step of a modification, and what is left of it (DEF 16.17, T55).
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/terms/cited_items.hpp"

namespace sec {

// What can be asked.

// Whoever can take a step can undo it: which one, the guards say.
inline constexpr auto whoever_acts = by::any(by::any(by::secas, by::List<1>{"panel-secretary"}, by::authority),
                                             by::any(by::dcc, by::party, by::proposer, by::consumer_body));

struct RevokeLast : Common {
  SEC_COMMAND("revoke-last", whoever_acts,
              "The last step was taken by mistake: the case stands as before it, and the history keeps both (T55).");
  static constexpr bool while_held = true;
  static constexpr std::string_view sent_by = "undoing";  // of what brought the step about on this modification
  Text reason;
  // Which step it is, for whoever wants to be sure: the version that it made of the modification, its event.
  std::optional<int> version;
  std::optional<std::string> step;
};
BOOST_DESCRIBE_STRUCT(RevokeLast, (Common), (reason, version, step))

struct ReopenWindow : Common {
  SEC_COMMAND("reopen-window", (by::manager),
              "The clock ended a window although something had come in time: it is recorded now, and nothing else.");
  static constexpr bool while_held = true;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ReopenWindow, (Common), (reason))

// What can have happened.

struct StepRevoked : Adds<RevokeLast, "step-revoked"> {
  static constexpr bool revokes = true;
  std::string event;                    // what was revoked
  std::optional<std::string> deadline;  // in old journals, when the clock took that step: it shall not fire again
  std::optional<int> kept;              // how many facts of the register have followed it, and stay
  std::optional<std::vector<std::string>> others;  // that were linked with it by the step, and are so no longer
  // Items that the undone step named by hand: its words stand in the history, and follow their light there.
  std::optional<std::vector<CitedItem>> cited;
  static StepRevoked from(const Look& look, const RevokeLast& command);
};
BOOST_DESCRIBE_STRUCT(StepRevoked, (RevokeLast), (event, deadline, kept, others, cited))

struct WindowReopened : Adds<ReopenWindow, "window-reopened"> {
  static constexpr bool revokes = true;
  std::string event;     // that the clock recorded at its end
  std::string deadline;  // it shall not fire again
  std::optional<int> kept;
  static WindowReopened from(const Look& look, const ReopenWindow& command);
};
BOOST_DESCRIBE_STRUCT(WindowReopened, (ReopenWindow), (event, deadline, kept))

// Whether an event takes back another one, and how many facts of the register had followed that one.
inline bool takes_back(std::string_view event) { return event == StepRevoked::name || event == WindowReopened::name; }
int kept_by(const engine::Entry& undoing);

// `facts` are those before the undone step; this adds what the undoing itself leaves in them.
void revoke(Facts& facts, const StepRevoked& event, const engine::Entry& entry);
void revoke(Facts& facts, const WindowReopened& event, const engine::Entry& entry);

// What the step brought about on other modifications is undone with it, or nothing is.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const StepRevoked& event,
                                        const engine::Entry& entry);
// The ids that the modifications may have which are linked with it as handled jointly.
std::vector<std::string> joined_ids(const Facts& facts);

// The step that an undoing is about: the newest that is theirs, over facts of the register that others have recorded
// since; without one the newest that is no such fact.
struct LastStep {
  const engine::Earlier* step = nullptr;  // nullptr: nothing has happened, or too long ago
  const Facts* after = nullptr;           // how it stood after it
  int kept = 0;                           // how many facts of the register have followed it
};
LastStep last_step(const Look& look);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(StepCanBeRevoked, "");
SEC_FACT_GUARD(UndoneByWhoTookIt, "");
SEC_GUARD(IsThatStep, "", RevokeLast);
SEC_FACT_GUARD(TheClockEndedAWindow, "");

// What it adds to the table.

using UndoingCommands = engine::mp11::mp_list<RevokeLast, ReopenWindow>;
using UndoingEvents = engine::mp11::mp_list<StepRevoked, WindowReopened>;

}  // namespace sec
