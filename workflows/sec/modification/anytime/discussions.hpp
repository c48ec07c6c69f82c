// What was said of a modification at bodies that decide nothing of it: Working Groups, Sub-Committees (DEF 16.10).
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct RecordDiscussionAt : Common {
  SEC_COMMAND("record-discussion-at", (by::any(by::secas, by::List<1>{"panel-secretary"})),
              "A Working Group, a Sub-Committee or another body has discussed the modification.");
  static constexpr bool while_held = true;  // it moves nothing
  std::string body_;                        // "working-group", "TABASC"
  std::optional<Date> on;                   // default: the day on which it takes effect
  std::optional<Text> view;
  std::optional<Text> next_steps;
};
BOOST_DESCRIBE_STRUCT(RecordDiscussionAt, (Common), (body_, on, view, next_steps))

// What can have happened. It only adds to the register (T54).

struct DiscussedAt : Adds<RecordDiscussionAt, "discussed-at"> {
  static constexpr bool lasting = true;
  static DiscussedAt from(const Look& look, const RecordDiscussionAt& command);
};
BOOST_DESCRIBE_STRUCT(DiscussedAt, (RecordDiscussionAt), ())

// How it changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(DiscussedAt);

// Fields that no type can refuse: 422 with a pointer.
void check(const RecordDiscussionAt& command, const engine::Setting& setting, engine::body::Reading& reading);

// What it adds to the table.

using DiscussionCommands = engine::mp11::mp_list<RecordDiscussionAt>;
using DiscussionEvents = engine::mp11::mp_list<DiscussedAt>;

}  // namespace sec
