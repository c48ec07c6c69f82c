// What can be asked of a calendar, and its rows.
#pragma once

#include "engine/table.hpp"
#include "workflows/sec/holidays/facts.hpp"
#include "workflows/sec/terms/declare.hpp"

namespace sec::holidays {

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

struct WithdrawHoliday : Common {
  SEC_COMMAND("withdraw-holiday", by::operators,
              "A day is no holiday, or none any more: deadlines that are open and counted over it move back.");
  Date date{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawHoliday, (Common), (date, reason))

struct MoveHoliday : Common {
  SEC_COMMAND("move-holiday", by::operators,
              "A holiday is kept on another day: deadlines that are open and counted over either move.");
  Date from_{};
  Date to{};
  std::optional<std::string> name_;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(MoveHoliday, (Common), (from_, to, name_, reason))

struct PublishYear : Common {
  SEC_COMMAND("publish-year", by::operators,
              "The bank holidays of a year were published: what was counted over them provisionally moves, and is "
              "provisional no more. Of a year that is published already, what differs is changed.");
  int year = 0;
  OneOrMore<NamedHoliday> holidays;
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(PublishYear, (Common), (year, holidays, reason))
void check(const AddHoliday& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const MoveHoliday& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const PublishYear& command, const engine::Setting& setting, engine::body::Reading& reading);

struct Established : Keeps<Established, Establish, "calendar-established"> {};
struct HolidayAdded : Keeps<HolidayAdded, AddHoliday, "holiday-added"> {};
struct HolidayWithdrawn : Keeps<HolidayWithdrawn, WithdrawHoliday, "holiday-withdrawn"> {};
struct HolidayMoved : Keeps<HolidayMoved, MoveHoliday, "holiday-moved"> {};
struct YearPublished : Keeps<YearPublished, PublishYear, "year-published"> {};

inline void step(Facts&, const engine::Entry&) {}
void apply(Facts& facts, const Established& event, const engine::Entry& entry);
void apply(Facts& facts, const HolidayAdded& event, const engine::Entry& entry);
void apply(Facts& facts, const HolidayWithdrawn& event, const engine::Entry& entry);
void apply(Facts& facts, const HolidayMoved& event, const engine::Entry& entry);
void apply(Facts& facts, const YearPublished& event, const engine::Entry& entry);

struct New : engine::State<"", "Not kept yet", ""> {};
struct Kept : engine::State<"kept", "Kept", "Kept"> {};

struct CalendarIsKnown {
  static constexpr std::string_view who = "operator";
  static Reason unmet(const Look& look, const Establish& command);
};
struct IsAWorkingDay {
  static constexpr std::string_view who = "operator";
  static Reason unmet(const Look& look, const AddHoliday& command);
  static Reason unmet(const Look& look, const MoveHoliday& command);
};
struct IsAHoliday {
  static constexpr std::string_view who = "operator";
  static Reason unmet(const Look& look, const WithdrawHoliday& command);
  static Reason unmet(const Look& look, const MoveHoliday& command);
};

using engine::Row;
using engine::Stay;
using engine::When;
// clang-format off
using Rows = engine::Table<
  //   from   command           to     records            when                              clause
  Row< New  , Establish       , Kept , Established      , When<CalendarIsKnown>           , "A1, 5.1" >,
  Row< Kept , AddHoliday      , Stay , HolidayAdded     , When<IsAWorkingDay>             , "A1, 5.5" >,
  Row< Kept , WithdrawHoliday , Stay , HolidayWithdrawn , When<IsAHoliday>                , "A1, 5.5" >,
  Row< Kept , MoveHoliday     , Stay , HolidayMoved     , When<IsAHoliday, IsAWorkingDay> , "A1, 5.5" >,
  Row< Kept , PublishYear     , Stay , YearPublished    , When<>                          , "DEF 16.16" >
>;
// clang-format on

}  // namespace sec::holidays
