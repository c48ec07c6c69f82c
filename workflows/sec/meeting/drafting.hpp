// A step that a body is asked to decide, in the words of its minutes, filled in for one modification.
#pragma once

#include "workflows/sec/meeting/lines.hpp"

namespace sec::meeting {

// What the modification does not know stands in brackets in the text and is missing in the body; what papers ask has no
// brackets.
struct DraftLine {
  Verb verb{};
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DraftLine, (), (verb, text))
struct Draft {
  std::string command;
  engine::body::AnyObject body;
  std::vector<DraftLine> lines;
  std::vector<DraftLine> asked = {};  // as papers put it to the body
};
BOOST_DESCRIBE_STRUCT(Draft, (), (command, body, lines))
// `presented`: the milestones that the body is shown, if the step is about them.
Draft draft_of(const Words& words, const sec::Facts& modification, const std::vector<Milestone>& presented);

}  // namespace sec::meeting
