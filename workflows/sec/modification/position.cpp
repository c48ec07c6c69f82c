// Where a modification stood when it was taken over from an older register, and the days that are known before.
#include "workflows/sec/modification/position.hpp"

#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec {

void check_history(const TakenPosition& position, const std::optional<Date>& raised_on, Date today,
                   engine::body::Reading& reading) {
  Date last = position.as_of;
  for (std::size_t i = 0; i < position.history.size(); ++i) {
    const auto& day = position.history[i];
    const auto at = "/position/history/" + std::to_string(i);
    if (day.on < last) reading.fault(at + "/on", "is before " + engine::to_text(last) + ": days stand in their order");
    if (raised_on && day.on < *raised_on && day.code != "NOTE")
      reading.fault(at + "/on", "is before " + engine::to_text(*raised_on) + ", the day of raising");
    if (day.on > today) reading.fault(at + "/on", "lies in the future: today is " + engine::to_text(today));
    check_known_step(day, at, reading);
    last = std::max(last, day.on);
  }
}

void check_known_step(const KnownStep& step, const std::string& at, engine::body::Reading& reading) {
  if (!historic::is_code(step.code)) reading.fault(at + "/code", "'" + step.code + "' is no code of a milestone");
  if (step.state && (!is_state(*step.state) || *step.state == WithdrawalNotice::name))
    reading.fault(at + "/state", "'" + *step.state + "' is no state to be taken over in");
  if (step.part && (*step.part < 1 || *step.part > 99)) reading.fault(at + "/part", "must be from 1 to 99");
}

}  // namespace sec
