// What is remembered of a calendar: which days were added, withdrawn and moved, which years were published.
#pragma once

#include "engine/calendar.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec::holidays {

struct AddedHoliday {
  Date date{};
  std::string name;
  Text reason;
  Date added_on{};
};
BOOST_DESCRIBE_STRUCT(AddedHoliday, (), (date, name, reason, added_on))

struct WithdrawnHoliday {
  Date date{};
  Text reason;
  Date withdrawn_on{};
};
BOOST_DESCRIBE_STRUCT(WithdrawnHoliday, (), (date, reason, withdrawn_on))

struct NamedHoliday {
  Date date{};
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedHoliday, (), (date, name))

struct PublishedYear {
  int year = 0;
  std::vector<NamedHoliday> holidays;
  std::optional<Text> reason;
  Date published_on{};
};
BOOST_DESCRIBE_STRUCT(PublishedYear, (), (year, holidays, reason, published_on))

struct Facts {
  std::vector<AddedHoliday> added;
  std::vector<WithdrawnHoliday> withdrawn;
  std::vector<PublishedYear> published;
  std::shared_ptr<const engine::Calendar> calendar;  // shared by the versions between two changes
};

}  // namespace sec::holidays
