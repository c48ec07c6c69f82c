// What one may ask about a release: who misses a cut-off, and what would change that.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

const std::vector<engine::QuestionCode>& release_questions();

}  // namespace sec
