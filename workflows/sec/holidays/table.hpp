// What is remembered of a calendar, what can be asked of it, and its two rows.
#pragma once

#include "engine/calendar.hpp"
#include "engine/table.hpp"
#include "workflows/sec/terms/declare.hpp"

namespace sec::holidays {

struct AddedHoliday {
  Date date{};
  std::string name;
  Text reason;
  Date added_on{};
};
BOOST_DESCRIBE_STRUCT(AddedHoliday, (), (date, name, reason, added_on))

struct Facts {
  std::vector<AddedHoliday> added;
  std::shared_ptr<const engine::Calendar> calendar;  // shared by the versions between two holidays
};

using Look = engine::Look<Facts>;
using engine::Reason;
using engine::unless;

struct Establish : Common {
  SEC_COMMAND("establish", by::operators, "A calendar is kept from now on, with the holidays that are built in.");
  static constexpr bool opens = true;
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Establish, (Common), (id))

struct AddHoliday : Common {
  SEC_COMMAND("add-holiday", by::operators,
              "A day was proclaimed a holiday: deadlines that are open and counted over it move; no other does.");
  Date date{};
  std::string name_;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(AddHoliday, (Common), (date, name_, reason))

struct Established : Keeps<Established, Establish, "calendar-established"> {};
struct HolidayAdded : Keeps<HolidayAdded, AddHoliday, "holiday-added"> {};

inline void step(Facts&, const engine::Entry&) {}
void apply(Facts& facts, const Established& event, const engine::Entry& entry);
void apply(Facts& facts, const HolidayAdded& event, const engine::Entry& entry);

struct New : engine::State<"", "Not kept yet", ""> {};
struct Kept : engine::State<"kept", "Kept", "Kept"> {};

struct CalendarIsKnown {
  static constexpr std::string_view who = "operator";
  static Reason unmet(const Look& look, const Establish& command);
};
struct IsAWorkingDay {
  static constexpr std::string_view who = "operator";
  static Reason unmet(const Look& look, const AddHoliday& command);
};

using engine::Row;
using engine::Stay;
using engine::When;
// clang-format off
using Rows = engine::Table<
  //   from   command      to     records        when                     clause
  Row< New  , Establish  , Kept , Established  , When<CalendarIsKnown>  , "A1, 5.1" >,
  Row< Kept , AddHoliday , Stay , HolidayAdded , When<IsAWorkingDay>    , "A1, 5.5" >
>;
// clang-format on

}  // namespace sec::holidays
