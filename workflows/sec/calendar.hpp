// Working Days in England and Wales, from the data that is built in.
#pragma once

#include "engine/calendar.hpp"

namespace sec {

const engine::Calendar& calendar();

// The last instant of a period of n Working Days after a day: 17:00 London, sec-rules 5.1.
inline engine::Time closing_after(engine::Date day, int working_days) {
  return engine::close_of_business(calendar().add(day, working_days));
}

}  // namespace sec
