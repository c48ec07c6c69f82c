// Keeps the highest class of what a reader is shown, and stamps their copy with it.
#include "workflows/sec/terms/readers_copy.hpp"

#include <algorithm>

namespace sec::paper {

namespace {
// Who may see a paper of this class, and what they may do with it: Panel Information Policy.
std::string handling(Classification classification) {
  switch (classification) {
    case Classification::white:
      return "Information can be shared with the public, and any members may publish the information, subject to "
             "copyright.";
    case Classification::green:
      return "Information can be shared with other SEC Parties and smart metering stakeholders at large, but not made "
             "publicly available.";
    case Classification::amber:
      return "Information is for the members of the body and those in their organisations who need to know; it is not "
             "to be shared outside.";
    case Classification::red:
      break;
  }
  return "Information is for Panel Members and those who were present at the item; copies are destroyed within 5 "
         "Working "
         "Days of the meeting.";
}
}  // namespace

std::string capitals(std::string_view word) {
  std::string out(word);
  for (auto& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return out;
}

bool ReadersCopy::shows(Classification classification) {
  const bool shown = sec::shows(classification, clearance_);
  if (shown) highest_ = std::max(highest_, classification);
  return shown;
}

std::string ReadersCopy::said(const Text& text) {
  shows(text.classification);
  return shown(text, clearance_);
}

void ReadersCopy::stamp(engine::Report& paper) const {
  paper.classification = capitals(engine::body::wire_name(highest_));
  paper.handling = handling(highest_);
  paper.confidential = highest_ != Classification::white;
  for (auto& [label, value] : paper.header)
    if (label == "Classification") value = paper.classification;
}

}  // namespace sec::paper
