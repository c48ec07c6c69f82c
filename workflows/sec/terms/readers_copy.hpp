// A paper as one reader gets it. What is classified above them is its neutral line; the highest class of what they are
// shown is the class of their copy, and this is the one place that keeps it.
#pragma once

#include "engine/report.hpp"
#include "workflows/sec/terms/gate.hpp"

namespace sec::paper {

std::string capitals(std::string_view word);  // "amber" is "AMBER"

class ReadersCopy {
 public:
  explicit ReadersCopy(engine::Clearance clearance) : clearance_(clearance) {}

  engine::Clearance clearance() const { return clearance_; }
  // Whether something of that class is shown; then it counts.
  bool shows(Classification classification);
  std::string said(const Text& text);  // or its neutral line

  // Its class, in the running header, in a sentence on its handling, and in the header's line "Classification" if
  // there is one. After everything that it shows has been made.
  void stamp(engine::Report& paper) const;

 private:
  engine::Clearance clearance_;
  Classification highest_ = Classification::white;
};

}  // namespace sec::paper
