// The calendar: which holidays may be proclaimed, what moves when one is, and the calendar that every data folder has.
#include "workflows/sec/holidays/holidays.hpp"

#include "workflows/sec/holidays/table.hpp"
#include "workflows/sec/terms/between_cases.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::holidays {

void apply(Facts& facts, const Established&, const engine::Entry&) {
  facts.calendar = std::make_shared<const engine::Calendar>(sec::calendar());
}
void apply(Facts& facts, const HolidayAdded& event, const engine::Entry& entry) {
  facts.added.push_back({event.date, event.name_, event.reason, entry.effective_on});
  auto days = facts.calendar->holidays();
  days.push_back(event.date);
  facts.calendar = std::make_shared<const engine::Calendar>(facts.calendar->name(), facts.calendar->first_year(),
                                                            facts.calendar->last_year(), std::move(days));
}

Reason CalendarIsKnown::unmet(const Look&, const Establish& command) {
  return unless(command.id == calendar_id, "the one calendar that is built in is " + std::string(calendar_id));
}
Reason IsAWorkingDay::unmet(const Look& look, const AddHoliday& command) {
  return unless(look.facts.calendar->is_working_day(command.date),
                date_text(command.date) + " is no Working Day already");
}

void check(const AddHoliday& command, const engine::Setting&, engine::body::Reading& reading) {
  const int year = static_cast<int>(command.date.year());
  if (year < sec::calendar().first_year() || year > sec::calendar().last_year())
    reading.fault("/date", "lies outside the years of the calendar: they are " +
                               std::to_string(sec::calendar().first_year()) + " to " +
                               std::to_string(sec::calendar().last_year()));
}

namespace {
struct Family : SmallFamily<Family, holidays::Facts, holidays::Rows> {
  using States = engine::mp11::mp_list<New, Kept>;
  static constexpr std::string_view workflow_name = "sec-calendar";
  static constexpr std::string_view title = "The calendar of England and Wales";
  static constexpr std::string_view collection = "calendar";
  static constexpr std::string_view noun = "calendar";
  static std::size_t bytes_behind(const Facts& facts) {
    return facts.added.size() * 2 * sizeof(AddedHoliday) +
           (facts.calendar ? facts.calendar->holidays().size() * sizeof(Date) : 0);
  }
  static const engine::Calendar* calendar(const Facts& facts) { return facts.calendar.get(); }

  // Whatever is open and counted over the day moves with it, in the same transaction.
  static std::vector<engine::Circular> circulars(const Facts&, const Facts& after, const engine::Entry& entry) {
    if (entry.event.type != HolidayAdded::name) return {};
    const auto& holiday = after.added.back();
    MoveDeadlines move;
    move.calendar = after.calendar->name();
    move.holiday = holiday.date;
    move.holiday_name = holiday.name;
    move.reason = holiday.reason;
    engine::Circular circular;
    circular.command = command_to("modifications", "", move, sender_of<MoveDeadlines>(entry.by));
    circular.command.default_on = entry.effective_on;
    circular.deadlines_after = engine::london_time(holiday.date, std::chrono::seconds{0});
    return {circular};
  }

  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    if (before.calendar && after.calendar->holidays().size() < before.calendar->holidays().size())
      return "a holiday that was proclaimed stays one";
    return {};
  }
  static void write_summary(std::string& out, const Facts& facts, const engine::Case& current) {
    engine::JsonObject summary(out);
    summary.text("ref", current.id);
    summary.text("state", current.state);
    summary.number("added", static_cast<long long>(facts.added.size()));
  }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance) {
    engine::Json text;
    {
      engine::JsonObject out(text);
      out.text("id", current.id);
      out.number("version", current.version);
      out.number("first_year", sec::calendar().first_year());
      out.number("last_year", sec::calendar().last_year());
      engine::body::value(out, "added", facts.added);
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
