// What one may ask about the timetables of modifications. Nothing here changes anything.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

std::vector<engine::QuestionDescription> modification_questions();
std::vector<engine::Selection> modification_subjects(const engine::Question& question);
std::vector<engine::CaseName> modification_needs(const engine::Question& question,
                                                 const std::vector<const engine::Case*>& about);
std::variant<engine::Answer, engine::Refused, engine::Malformed> modification_answer(
    const engine::Question& question, const std::vector<const engine::Case*>& about,
    const std::vector<const engine::Case*>& others);

}  // namespace sec
