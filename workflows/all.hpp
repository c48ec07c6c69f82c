// Every workflow that the program serves.
#pragma once

#include "engine/answer.hpp"
#include "engine/calendar.hpp"
#include "engine/choices.hpp"
#include "engine/finding.hpp"
#include "engine/pages.hpp"
#include "engine/workflow.hpp"

namespace workflows {

engine::Workflows all();
engine::Answers answers(const engine::Workflows& all);  // what they answer with
engine::ChoicesOf choices();                            // what may stand in the fields of their commands
engine::ListsOf lists();                                // and for every case
engine::CaseChoicesOf case_choices();                   // which of them name cases of another kind
engine::OwesOf owes();                                  // who of several owes what they are asked together
engine::EventWordsOf event_words();                     // steps in words for people
engine::Finding finding();                              // what is searched of them
engine::Pages pages(const engine::Workflows& all);      // what pages for people say
std::vector<engine::Command> founding();                // what a new data folder starts with
std::vector<std::string> categories();                  // that a token of a Party may carry
std::vector<std::string> uploaders();                   // roles that may upload documents
std::vector<std::string> keepers();                     // roles that look after the register
const engine::Calendar& calendar();                     // whose Working Days the API counts

}  // namespace workflows
