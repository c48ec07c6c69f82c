// What may stand in a field of a command's body for one case: the seats that its sender may vote for, the solutions
// that are voted on.
#pragma once

#include <functional>

#include "engine/workflow.hpp"

namespace engine {

struct Choice {
  std::string value;
  std::string title;  // empty: the value says it
  std::string hint = {};
};

// `field`: a pointer into the body, with * for any item of a list: "/objectives/*/objective".
struct FieldChoices {
  std::string field;
  std::vector<Choice> among;  // empty: nobody knows, so anything may be tried
  bool only = true;           // false: others may stand there too, and these are examples
};

// That a field takes the references of cases of another collection: a release that is planned. Others may stand there,
// too.
struct CaseChoices {
  std::string field;  // as that of FieldChoices
  std::string collection;
  std::vector<std::string> states;  // those that are in one of these
};
using CaseChoicesOf = std::function<std::vector<CaseChoices>(std::string_view collection, std::string_view command)>;

// Pure, as options are. What it lists shows no more than `reader` may see.
using ChoicesOf = std::function<std::vector<FieldChoices>(const Workflow& rules, const Case& current,
                                                          std::string_view command, const Setting& setting)>;

// The lists that the rules have whatever the case.
using ListsOf = std::function<std::vector<FieldChoices>(const Workflow& rules, std::string_view command)>;

}  // namespace engine
