// What may stand in the fields of a command on this case, for forms and for the schemas of options.
#pragma once

#include "engine/choices.hpp"

namespace sec {

std::vector<engine::FieldChoices> choices(const engine::Workflow& rules, const engine::Case& current,
                                          std::string_view command, const engine::Setting& setting);

// The fields that take the references of other cases.
std::vector<engine::CaseChoices> case_choices(std::string_view collection, std::string_view command);

// The lists that no case changes: the Objectives, causes of a movement, rules of counting.
std::vector<engine::FieldChoices> lists(const engine::Workflow& rules, std::string_view command);

}  // namespace sec
