// Who was at a meeting, by the seats of its body: whether it was quorate (C5.10); and minutes of earlier meetings.
#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/command_to.hpp"

namespace sec::meeting {

namespace {
bool has_seats(const std::vector<Attendee>& attendance) {
  return std::any_of(attendance.begin(), attendance.end(), [](const Attendee& one) { return one.seat.has_value(); });
}

// In the order of related(): the body is the first. Who is not asked knows of none.
std::vector<engine::Seat> roll_of(const Look& look) {
  const auto& related = look.setting.related;
  if (related.empty() || related.front() == nullptr) return {};
  return body::sat_on(body::facts_of(*related.front()), look.facts.date);
}

std::optional<Quorum> quorum_of(const Look& look, const std::vector<Attendee>& attendance) {
  const auto roll = roll_of(look);
  if (roll.empty() || !has_seats(attendance)) return {};
  Quorum found;
  found.filled = engine::filled(roll);
  found.needed = engine::quorum(found.filled, body::facts_of(*look.setting.related.front()).quorum);
  for (const auto& seat : roll)
    found.present += seat.holder && std::any_of(attendance.begin(), attendance.end(),
                                                [&](const Attendee& one) { return one.seat == seat.seat; });
  return found;
}
}  // namespace

Reason SeatsAreTheBodys::reason(const Look& look, const std::vector<Attendee>& attendance) {
  if (!has_seats(attendance)) return {};
  const auto roll = roll_of(look);
  for (auto one = attendance.begin(); one != attendance.end(); ++one) {
    if (!one->seat) continue;
    if (one->participant.value_or(false))
      return fmt::format("'{}' takes part without being a member, and sits for no seat", one->name);
    const auto seat =
        std::find_if(roll.begin(), roll.end(), [&](const auto& other) { return other.seat == one->seat; });
    if (seat == roll.end())
      return fmt::format("the {} has no seat '{}' on {}", prefix_of(look.facts.body).short_name, *one->seat,
                         date_text(look.facts.date));
    if (!seat->holder) return fmt::format("seat '{}' is vacant on {}", *one->seat, date_text(look.facts.date));
    if (std::any_of(attendance.begin(), one, [&](const Attendee& other) { return other.seat == one->seat; }))
      return fmt::format("seat '{}' is named twice", *one->seat);
  }
  return {};
}

Reason EarlierIsAnother::unmet(const Look& look, const ApproveEarlierMinutes& command) {
  if (command.item && look.facts.item(*command.item) == nullptr)
    return fmt::format("its agenda has no item {}", *command.item);
  const auto other = read_meeting(command.of);
  if (!other) return {};
  return unless(other->meeting() != look.facts.ref, "its own minutes are approved by 'approve-minutes'");
}

Held Held::from(const Look& look, const Hold& command) {
  Held event;
  static_cast<Hold&>(event) = command;
  event.quorum = quorum_of(look, command.attendance);
  return event;
}
AttendanceCorrected AttendanceCorrected::from(const Look& look, const CorrectAttendance& command) {
  AttendanceCorrected event;
  static_cast<CorrectAttendance&>(event) = command;
  event.quorum = quorum_of(look, command.attendance);
  return event;
}

EarlierApproved EarlierApproved::from(const Look& look, const ApproveEarlierMinutes& command) {
  EarlierApproved event;
  static_cast<ApproveEarlierMinutes&>(event) = command;
  if (const auto other = read_meeting(command.of)) event.of = other->meeting();
  event.in_register = is_known(look.setting, 0);
  return event;
}

// The minutes of a meeting that is on the register are approved there: if they are no draft, it refuses and says so.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const EarlierApproved& event,
                                        const engine::Entry& entry) {
  if (!event.in_register) return {};
  ApproveMinutes approval;
  approval.mode = event.mode;
  if (event.mode == DecisionMode::meeting) approval.at = before.ref;
  auto command = command_to("meetings", event.of, approval, entry.by);
  command.default_on = entry.effective_on;
  return {{std::move(command), "/of"}};
}

}  // namespace sec::meeting
