// The calendar by which the API counts: the one that a case keeps, or the one that is built in.
#pragma once

#include "api/reading/kept_calendar.hpp"
#include "api/routes/context.hpp"

namespace api {

// As the rules name it; query threads only.
KeptCalendar calendar_of(const Read& read, const engine::Workflow& rules, const engine::AsAt& as_at);
// That of the first rules that name one: whose Working Days the API counts.
KeptCalendar calendar_of(const Read& read, const engine::AsAt& as_at);

}  // namespace api
