// What other cases ask of a modification: the calendar when a holiday is proclaimed, a release when its date moves. No
// token carries their roles.
#pragma once

#include "workflows/sec/command.hpp"

namespace sec {

enum class ReleaseChange { included, removed, moved, requested, directed };
BOOST_DESCRIBE_ENUM(ReleaseChange, included, removed, moved, requested, directed)

namespace by {
inline constexpr List<1> calendar{"calendar"};
inline constexpr List<1> release{"release"};
}  // namespace by

struct MoveDeadlines : Common {
  SEC_COMMAND("move-deadlines", by::calendar, "A holiday was proclaimed: open deadlines counted over it move.");
  static constexpr bool while_held = true;
  std::string calendar;
  Date holiday{};
  std::string holiday_name;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MoveDeadlines, (Common), (calendar, holiday, holiday_name, reason))

struct RecordRelease : Common {
  SEC_COMMAND("record-release", by::release, "What was decided of the release that parts of it are in.");
  static constexpr bool while_held = true;
  std::string release;
  OneOrMore<int> parts;
  ReleaseChange change{};
  std::optional<Date> on;     // the release's date; asked for, when it was requested
  std::optional<Date> until;  // the end of the range of discretion
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(RecordRelease, (Common), (release, parts, change, on, until, reason))

}  // namespace sec
