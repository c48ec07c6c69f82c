// What one may ask about a release: who misses a cut-off, and what would change that.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

std::vector<engine::QuestionDescription> release_questions();
std::vector<engine::CaseName> release_needs(const engine::Question& question, const engine::Case& release);
std::variant<engine::Answer, engine::Refused, engine::Malformed> release_answer(
    const engine::Question& question, const engine::Case& release, const std::vector<const engine::Case*>& others);

}  // namespace sec
