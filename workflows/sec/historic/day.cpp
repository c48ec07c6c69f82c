// Reads days and ranges of days; each way in which one can be doubtful has a sentence of its own.
#include "workflows/sec/historic/day.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "engine/blanks.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec::historic {

namespace {
using engine::Date;

// Its numbers and words, in lower case: "Fri 15th March, 2019" gives fri, 15th, march, 2019.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  bool inside = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool part = std::isalnum(byte) != 0;
    if (part && !inside) tokens.emplace_back();
    if (part) tokens.back() += engine::lower(c);
    inside = part;
  }
  return tokens;
}

std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 4 ||
      !std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); }))
    return {};
  return std::stoi(std::string(text));
}

// By its first three letters, if the rest fits: "sep", "sept", "september".
int month_named(std::string_view word) {
  for (unsigned month = 1; month <= 12; ++month)
    if (word.size() >= 3 && engine::lower(engine::month_name(std::chrono::month(month))).starts_with(word))
      return static_cast<int>(month);
  return 0;
}

bool weekday_named(std::string_view word) {
  static constexpr std::string_view days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};
  return word.size() >= 3 &&
         std::any_of(std::begin(days), std::end(days), [&](auto day) { return day.starts_with(word); });
}

std::variant<Date, BadDay> day_of(int year, int month, int day) {
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (year > 2199) return BadDay{DayFault::impossible, fmt::format("there was no register in {:04}", year)};
  if (!date.ok())
    return BadDay{DayFault::impossible, fmt::format("there is no day {} in month {} of {}", day, month, year)};
  if (date < code_began_on)
    return BadDay{DayFault::impossible, fmt::format("the Code began on {}", engine::to_text(code_began_on))};
  return date;
}

BadDay unreadable() { return {DayFault::unreadable, "it is not a day in any spelling that is known here"}; }

std::variant<Date, BadDay> from_numbers(const std::vector<std::string>& tokens, char separator) {
  const auto a = number(tokens[0]), b = number(tokens[1]), c = number(tokens[2]);
  if (!a || !b || !c) return unreadable();
  if (tokens[0].size() == 4) {  // with a full stop nobody writes it so
    return separator == '.' ? std::variant<Date, BadDay>(unreadable()) : day_of(*a, *b, *c);
  }
  if (tokens[2].size() == 4) return day_of(*c, *b, *a);
  return BadDay{DayFault::ambiguous, "its year has no century, and its order is not clear"};
}

std::variant<Date, BadDay> from_words(std::vector<std::string> tokens) {
  if (!tokens.empty() && weekday_named(tokens[0])) tokens.erase(tokens.begin());
  std::erase(tokens, "of");
  std::erase(tokens, "the");
  if (tokens.size() == 3 && month_named(tokens[0]) != 0) std::swap(tokens[0], tokens[1]);  // "March 15, 2019"
  if (tokens.size() == 2 && month_named(tokens[0]) != 0 && number(tokens[1]))
    return BadDay{DayFault::ambiguous, "it names a month and no day"};
  if (tokens.size() != 3) return unreadable();
  auto day = tokens[0];
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (day.size() > 2 && day.ends_with(ending)) day.resize(day.size() - 2);
  const auto on = number(day), year = number(tokens[2]);
  const int month = month_named(tokens[1]);
  if (!on || !year || month == 0) return unreadable();
  if (tokens[2].size() != 4) return BadDay{DayFault::ambiguous, "its year has no century"};
  return day_of(*year, month, *on);
}
}  // namespace

std::optional<Date> day_of_serial(std::string_view text) {
  static constexpr Date first{std::chrono::year{1899}, std::chrono::month{12}, std::chrono::day{30}};
  constexpr std::size_t digits = 5;  // every day from 1927 to 2173
  const auto fraction = text.find('.');
  const auto whole = text.substr(0, fraction);
  const auto only_digits = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isdigit(c); });
  };
  if (whole.size() != digits || !only_digits(whole)) return {};
  if (fraction != std::string_view::npos && (fraction + 1 == text.size() || !only_digits(text.substr(fraction + 1))))
    return {};
  const Date day = std::chrono::sys_days(first) + std::chrono::days(std::stoi(std::string(whole)));
  return day < code_began_on ? std::nullopt : std::optional(day);
}

namespace {
// Without an hour after it, as spreadsheets and databases write one: "2019-03-15 00:00:00", "2019-03-15T09:30:00Z".
std::string_view without_hour(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  const auto before = text.find_last_not_of("0123456789", colon - 1);
  if (before == std::string_view::npos || before == 0 || (text[before] != ' ' && text[before] != 'T')) return text;
  return text.find_first_not_of("0123456789:.Z+ ", before + 1) == std::string_view::npos ? text.substr(0, before)
                                                                                         : text;
}
}  // namespace

std::variant<Date, BadDay> read_day(std::string_view written) {
  const auto text = without_hour(engine::without_blanks(written));
  const auto tokens = tokens_of(text);
  if (text.starts_with("-") || text.find("/-") != std::string_view::npos || text.find("--") != std::string_view::npos)
    return BadDay{DayFault::impossible, "its year lies before the first"};
  const bool numbers =
      !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [](const auto& one) { return number(one); });
  if (!numbers) return from_words(tokens);
  const auto separator = text.find_first_of("-/.");
  if (tokens.size() == 3 && separator != std::string_view::npos) return from_numbers(tokens, text[separator]);
  if (tokens.size() == 2) return BadDay{DayFault::ambiguous, "it names a month and no day"};
  if (tokens.size() == 1 && tokens[0].size() == 4) return BadDay{DayFault::ambiguous, "it names a year and no day"};
  return unreadable();
}

std::pair<std::string, std::string> split_range(std::string_view text) {
  for (const std::string_view between : {" to ", " - ", " \u2013 "})
    if (const auto at = text.find(between); at != std::string_view::npos)
      return {std::string(text.substr(0, at)), std::string(text.substr(at + between.size()))};
  return {std::string(text), ""};
}

}  // namespace sec::historic
