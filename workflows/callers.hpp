// What all workflows say of one caller, of steps and reports in words, and of fields that name cases of another kind.
#pragma once

#include "engine/case_choices.hpp"

namespace workflows {

engine::OwesOf owes();
engine::CaseChoicesOf case_choices();
engine::EventWordsOf event_words();
std::string report_title(std::string_view name);  // "cacop" is "Figures for the Code Administration Code of Practice"

}  // namespace workflows
