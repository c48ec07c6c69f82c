// The calendar that a case keeps, read as it is or as it was.
#pragma once

#include "api/routes/context.hpp"

namespace api {

struct KeptCalendar {
  std::optional<engine::Case> keeper;  // holds the calendar; nothing: there is none, and the built-in one stands in
  const engine::Calendar* calendar;
};

// As the rules name it; query threads only.
KeptCalendar calendar_of(const Read& read, const engine::Workflow& rules, const engine::AsAt& as_at);
// That of the first rules that name one: whose Working Days the API counts.
KeptCalendar calendar_of(const Read& read, const engine::AsAt& as_at);

}  // namespace api
