// Counts the days of a ballot's record again: its closings, and the window of late forms.
#include "engine/ballot_closings.hpp"

#include <fmt/format.h>

namespace engine::shape {

namespace {
// A period is counted over weekdays without work that lie in it, and over no others.
void check_period(const Period& period, const std::string& what) {
  const std::chrono::sys_days from = period.from, until = last_day_of(period);
  must(std::ssize(period.skipping) <= holidays_max, what + " skips more days than are holidays");
  auto last = from;
  for (const auto& one : period.skipping) {
    const std::chrono::sys_days day = one;
    must(day > last && day < until && !is_weekend(day),
         fmt::format("{} skips {}, which is no weekday in it", what, body::text_of(one)));
    last = day;
  }
}
int weekdays_after(Date from, Date to) {
  int count = 0;
  for (auto day = std::chrono::sys_days(from); day < std::chrono::sys_days(to);)
    count += is_weekend(day += std::chrono::days(1)) ? 0 : 1;
  return count;
}

void check_counted(const BallotClosing& one, Time expected, const std::string& what) {
  check_period(*one.counted, what);
  must(one.closes_at == expected, fmt::format("{} ends at {}", what, to_text(expected)));
}

void check_first_closing(const FrozenBallot& frozen, const BallotClosing& one) {
  const auto opened = london_date(one.set_at), day = london_date(one.closes_at);
  if (!one.counted)
    return must(frozen.mode != "correspondence" || weekdays_after(opened, day) <= longest_vote_days + holidays_max,
                "a vote by correspondence is not open so long");
  must(one.counted->working_days == default_vote_days && one.counted->from <= opened,
       fmt::format("closing 1 is counted over {} Working Days from the opening", default_vote_days));
  check_counted(one, close_of_business(last_day_of(*one.counted)), "closing 1");
}
void check_extended_closing(const FrozenBallot& frozen, const BallotClosing& one, const BallotClosing& before) {
  must(frozen.mode == "correspondence" && one.set_at >= before.closes_at,
       "only a vote by correspondence that has run is extended");
  must(one.counted && one.counted->working_days == extension_days && one.counted->from == london_date(before.closes_at),
       fmt::format("it is extended by {} Working Days from the closing before", extension_days));
  check_counted(one, london_time(last_day_of(*one.counted), london_hour(before.closes_at)), "the extension");
}
}  // namespace

void check_closings(const Closings& closings) {
  const auto& all = closings.all;
  must(all.empty() ? !closings.closes_at : closings.closes_at == all.back().closes_at,
       "the closing is not the last one that was set");
  must(closings.frozen.mode != "correspondence" || !all.empty(), "a vote by correspondence has a closing");
  int extensions = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& one = all[i];
    must((one.cause == ClosingCause::opened) == (i == 0), "its first closing, and no other, was set at the opening");
    must(i == 0 ? one.set_at == closings.frozen.opened_at : one.set_at >= all[i - 1].set_at,
         fmt::format("closing {} was set out of order", i + 1));
    must(one.set_at <= closings.closed_at, fmt::format("closing {} was set after the count", i + 1));
    if (i == 0) check_first_closing(closings.frozen, one);
    else if (one.cause == ClosingCause::extended)
      check_extended_closing(closings.frozen, one, all[i - 1]), ++extensions;
    else must(!one.counted, fmt::format("closing {} was set by an act, not counted", i + 1));
  }
  must(extensions <= 1, "it was extended more than once");
  must(closings.extended == (extensions == 1), fmt::format("it was {}extended", extensions == 1 ? "" : "not "));
}

void check_late_window(const LateWindow& window) {
  must(window.until.has_value(), "it does not say until when late forms were entered");
  const auto day = london_date(*window.until);
  must(*window.until == close_of_business(day), "the window of late forms does not end at the close of business");
  if (!window.says_how) {
    const int days = weekdays_after(window.from, day);
    return must(days >= late_window_days && days <= late_window_days + holidays_max,
                fmt::format("the window of late forms is {} weekdays long", days));
  }
  const auto& counted = window.counted;
  must(counted && counted->from == window.from && counted->working_days == late_window_days,
       fmt::format("the window of late forms is {} Working Days from the day of the close", late_window_days));
  check_period(*counted, "the window of late forms");
  must(day == last_day_of(*counted), "the window of late forms ends on " + body::text_of(last_day_of(*counted)));
}

}  // namespace engine::shape
