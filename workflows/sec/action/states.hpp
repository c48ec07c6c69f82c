// The states of an action, and the sets of them that rows hold in.
#pragma once

#include "engine/table.hpp"

namespace sec::action {

struct New : engine::State<"", "Not raised yet", ""> {};
struct OpenState : engine::State<"open", "Open", "Open"> {};
struct MarkedClosedState : engine::State<"marked-closed", "Marked as CLOSED, not formally closed yet", "Open"> {};
struct ClosedState : engine::State<"closed", "Formally closed", "Closed", true> {};
struct SupersededState : engine::State<"superseded", "Superseded by another action", "Closed", true> {};
using States = engine::mp11::mp_list<New, OpenState, MarkedClosedState, ClosedState, SupersededState>;
using EverRaised = engine::AnyOf<OpenState, MarkedClosedState, ClosedState, SupersededState>;
using Live = engine::AnyOf<OpenState, MarkedClosedState>;

}  // namespace sec::action
