// The states of a meeting, and the sets of them that rows hold in.
#pragma once

#include "engine/table.hpp"

namespace sec::meeting {

struct New : engine::State<"", "Not scheduled yet", ""> {};
struct ScheduledState : engine::State<"scheduled", "Scheduled", "Before the meeting"> {};
struct PapersIssuedState : engine::State<"papers-issued", "Papers issued", "Before the meeting"> {};
struct HeldState : engine::State<"held", "Held", "Minutes"> {};
struct MinutesDraftState : engine::State<"minutes-draft", "Minutes in draft", "Minutes"> {};
struct MinutesApprovedState : engine::State<"minutes-approved", "Minutes approved", "Closed", true> {};
using States =
    engine::mp11::mp_list<New, ScheduledState, PapersIssuedState, HeldState, MinutesDraftState, MinutesApprovedState>;
using Open = engine::AnyOf<ScheduledState, PapersIssuedState, HeldState, MinutesDraftState>;
using EverCalled = engine::AnyOf<ScheduledState, PapersIssuedState, HeldState, MinutesDraftState, MinutesApprovedState>;
using AfterIt = engine::AnyOf<HeldState, MinutesDraftState>;
using WithMinutes = engine::AnyOf<HeldState, MinutesDraftState, MinutesApprovedState>;

}  // namespace sec::meeting
