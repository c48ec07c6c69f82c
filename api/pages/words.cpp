// Writes days and hours out.
#include "api/pages/words.hpp"

#include <fmt/format.h>

#include "engine/calendar.hpp"

namespace api::pages {
namespace {

constexpr const char* weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};

}  // namespace

std::string short_words(engine::Date day) {
  return fmt::format("{} {} {}", unsigned(day.day()), months[unsigned(day.month()) - 1], int(day.year()));
}

std::string in_words(engine::Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  return fmt::format("{} {}", weekdays[weekday.c_encoding()], short_words(day));
}

std::string hour_in_words(engine::Time time) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(engine::london_hour(time)).count();
  if (minutes == 0) return "midnight";
  if (minutes == 12 * 60) return "midday";
  const auto hour = (minutes / 60 + 11) % 12 + 1;
  const char* half = minutes < 12 * 60 ? "am" : "pm";
  return minutes % 60 == 0 ? fmt::format("{}{}", hour, half) : fmt::format("{}:{:02}{}", hour, minutes % 60, half);
}

std::string in_words(engine::Time time) {
  return fmt::format("{} on {}", hour_in_words(time), in_words(engine::london_date(time)));
}

std::string read_in_words(std::string_view text) {
  if (const auto day = engine::read_date(text)) return in_words(*day);
  const auto time = engine::read_time(text);
  return time ? in_words(*time) : "";
}

}  // namespace api::pages
