// Papers about one case: a modification's page (sec-rules 8.5), the Conclusions Report after a vote, a release's page
// (8.6).
#pragma once

#include "workflows/sec/timetable/outlook.hpp"

namespace sec::paper {

engine::Report modification_page(const Facts& facts, const std::string& state, Date today, const Outlook& outlook,
                                 engine::Clearance clearance);

// The ballot that a Conclusions Report is about: the last that was counted; nullptr: none was.
const Ballot* concluded(const Facts& facts);
engine::Report conclusions_report(const Facts& facts, const std::string& state, const Ballot& ballot);

struct Included {
  const Facts& facts;
  const std::string& state;
};
engine::Report release_page(const release::Facts& facts, const std::string& state,
                            const std::vector<Included>& modifications, const engine::Calendar& calendar,
                            engine::Report::Section programme);

}  // namespace sec::paper
