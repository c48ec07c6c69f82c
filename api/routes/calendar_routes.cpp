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

std::string sum(const engine::Calendar& calendar, engine::Date from, int add) {
  const engine::Date date = calendar.add(from, add);
  return fmt::format(R"({{"from":"{}","add":{},"date":"{}","calendar":{},"skipped":{}}})", engine::to_text(from), add,
                     engine::to_text(date), in_quotes(calendar.name()), days_json(calendar.skipped(from, date)));
}

std::string span(const engine::Calendar& calendar, engine::Date from, engine::Date to) {
  return fmt::format(R"({{"from":"{}","to":"{}","working_days":{},"calendar":{},"skipped":{}}})", engine::to_text(from),
                     engine::to_text(to), calendar.between(from, to), in_quotes(calendar.name()),
                     days_json(calendar.skipped(from, to)));
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
  try {
    std::string body = add ? sum(calendar, *from, *add) : span(calendar, *from, *to);
    const std::string tag = content_tag(body);
    return json_response(200, std::move(body)).with("ETag", tag);
  } catch (const engine::OutsideCalendar& outside) {
    throw wrong_parameter("from", outside.what());
  }
}

}  // namespace

void add_calendar_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route sums{"GET", "/v1/calendar/working-days", "calendar",
             "A number of Working Days added to a day, or counted between two."};
  sums.statuses = {200, 304, 422};
  sums.parameters = {{"from", "Day 0.", R"({"type":"string","format":"date"})"},
                     {"add", "Working Days to add; negative counts back.", R"({"type":"integer"})"},
                     {"to", "The day to count up to, with it.", R"({"type":"string","format":"date"})"}};
  for (const auto& one : as_at_parameters()) sums.parameters.push_back(one);
  sums.answer = [&read](Call& call) { return working_days(read, call); };
  router.add(std::move(sums));

  Route holidays{"GET", "/v1/calendar/holidays", "calendar", "The bank holidays that the calendar knows."};
  holidays.statuses = {200, 304, 422};
  holidays.parameters = paging_parameters();
  for (const auto& one : as_at_parameters()) holidays.parameters.push_back(one);
  holidays.answer = [&read](Call& call) {
    const Paging paging = read_paging(call.query);
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const KeptCalendar kept = calendar_of(read, as_at);
    if (!paging.cursor.empty() && !engine::read_date(paging.cursor))
      throw wrong_parameter("cursor", "it is not one that this list has given");
    std::vector<KeyedItem> items;
    for (const engine::Date day : kept.calendar->holidays())
      items.push_back({engine::to_text(day), fmt::format(R"({{"date":"{}"}})", engine::to_text(day))});
    return keyed_response(call, paging, items);
  };
  router.add(std::move(holidays));
}

}  // namespace api
