// Where a simulated clock stands, as a row of meta says it: whoever changes it by hand leaves its seal wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace store {

std::string sealed_clock(engine::Time stands);
// Nothing: it is not as this program writes it. One from before there were seals has a dash instead, or in a folder
// that is still of such a schema version nothing.
std::optional<engine::Time> clock_in(std::string_view sealed, int schema_version);

}  // namespace store
