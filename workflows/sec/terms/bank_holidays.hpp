// The bank holidays of England and Wales by rule, for years that are not published yet: DEF 16.16.
#pragma once

#include <vector>

#include "engine/types.hpp"

namespace sec {

// In order; substitutes instead of days on a weekend. Special days (a jubilee, a coronation) follow no rule.
std::vector<engine::Date> bank_holidays_by_rule(int year);

}  // namespace sec
