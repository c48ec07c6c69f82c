// That a field of a command's body takes the references of cases of another collection: a release that is planned.
#pragma once

#include <functional>

#include "engine/types.hpp"

namespace engine {

// `field`: a pointer into the body, as FieldChoices has it. Others may stand there, too.
struct CaseChoices {
  std::string field;
  std::string collection;
  std::vector<std::string> states;  // those that are in one of these
};

using CaseChoicesOf = std::function<std::vector<CaseChoices>(std::string_view collection, std::string_view command)>;

// Whether what is asked of several, under a name that they share, is asked of this one of them still.
using OwesOf = std::function<bool(const Case& current, const Task& task, const Actor& actor, Date today)>;

// A step in words for people: "Sent back by the Authority".
using EventWordsOf = std::function<std::string(std::string_view collection, const Event& event)>;

}  // namespace engine
