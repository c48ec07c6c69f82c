// How far dates have moved since they were agreed, in Working Days; days on which work stood still are shown apart and
// are no movement (sec-rules 8.4).
#pragma once

#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

// Working Days after `after`, up to and with `to`, on which work stood still.
int still_between(const std::vector<Standstill>& still, Date after, Date to, const engine::Calendar& calendar);

// What a date is compared with.
struct Compared {
  Date day{};
  Date since{};  // days of standing still after this one explain a delay
};
// Later is positive. What waits for a meeting waits, after so many days of standing still, for the next one: that is no
// movement either. But days of standing still explain no more than the date has moved since they began: what was late
// before stays late. Nothing when a day lies outside the years of the calendar. `stops`: in their order.
std::optional<int> moved_by(const Compared& from, Date to, const std::vector<Stop>& stops,
                            const engine::Meetings* meetings, const engine::Calendar& calendar);

// Reckons what each date was by what was known when work came to stand still.
void look_back(Reckoning& made, const Surroundings& around);

// Baseline, agreed date, movements and their cause of one milestone, whose actual or forecast day is known already.
// `part`: of an implementation, the part; nullptr: it is another milestone, or nothing is planned yet.
void compare(MilestoneView& one, const Facts& facts, const Part* part, const Reckoning& made,
             const engine::Meetings* meetings, const engine::Calendar& calendar);

// "47 Working Days late", and after a send-back by the Authority that it came of that.
std::string lateness(const Outlook& found, const Facts& facts);
// The worst movement of what is to come; if nothing is, that of what happened last.
void view_slip(Outlook& found);

}  // namespace sec
