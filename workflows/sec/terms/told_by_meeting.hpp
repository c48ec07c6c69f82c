// What a meeting tells the actions that were raised at it: that everybody may read its minutes, and that an item has
// become more confidential than it was.
#pragma once

#include "workflows/sec/terms/declare.hpp"

namespace sec {

struct ShowWithMinutes : Basics {
  SEC_COMMAND("show-with-minutes", by::nobody, "The minutes of its meeting are published, and it with them.");
  static constexpr std::string_view sent_by = "meeting";
  std::string meeting;
};
BOOST_DESCRIBE_STRUCT(ShowWithMinutes, (Basics), (meeting))

struct FollowItem : Basics {
  SEC_COMMAND("follow-item", by::nobody, "The item that it was raised under got a higher light: it follows.");
  static constexpr std::string_view sent_by = "meeting";
  std::string meeting;
  int item = 0;
  Classification light{};
};
BOOST_DESCRIBE_STRUCT(FollowItem, (Basics), (meeting, item, light))

}  // namespace sec
