#include "workflows/sec/terms/readers_copy.hpp"

#include <algorithm>

#include "workflows/sec/modification/phrases.hpp"

namespace sec::paper {

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
