// The states of a release, and the sets of them that rows hold in.
#pragma once

#include "engine/table.hpp"

namespace sec::release {

struct New : engine::State<"", "Not proposed yet", ""> {};
struct ProposedState : engine::State<"proposed", "Proposed", "Planning"> {};
struct AgreedState : engine::State<"agreed", "Agreed: its scope is open", "Planning"> {};
struct FrozenState : engine::State<"frozen", "Scope closed", "Delivery"> {};
struct LiveState : engine::State<"live", "Live", "Closed", true> {};
struct CancelledState : engine::State<"cancelled", "Cancelled", "Closed", true> {};
using States = engine::mp11::mp_list<New, ProposedState, AgreedState, FrozenState, LiveState, CancelledState>;
using EverProposed = engine::AnyOf<ProposedState, AgreedState, FrozenState, LiveState, CancelledState>;
using Open = engine::AnyOf<ProposedState, AgreedState, FrozenState>;
using NotCancelled = engine::AnyOf<ProposedState, AgreedState, FrozenState, LiveState>;
using ScopeOpen = engine::AnyOf<ProposedState, AgreedState>;
using Decided = engine::AnyOf<AgreedState, FrozenState>;

}  // namespace sec::release
