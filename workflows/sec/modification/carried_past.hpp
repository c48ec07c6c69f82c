// What a part carries of its whole: the steps that made the whole what it was, in the words of the journal.
#pragma once

#include "workflows/sec/terms/words.hpp"

namespace sec {

// One entry of the whole. What it says stays as confidential as it was: nobody is shown it (view.cpp).
struct CarriedStep {
  std::string event;
  engine::body::AnyObject body;
  std::string from;
  std::string to;
  std::string workflow;
  Date on{};
  Time at{};
  std::string by;
  std::string role;
};
BOOST_DESCRIBE_STRUCT(CarriedStep, (), (event, body, from, to, workflow, on, at, by, role))

CarriedStep carried(const engine::Entry& entry);
// As the entries of a case of that id, oldest first.
std::vector<engine::Entry> entries_of(const std::vector<CarriedStep>& steps, const std::string& case_id);

}  // namespace sec
