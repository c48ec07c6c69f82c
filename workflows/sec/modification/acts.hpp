// What the slices of a modification share: how guards and changes are declared, whose act a step is, and the clock.
#pragma once

#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/declare.hpp"

namespace sec {

using Look = engine::Look<Facts>;
using engine::Reason;
using engine::unless;

// A guard that looks at facts alone, and one that looks at the command as well. WHO can cure it when it is not met.
#define SEC_FACT_GUARD(NAME, WHO)                \
  struct NAME {                                  \
    static constexpr std::string_view who = WHO; \
    static Reason unmet(const Look& look);       \
  }
#define SEC_GUARD(NAME, WHO, COMMAND)                              \
  struct NAME {                                                    \
    static constexpr std::string_view who = WHO;                   \
    static Reason unmet(const Look& look, const COMMAND& command); \
  }
// A guard that looks at one field, which several commands have.
#define SEC_FIELD_GUARD(NAME, WHO, FIELD, TYPE)                                                        \
  struct NAME {                                                                                        \
    static constexpr std::string_view who = WHO;                                                       \
    static Reason unmet(const Look& look, const auto& command) { return reason(look, command.FIELD); } \
    static Reason reason(const Look& look, TYPE FIELD);                                                \
  }
// How an event changes what is remembered.
#define SEC_APPLY(EVENT) void apply(Facts& facts, const EVENT& event, const engine::Entry& entry)

// The evidence of an earlier step cannot be asked of a modification that was taken over in this very state.
inline bool past_unknown(const Look& look) {
  return !look.facts.taken_over_in.empty() && look.facts.taken_over_in == look.state;
}

// If the Panel and the Authority share a command: SECAS records the Authority's act from its letter, and that of a
// body with its decision or from its minutes.
bool of_a_body(const Common& command);
bool acts_for_authority(const Look& look, const Common& command);
// What a body decided is recorded by those who may.
void check_recorder(const Common& command, const engine::Setting& setting, engine::body::Reading& reading);

// The modification is Authority-led: by its path, or while it has none by who raised it and how.
bool authority_led(const Facts& facts);

struct IsTheProposer {  // a Proposer's token speaks for the proposals of that Proposer alone
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look);
};
template <Body... Bodies>
struct DecidedBy {  // a decision that names its body names the right one
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look&, const auto& command) {
    if (!command.decision) return {};
    const auto is = command.decision->body;
    return unless(((is == Bodies) || ...), std::string("the decision is named as one of '") +
                                               std::string(engine::body::wire_name(is)) +
                                               "', whose decision this is not");
  }
};
struct DecidedByThePanel : DecidedBy<Body::panel> {};
struct DecidedByTheCsc : DecidedBy<Body::csc, Body::panel> {};  // 1.4 DEF: the Panel if the CSC comes to no decision
struct DecidedByTheBoard : DecidedBy<Body::change_board, Body::panel> {};

// The clock.

struct DeadlinePassed : Basics {
  SEC_COMMAND("deadline-passed", (by::nobody), "A deadline of the case has passed (the clock alone).");
  static constexpr bool while_held = true;  // statutory windows run on
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(DeadlinePassed, (Basics), (name_))

// A deadline that comes later than it was to.
struct MovedDeadline {
  std::string deadline;  // as Timer::name
  Time due{};
  std::optional<Counting> counted;
};
BOOST_DESCRIBE_STRUCT(MovedDeadline, (), (deadline, due, counted))

template <Watched What>
struct Passed {
  static Reason unmet(const Look& look, const DeadlinePassed& command) {
    for (const auto& timer : timers(look.facts, look.state))
      if (timer.name == command.name_ && timer.what == What)
        return unless(timer.due <= look.setting.now, "'" + timer.name + "' is due at " + engine::to_text(timer.due));
    return "'" + command.name_ + "' is no such deadline of this modification now";
  }
};

// What events work out alike.

template <class Event, class Command>
Event kept(const Command& command) {
  Event event;
  static_cast<Command&>(event) = command;
  return event;
}
// And the end of so many Working Days from today, with how it was counted.
template <class Event, class Command>
Event kept_until(const Look& look, const Command& command, Time Event::*end, int working_days) {
  auto event = kept<Event>(command);
  keep_counted(event, event.*end, closing_after(look.setting, look.setting.on, working_days));
  return event;
}
// What the Panel and the Authority share.
template <class Event, class Command>
Event of_either(const Look& look, const Command& command) {
  auto event = kept<Event>(command);
  if (acts_for_authority(look, command)) event.by_authority = true;
  return event;
}
// The clock's name of the window that is open, for what ended it instead.
template <class Event, class Command>
Event ended_by_hand(const Look& look, const Command& command) {
  Event event;
  event.name_ = window_timer(look.facts, look.state);
  event.decision = command.decision;
  event.reason = command.reason;
  return event;
}

}  // namespace sec
