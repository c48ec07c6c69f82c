// Dates as registers write them: 2019/03/15, 15/03/2019, 15th of March 2019, a serial. Nothing doubtful is guessed.
#pragma once

#include <optional>
#include <variant>

#include "engine/types.hpp"

namespace sec::historic {

enum class DayFault { impossible, ambiguous, unreadable };
struct BadDay {
  DayFault fault{};
  std::string why;  // "there is no 30/11 in a year -1"
};
std::variant<engine::Date, BadDay> read_day(std::string_view text);
// "43539", as a spreadsheet counts days from 1900; nothing: it is no such number of a day since the Code began.
std::optional<engine::Date> day_of_serial(std::string_view text);

// "15 Mar 2019 to 5 Apr 2019" in two; the second is empty for a single day.
std::pair<std::string, std::string> split_range(std::string_view text);

}  // namespace sec::historic
