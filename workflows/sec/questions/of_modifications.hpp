// What one may ask about modifications: their timetables, where they stand, their papers. Nothing here changes
// anything.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

const std::vector<engine::QuestionCode>& modification_questions();

}  // namespace sec
