// Reads the holidays that are built in, counts Working Days, and says how they were counted.
#include "workflows/sec/terms/calendar.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/spoken.hpp"
#include "workflows/sec/terms/bank_holidays.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

extern const char* const bank_holidays_england_wales;  // data/bank-holidays-england-wales.json, built in

namespace {
engine::CalendarYears years_from(int first, int published) {
  return {first, published, published + calendar_periods.years_by_rule, calendar_periods.last_year_of_all};
}

engine::Calendar built_in() {
  const auto years = nlohmann::json::parse(bank_holidays_england_wales);
  std::vector<Date> days;
  int first = calendar_periods.last_year_of_all, last = 0;
  for (const auto& [year, dates] : years.items()) {
    first = std::min(first, std::stoi(year));
    last = std::max(last, std::stoi(year));
    for (const auto& date : dates) days.push_back(engine::read_date(date.get<std::string>()).value());
  }
  for (int year = last + 1; year <= calendar_periods.last_year_of_all; ++year)
    for (const auto day : bank_holidays_by_rule(year)) days.push_back(day);
  return engine::Calendar(std::string(calendar_id), years_from(first, last), std::move(days));
}
}  // namespace

const engine::Calendar& calendar() {
  static const auto calendar = built_in();
  return calendar;
}

std::shared_ptr<const engine::Calendar> calendar_with(const engine::Calendar& calendar, int published,
                                                      std::vector<Date> holidays) {
  return std::make_shared<const engine::Calendar>(calendar.name(), years_from(calendar.years().first, published),
                                                  std::move(holidays));
}

std::optional<int> working_days_between(Date from, Date to, const engine::Calendar& by) {
  try {
    return by.between(from, to);
  } catch (const engine::OutsideCalendar&) {
    return {};
  }
}

Date working_day_by(Date day, const engine::Calendar& calendar) {
  try {
    return calendar.is_working_day(day) ? day : calendar.add(day, -1);
  } catch (const engine::OutsideCalendar&) {
    return day;
  }
}

std::optional<std::string> why_no_working_day(Date day, const engine::Calendar& calendar) {
  const auto before = working_day_by(day, calendar);
  if (before == day) return {};
  return fmt::format("{} is no Working Day: the one before it is {} ({})", engine::spoken(day), engine::spoken(before),
                     engine::to_text(before));
}

Counting counting(const engine::Calendar& calendar, Date from, int working_days) {
  const auto last = calendar.add(from, working_days);
  return {from, working_days, calendar.skipped(from, last), calendar.provisional_from(std::max(from, last))};
}

Closing closing_after(const engine::Setting& setting, Date day, int working_days) {
  const auto& calendar = calendar_of(setting);
  return {engine::close_of_business(calendar.add(day, working_days)), counting(calendar, day, working_days)};
}

std::string date_text(Date day) { return engine::spoken_short(day); }

Date counted_to(const Counting& counted) {
  return engine::weekday_after(counted.from, counted.working_days, counted.skipping);
}

std::string explanation(const Counting& counted, Time due) {
  const auto in_words = [&](Date day) {
    auto words = date_text(day);
    if (day.year() == counted.from.year()) words.resize(words.rfind(' '));
    return words;
  };
  const auto first = engine::weekday_after(counted.from, 1, counted.skipping);
  std::string skipped;
  for (const auto day : counted.skipping) skipped += (skipped.empty() ? "" : ", ") + in_words(day);
  const auto last = counted_to(counted), is = engine::london_date(due);
  return std::to_string(counted.working_days) + " Working Day" + (counted.working_days == 1 ? "" : "s") + " from " +
         date_text(counted.from) + ", counting from " + in_words(first) + ", skipping " +
         (skipped.empty() ? "none" : skipped) +
         (last == is ? "" : "; that comes to " + date_text(last) + ", and it was moved to " + date_text(is)) +
         (counted.provisional_from ? "; provisional: " + not_published(*counted.provisional_from) : "");
}

std::string not_published(Date provisional_from) {
  return fmt::format("the bank holidays of {} are not published yet", static_cast<int>(provisional_from.year()));
}

}  // namespace sec
