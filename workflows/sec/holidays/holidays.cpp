// The calendar: which holidays may be proclaimed, what moves when one is, and the calendar that every data folder has.
#include "workflows/sec/holidays/holidays.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/holidays/circular.hpp"
#include "workflows/sec/holidays/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::holidays {

namespace {
// Without some of its holidays and with others.
void change(Facts& facts, const std::vector<Date>& without, const std::vector<Date>& with) {
  auto days = facts.calendar->holidays();
  std::erase_if(days, [&](Date day) { return std::find(without.begin(), without.end(), day) != without.end(); });
  days.insert(days.end(), with.begin(), with.end());
  facts.calendar = calendar_with(*facts.calendar, facts.calendar->years().published, std::move(days));
}
}  // namespace

void apply(Facts& facts, const Established&, const engine::Entry&) {
  // Shared: the one that is built in lives as long as the program.
  facts.calendar = std::shared_ptr<const engine::Calendar>(std::shared_ptr<void>(), &sec::calendar());
}
void apply(Facts& facts, const HolidayAdded& event, const engine::Entry& entry) {
  facts.added.push_back({event.date, event.name_, event.reason, entry.effective_on});
  change(facts, {}, {event.date});
}
void apply(Facts& facts, const HolidayWithdrawn& event, const engine::Entry& entry) {
  facts.withdrawn.push_back({event.date, event.reason, entry.effective_on});
  change(facts, {event.date}, {});
}
void apply(Facts& facts, const HolidayMoved& event, const engine::Entry& entry) {
  facts.withdrawn.push_back({event.from_, event.reason, entry.effective_on});
  facts.added.push_back({event.to, event.name_.value_or(""), event.reason, entry.effective_on});
  change(facts, {event.from_}, {event.to});
}
void apply(Facts& facts, const YearPublished& event, const engine::Entry& entry) {
  facts.published.push_back({event.year, event.holidays, event.reason, entry.effective_on});
  auto days = facts.calendar->holidays();
  std::erase_if(days, [&](Date day) { return static_cast<int>(day.year()) == event.year; });
  for (const auto& one : event.holidays) days.push_back(one.date);
  facts.calendar =
      calendar_with(*facts.calendar, std::max(facts.calendar->years().published, event.year), std::move(days));
}

Reason CalendarIsKnown::unmet(const Look&, const Establish& command) {
  return unless(command.id == calendar_id, "the one calendar that is built in is " + std::string(calendar_id));
}

namespace {
Reason not_working(const Look& look, Date day) {
  return unless(look.facts.calendar->is_working_day(day), date_text(day) + " is no Working Day already");
}
Reason no_holiday(const Look& look, Date day) {
  return unless(look.facts.calendar->is_holiday(day), date_text(day) + " is no holiday of the calendar");
}
}  // namespace

Reason IsAWorkingDay::unmet(const Look& look, const AddHoliday& command) { return not_working(look, command.date); }
Reason IsAWorkingDay::unmet(const Look& look, const MoveHoliday& command) { return not_working(look, command.to); }
Reason IsAHoliday::unmet(const Look& look, const WithdrawHoliday& command) { return no_holiday(look, command.date); }
Reason IsAHoliday::unmet(const Look& look, const MoveHoliday& command) { return no_holiday(look, command.from_); }

namespace {
void check_begun(Date day, const std::string& at, const engine::Setting& setting, engine::body::Reading& reading) {
  const int first = calendar_of(setting).years().first;
  if (static_cast<int>(day.year()) < first)
    reading.fault(at, fmt::format("lies before the years of the calendar: they begin with {}", first));
}
}  // namespace

void check(const AddHoliday& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_begun(command.date, "/date", setting, reading);
}
void check(const MoveHoliday& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_begun(command.to, "/to", setting, reading);
}

// The first year that is not published, or one that is; its days, each once.
void check(const PublishYear& command, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto& years = calendar_of(setting).years();
  if (command.year < years.first || command.year > years.published + 1)
    return reading.fault("/year", fmt::format("is not the year to be published: that is {}, and those from {} to {} "
                                              "may be published again, with what differs",
                                              years.published + 1, years.first, years.published));
  std::vector<Date> days;
  for (std::size_t i = 0; i < command.holidays.size(); ++i) {
    const auto day = command.holidays[i].date;
    const auto at = fmt::format("/holidays/{}/date", i);
    if (static_cast<int>(day.year()) != command.year) reading.fault(at, fmt::format("is no day of {}", command.year));
    if (std::find(days.begin(), days.end(), day) != days.end()) reading.fault(at, "is named twice");
    days.push_back(day);
  }
}

namespace {
struct Family : SmallFamily<Family, holidays::Facts, holidays::Rows> {
  using States = engine::mp11::mp_list<New, Kept>;
  static constexpr std::string_view workflow_name = "sec-calendar";
  static constexpr std::string_view title = "The calendar of England and Wales";
  static constexpr std::string_view collection = "calendar";
  static constexpr std::string_view noun = "calendar";
  static std::size_t bytes_behind(const Facts& facts) {
    std::size_t days = 0;
    for (const auto& one : facts.published) days += one.holidays.size();
    // What is built in is nobody's.
    const auto own = facts.calendar && facts.calendar.get() != &sec::calendar() ? facts.calendar->bytes() : 0;
    return facts.added.size() * 2 * sizeof(AddedHoliday) + facts.withdrawn.size() * 2 * sizeof(WithdrawnHoliday) +
           days * 2 * sizeof(NamedHoliday) + own;
  }
  static const engine::Calendar* calendar(const Facts& facts) { return facts.calendar.get(); }

  static std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry) {
    return holidays::circulars(before, after, entry);
  }

  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    if (before.calendar && after.calendar->years().published < before.calendar->years().published)
      return "a year that was published stays so";
    return {};
  }
  static void write_summary(std::string& out, const Facts& facts, const engine::Case& current) {
    engine::JsonObject summary(out);
    summary.text("ref", current.id);
    summary.text("state", current.state);
    summary.number("added", static_cast<long long>(facts.added.size()));
    summary.number("withdrawn", static_cast<long long>(facts.withdrawn.size()));
    summary.number("last_year", facts.calendar ? facts.calendar->years().published : 0);
  }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance) {
    engine::Json text;
    {
      engine::JsonObject out(text);
      out.text("id", current.id);
      out.number("version", current.version);
      const auto& years = facts.calendar->years();
      out.number("first_year", years.first);
      out.number("last_year", years.published);
      out.text("provisional_from", fmt::format("{}-01-01", years.published + 1));
      out.number("last_year_by_rule", years.named);
      engine::body::value(out, "added", facts.added);
      engine::body::value(out, "withdrawn", facts.withdrawn);
      engine::body::value(out, "published", facts.published);
    }
    return text;
  }
};
}  // namespace

std::unique_ptr<engine::Workflow> workflow() { return only_pack<Family>(); }

std::vector<engine::Command> founding() {
  Establish establish;
  establish.id = calendar_id;
  establish.effective_on = Date{std::chrono::year{2013}, std::chrono::September, std::chrono::day{23}};
  return {command_to(Family::collection, "", establish, founder())};
}

}  // namespace sec::holidays

namespace sec {

const engine::Calendar* kept_calendar(const engine::Case& calendar) {
  return engine::facts_of<holidays::Facts>(calendar).calendar.get();
}

}  // namespace sec
