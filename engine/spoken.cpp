// Writes days and hours out.
#include "engine/spoken.hpp"

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace engine {
namespace {

constexpr const char* weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

}  // namespace

std::string spoken_short(Date day) {
  return fmt::format("{} {} {}", unsigned(day.day()), month_name(day.month()), int(day.year()));
}

std::string spoken(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  return fmt::format("{} {}", weekdays[weekday.c_encoding()], spoken_short(day));
}

std::string spoken_hour(Time time) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(london_hour(time)).count();
  if (minutes == 0) return "midnight";
  if (minutes == 12 * 60) return "midday";
  const auto hour = (minutes / 60 + 11) % 12 + 1;
  const char* half = minutes < 12 * 60 ? "am" : "pm";
  return minutes % 60 == 0 ? fmt::format("{}{}", hour, half) : fmt::format("{}:{:02}{}", hour, minutes % 60, half);
}

std::string spoken(Time time) { return fmt::format("{} on {}", spoken_hour(time), spoken(london_date(time))); }

std::string spoken_text(std::string_view text) {
  if (const auto day = read_date(text)) return spoken(*day);
  const auto time = read_time(text);
  return time ? spoken(*time) : "";
}

}  // namespace engine
