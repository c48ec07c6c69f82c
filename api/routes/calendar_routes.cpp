// Working Day sums, and the holidays that they go by.
#include <fmt/format.h>

#include "api/http/conditions.hpp"
#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/context.hpp"
#include "api/routes/kept_calendar.hpp"
#include "engine/json_text.hpp"

namespace api {
namespace {

constexpr int days_max = 5000;

std::string days_json(const std::vector<engine::Date>& days) {
  std::string out;
  engine::append_list(out, days,
                      [](std::string& text, engine::Date day) { engine::append_quoted(text, engine::to_text(day)); });
  return out;
}

// Since when the answer is provisional, if it is: as a further member.
std::string provisional(const engine::Calendar& calendar, engine::Date from, engine::Date to) {
  const auto since = calendar.provisional_from(std::max(from, to));
  return since ? fmt::format(R"(,"provisional_from":"{}")", engine::to_text(*since)) : "";
}

std::string sum(const engine::Calendar& calendar, engine::Date from, int add, engine::Date date) {
  return fmt::format(R"({{"from":"{}","add":{},"date":"{}","calendar":{},"skipped":{}{}}})", engine::to_text(from), add,
                     engine::to_text(date), in_quotes(calendar.name()), days_json(calendar.skipped(from, date)),
                     provisional(calendar, from, date));
}

std::string span(const engine::Calendar& calendar, engine::Date from, engine::Date to) {
  return fmt::format(R"({{"from":"{}","to":"{}","working_days":{},"calendar":{},"skipped":{}{}}})",
                     engine::to_text(from), engine::to_text(to), calendar.between(from, to), in_quotes(calendar.name()),
                     days_json(calendar.skipped(from, to)), provisional(calendar, from, to));
}

// What asks for a day that the calendar does not have is the fault of the parameter that leads there.
template <class Ask>
auto of_parameter(const char* name, Ask ask) {
  try {
    return ask();
  } catch (const engine::OutsideCalendar& outside) {
    throw wrong_parameter(name, outside.what());
  }
}

// A day that the calendar reckons with.
engine::Date within(const engine::Calendar& calendar, engine::Date day, engine::Date today, const char* name) {
  if (const auto why = calendar.why_too_late(day, today)) throw wrong_parameter(name, "it " + *why);
  of_parameter(name, [&] { return calendar.is_working_day(day); });
  return day;
}

Response working_days(const Read& read, Call& call) {
  const engine::AsAt as_at = read_as_at(call.query);
  const auto from = call.query.date("from");
  const auto to = call.query.date("to");
  const auto add = call.query.number("add", -days_max, days_max);
  call.query.only_known();
  if (!from) throw wrong_parameter("from", "the day to count from is missing");
  if (add.has_value() == to.has_value())
    throw wrong_parameter("add", "give either add (a number of Working Days) or to (a day)");
  const KeptCalendar kept = calendar_of(read, as_at);
  const engine::Calendar& calendar = *kept.calendar;
  const auto first = within(calendar, *from, read.today(), "from");
  std::string body;
  if (to) {
    body = span(calendar, first, within(calendar, *to, read.today(), "to"));
  } else {
    const auto date = of_parameter("add", [&] { return calendar.add(first, *add); });
    body = sum(calendar, first, *add, within(calendar, date, read.today(), "add"));
  }
  const std::string tag = content_tag(body);
  return json_response(200, std::move(body)).with("ETag", tag);
}

// Those that are published and those by rule up to the last day that may be named.
std::vector<KeyedItem> holidays_of(const engine::Calendar& calendar, engine::Date today) {
  std::vector<KeyedItem> items;
  for (const engine::Date day : calendar.holidays()) {
    if (calendar.why_too_late(day, today)) break;
    items.push_back({engine::to_text(day),
                     fmt::format(R"({{"date":"{}"{}}})", engine::to_text(day), provisional(calendar, day, day))});
  }
  return items;
}

}  // namespace

void add_calendar_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route sums{"GET", "/v1/calendar/working-days", "calendar",
             "A number of Working Days added to a day, or counted between two."};
  sums.statuses = {200, 304, 422};
  sums.gives[200] = "WorkingDays";
  sums.parameters = {{"from", "Day 0.", R"({"type":"string","format":"date"})"},
                     {"add", "Working Days to add; negative counts back.", R"({"type":"integer"})"},
                     {"to", "The day to count up to, with it.", R"({"type":"string","format":"date"})"}};
  sums.parameters = both(std::move(sums.parameters), as_at_parameters());
  sums.answer = [&read](Call& call) { return working_days(read, call); };
  router.add(std::move(sums));

  Route holidays{"GET", "/v1/calendar/holidays", "calendar",
                 "The bank holidays that the calendar knows: those that are published, and later ones by rule."};
  holidays.statuses = {200, 304, 422};
  holidays.gives[200] = "HolidayPage";
  holidays.parameters = paging_parameters();
  holidays.parameters = both(std::move(holidays.parameters), as_at_parameters());
  holidays.answer = [&read](Call& call) {
    const Paging paging = read_paging(call.query);
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const KeptCalendar kept = calendar_of(read, as_at);
    if (!paging.cursor.empty() && !engine::read_date(paging.cursor))
      throw wrong_parameter("cursor", "it is not one that this list has given");
    return keyed_response(call, paging, holidays_of(*kept.calendar, read.today()));
  };
  router.add(std::move(holidays));
}

}  // namespace api
