// What came out of a meeting's item has the light that the item has now, wherever it stands (sec-rules 16.9).
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can have happened; what is asked is in terms/told_by_meeting.hpp. Nobody takes a step by it.

struct LightFollowed : Keeps<LightFollowed, FollowItem, "light-followed"> {
  static constexpr bool lasting = true;
};
static_assert(LightFollowed::name == light_followed);

SEC_APPLY(LightFollowed);

// Its parts hear of it: they carry what was said of their whole.
std::vector<engine::Circular> told_parts(const Facts& after, const engine::Entry& entry);

SEC_GUARD(ItsItemHasAnotherLight, "panel-secretary", FollowItem);

// What it adds to the table.

using LightCommands = engine::mp11::mp_list<FollowItem>;
using LightEvents = engine::mp11::mp_list<LightFollowed>;

}  // namespace sec
