// What all workflows say of one caller, of steps in words, and of fields that name cases of another kind.
#pragma once

#include "engine/case_choices.hpp"

namespace workflows {

engine::OwesOf owes();
engine::CaseChoicesOf case_choices();
engine::EventWordsOf event_words();

}  // namespace workflows
