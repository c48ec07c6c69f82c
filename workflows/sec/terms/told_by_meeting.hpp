// What a meeting tells the cases that were decided at it, and the actions that were raised at it: that everybody may
// read its minutes, and that an item has another light than it had.
#pragma once

#include "workflows/sec/terms/declare.hpp"

namespace sec {

struct ShowWithMinutes : Basics {
  SEC_COMMAND("show-with-minutes", by::nobody, "The minutes of its meeting are published, and it with them.");
  static constexpr std::string_view sent_by = "meeting";
  std::string meeting;
};
BOOST_DESCRIBE_STRUCT(ShowWithMinutes, (Basics), (meeting))

// The lines of one step, by the first of them, and the light that each has now.
struct StepLights {
  int line = 0;
  std::vector<Classification> lights;
};
BOOST_DESCRIBE_STRUCT(StepLights, (), (line, lights))

struct FollowItem : Basics {
  SEC_COMMAND("follow-item", by::nobody, "The item that it came out of got another light: it follows.");
  static constexpr bool while_held = true;
  static constexpr std::string_view sent_by = "meeting";
  std::string meeting;
  int item = 0;
  Classification light{};
  std::optional<bool> lowered;    // what had a lower light before the item was raised has it again
  std::vector<StepLights> steps;  // that came out of lines of the item
};
BOOST_DESCRIBE_STRUCT(FollowItem, (Basics), (meeting, item, light, lowered, steps))

}  // namespace sec
