// The parts of a case's page, each with its lines and with what its reader may do from there.
#pragma once

#include "api/pages/form.hpp"
#include "api/pages/frame.hpp"
#include "engine/pages.hpp"

namespace api::pages {

// What makes acts of a page into links, buttons and fields.
struct Doing {
  std::vector<std::string> open;  // the commands that nothing stands in the way of; none: there is nothing to do
  std::string address, version;   // of the case, and of what its reader is looking at
  std::function<const FormField&(const std::string& command)> form = {};
  std::function<std::string()> new_key = {};
  std::string done = {}, done_at = {};  // what its reader has just done, and at which place
};

// Those that are open; `place`: the part that one comes back to, or "".
kainjow::mustache::data act_list(const std::vector<engine::PageAct>& acts, const std::string& place,
                                 const Doing& doing);
kainjow::mustache::data facts_list(const std::vector<engine::PageFact>& facts);
kainjow::mustache::data part_list(const std::vector<engine::PagePart>& parts, const Doing& doing);

// A place that a page may be asked to come back to; empty: it is none.
std::string place_in(std::string_view text);

}  // namespace api::pages
