// Who sees to a modification: its owner and lead analyst, and what SECAS notes for itself.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct Assign : Common {
  SEC_COMMAND("assign", (by::secas),
              "Who sees to the modification: the owner, who drives it, and the lead analyst, whom its page names.");
  static constexpr bool while_held = true;
  std::optional<std::string> owner;
  std::optional<std::string> lead_analyst;
};
BOOST_DESCRIBE_STRUCT(Assign, (Common), (owner, lead_analyst))

struct Note : Common {
  SEC_COMMAND("note", (by::secas), "SECAS notes something for itself: nobody else sees it, or that there is a note.");
  static constexpr bool while_held = true;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (Common), (text))

// What can have happened.

struct Assigned : Keeps<Assigned, Assign, "assigned"> {
  static constexpr bool lasting = true;
};
struct Noted : Keeps<Noted, Note, "noted"> {
  static constexpr bool quiet = true;
  static constexpr bool lasting = true;
};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(Assigned);
SEC_APPLY(Noted);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_GUARD(AssignsSomebody, "secas", Assign);

// An empty name takes nobody's place; a text of blanks says nothing.
void check(const Assign& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const Note& command, const engine::Setting& setting, engine::body::Reading& reading);

// What it adds to the table.

using OwnersCommands = engine::mp11::mp_list<Assign, Note>;
using OwnersEvents = engine::mp11::mp_list<Assigned, Noted>;

}  // namespace sec
