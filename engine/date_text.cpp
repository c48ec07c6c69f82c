// Dates and instants as text, read strictly: what is not exactly of the form, or does not exist, is not read at all.
#include "engine/calendar.hpp"

namespace engine {
namespace {

using namespace std::chrono;

constexpr int first_year = 1900;
constexpr int last_year = 2199;
constexpr std::size_t fraction_digits_max = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes `digits` digits off the front; nullopt when there are fewer.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

// Writes `number` with leading zeros over `digits` places of `text`.
void put(std::string& text, std::size_t at, std::size_t digits, unsigned number) {
  for (std::size_t i = digits; i > 0; --i, number /= 10) text[at + i - 1] = static_cast<char>('0' + number % 10);
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto y = take_number(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_number(text, 2);
  if (!d || *y < first_year || *y > last_year) return std::nullopt;
  const Date date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<seconds> take_hours_and_minutes(std::string_view& text) {
  const auto h = take_number(text, 2);
  if (!h || !take(text, ':')) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m || *h > 23 || *m > 59) return std::nullopt;
  return hours(*h) + minutes(*m);
}

std::optional<seconds> take_clock(std::string_view& text) {
  const auto minutes = take_hours_and_minutes(text);
  if (!minutes || !take(text, ':')) return std::nullopt;
  const auto s = take_number(text, 2);
  if (!s || *s > 59) return std::nullopt;
  if (!take(text, '.')) return *minutes + seconds(*s);
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits == 0 || digits > fraction_digits_max) return std::nullopt;
  text.remove_prefix(digits);
  return *minutes + seconds(*s);
}

std::optional<seconds> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return seconds(0);
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto offset = take_hours_and_minutes(text);
  if (!offset) return std::nullopt;
  return west ? -*offset : *offset;
}

bool in_years(Time instant) {
  const auto year = int(Date(floor<days>(instant)).year());
  return first_year <= year && year <= last_year;
}

}  // namespace

// Written by hand: a register of cases has thousands of dates, and a formatting library takes ten times as long.
std::string to_text(Date day) {
  std::string text = "0000-00-00";
  put(text, 0, 4, static_cast<unsigned>(int(day.year())));
  put(text, 5, 2, unsigned(day.month()));
  put(text, 8, 2, unsigned(day.day()));
  return text;
}

std::string to_text(Time instant) {
  const auto day = floor<days>(instant);
  const hh_mm_ss clock(instant - day);
  std::string text = to_text(Date(day)) + "T00:00:00Z";
  put(text, 11, 2, static_cast<unsigned>(clock.hours().count()));
  put(text, 14, 2, static_cast<unsigned>(clock.minutes().count()));
  put(text, 17, 2, static_cast<unsigned>(clock.seconds().count()));
  return text;
}

std::optional<Date> read_date(std::string_view text) {
  const auto date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

std::optional<Time> read_time(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !(take(text, 'T') || take(text, 't'))) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const auto instant = Time(sys_days(*date)) + *clock - *offset;
  return in_years(instant) ? std::optional(instant) : std::nullopt;
}

}  // namespace engine
