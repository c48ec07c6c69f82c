// Reads the holidays that are built in, counts Working Days, and says how they were counted.
#include "workflows/sec/terms/calendar.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/text.hpp"

namespace sec {

extern const char* const bank_holidays_england_wales;  // data/bank-holidays-england-wales.json, built in

const engine::Calendar& calendar() {
  static const auto calendar = [] {
    const auto years = nlohmann::json::parse(bank_holidays_england_wales);
    std::vector<engine::Date> days;
    int first = 9999, last = 0;
    for (const auto& [year, dates] : years.items()) {
      first = std::min(first, std::stoi(year));
      last = std::max(last, std::stoi(year));
      for (const auto& date : dates) days.push_back(engine::read_date(date.get<std::string>()).value());
    }
    return engine::Calendar("england-and-wales", first, last, std::move(days));
  }();
  return calendar;
}

std::optional<int> working_days_between(Date from, Date to) {
  try {
    return calendar().between(from, to);
  } catch (const engine::OutsideCalendar&) {
    return {};
  }
}

Counting counting(const engine::Calendar& calendar, Date from, int working_days) {
  return {from, working_days, calendar.skipped(from, calendar.add(from, working_days))};
}

Closing closing_after(const engine::Setting& setting, Date day, int working_days) {
  const auto& calendar = calendar_of(setting);
  return {engine::close_of_business(calendar.add(day, working_days)), counting(calendar, day, working_days)};
}

std::string date_text(Date day) {
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()), engine::month_name(day.month()),
                     static_cast<int>(day.year()));
}

std::string explanation(const Counting& counted) {
  const auto in_words = [&](Date day) {
    auto words = date_text(day);
    if (day.year() == counted.from.year()) words.resize(words.rfind(' '));
    return words;
  };
  auto first = std::chrono::sys_days(counted.from);
  const auto none = [&] {
    const auto weekday = std::chrono::weekday(first);
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday ||
           std::find(counted.skipping.begin(), counted.skipping.end(), Date(first)) != counted.skipping.end();
  };
  do first += std::chrono::days(1);
  while (none());
  std::string skipped;
  for (const auto day : counted.skipping) skipped += (skipped.empty() ? "" : ", ") + in_words(day);
  return std::to_string(counted.working_days) + " Working Days from " + date_text(counted.from) + ", counting from " +
         in_words(Date(first)) + ", skipping " + (skipped.empty() ? "none" : skipped);
}

}  // namespace sec
