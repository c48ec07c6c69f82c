// What one change of a modification brings with it elsewhere: each slice says it of its own events.
#include "workflows/sec/modification/consequences.hpp"

#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/stages/raising.hpp"

namespace sec {

std::vector<engine::Consequence> consequences(const Facts& before, std::string_view state, const engine::Entry& entry) {
  if (entry.event.type == TakenOver::name) return past_steps(entry);
  if (entry.event.type == SplitUp::name) return parts_of(before, state, entry);
  if (entry.event.type == Consolidated::name) return joined(before, entry);
  return {};
}

}  // namespace sec
