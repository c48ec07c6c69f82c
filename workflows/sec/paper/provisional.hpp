// How papers mark days that were counted over bank holidays that are not published yet (DEF 16.16).
#pragma once

#include "engine/report.hpp"

namespace sec::paper {

// `from`: since when what is counted is provisional. A day before that was counted over published years alone.
engine::Cell reckoned(const std::optional<engine::Date>& day, const std::optional<engine::Date>& from);
// The same in a sentence: "12 January 2028 (provisional)".
std::string reckoned_text(engine::Date day, const std::optional<engine::Date>& from);
// Says once what the mark means, if anything in the paper bears it.
void explain_marks(engine::Report& report);

}  // namespace sec::paper
