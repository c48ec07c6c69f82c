// What other cases ask of a modification: the calendar when it changes, a release when its date moves, a
// modification that is handled jointly with it. No token carries their roles.
#pragma once

#include "workflows/sec/terms/declare.hpp"

namespace sec {

// `proposed`: the release that parts have named has come to be.
enum class ReleaseChange { included, removed, moved, requested, directed, proposed };
BOOST_DESCRIBE_ENUM(ReleaseChange, included, removed, moved, requested, directed, proposed)

struct MoveDeadlines : Common {
  SEC_COMMAND("move-deadlines", by::nobody, "The calendar has changed: open deadlines that are counted over it move.");
  static constexpr bool while_held = true;
  static constexpr std::string_view sent_by = "calendar";
  std::string calendar;
  // What has changed: a holiday was proclaimed, withdrawn, moved (both), or a year was published.
  std::optional<Date> holiday;
  std::optional<std::string> holiday_name;
  std::optional<Date> withdrawn;
  std::optional<int> published_year;
  std::vector<Date> changed;  // of a year that was published: days that were a holiday before or are one now, not both
  Text reason;
};
BOOST_DESCRIBE_STRUCT(MoveDeadlines, (Common),
                      (calendar, holiday, holiday_name, withdrawn, published_year, changed, reason))

struct RecordRelease : Common {
  SEC_COMMAND("record-release", by::nobody, "What was decided of the release that parts of it are in.");
  static constexpr bool while_held = true;
  static constexpr std::string_view sent_by = "release";
  std::string release;
  std::vector<int> parts;  // none: those that have named it
  ReleaseChange change{};
  std::optional<Date> on;     // the release's date; asked for, when it was requested
  std::optional<Date> until;  // the end of the range of discretion
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(RecordRelease, (Common), (release, parts, change, on, until, reason))

struct RecordJoint : Common {
  SEC_COMMAND("record-joint", by::nobody, "Another modification is handled jointly with it (T48, D3.6(g)).");
  static constexpr bool while_held = true;
  static constexpr std::string_view sent_by = "modification";
  std::string ref;
};
BOOST_DESCRIBE_STRUCT(RecordJoint, (Common), (ref))

struct RecordRenamed : Common {
  SEC_COMMAND("record-renamed", by::nobody, "A modification that it names is called otherwise from now on.");
  static constexpr bool while_held = true;
  static constexpr std::string_view sent_by = "modification";
  std::string former;
  std::string ref;  // from now on
};
BOOST_DESCRIBE_STRUCT(RecordRenamed, (Common), (former, ref))

}  // namespace sec
