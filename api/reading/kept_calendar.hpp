// The calendar that a case keeps, read as it is or as it was.
#pragma once

#include "api/reading/gathering.hpp"

namespace api {

struct KeptCalendar {
  std::optional<engine::Case> keeper;          // holds the calendar; nothing: there is none
  const engine::Calendar* calendar = nullptr;  // of the keeper, or whatever stands in for it
};

// As the rules name it, on the day of the sources. `otherwise`: if no case keeps one.
KeptCalendar calendar_of(const Sources& sources, const engine::Workflow& rules, const engine::Calendar* otherwise);

}  // namespace api
