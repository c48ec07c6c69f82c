// The codes of milestones that a historic register is brought in with, and whose decision each is.
#include "workflows/sec/modification/past_codes.hpp"

#include <algorithm>
#include <iterator>

namespace sec::historic {

namespace {
constexpr Code codes[] = {
    {"RAISED"},
    {"CSC_INITIAL"},
    {"CSC_DECISION", "csc"},
    {"PANEL_INITIAL"},
    {"PANEL_CONVERSION"},
    {"CSC_DISCUSSED"},
    {"CONVERTED", "panel"},
    {"TO_REFINEMENT", "panel"},
    {"REFUSED", "panel"},
    {"WG"},
    {"SUBCOMMITTEE_VIEW"},
    {"REQUIREMENTS"},
    {"RFI"},
    {"PA_REQUESTED"},
    {"PA_RETURNED"},
    {"REFINEMENT_CONSULTATION_ISSUED"},
    {"REFINEMENT_CONSULTATION_CLOSED"},
    {"CB_IA_COST", "change-board"},
    {"PANEL_IA_COST", "panel"},
    {"IA_REQUESTED"},
    {"IA_RETURNED"},
    {"PANEL_MR"},
    {"MR_APPROVED", "panel"},
    {"MR_TO_CHANGE_BOARD", "panel"},
    {"MRC_ISSUED"},
    {"MRC_CLOSED"},
    {"CB_VISIT"},  // what for is not said
    {"CB_VOTE", "change-board"},
    {"SENT_TO_AUTHORITY"},
    {"AUTHORITY_APPROVED", "authority"},
    {"AUTHORITY_REJECTED", "authority"},
    {"SENT_BACK", "authority"},
    {"SG_WINDOW_END"},
    {"DATE_REQUESTED", "panel"},
    {"DATE_AGREED", "authority"},
    {"DATE_SET", "panel"},  // by the Panel, within its discretion
    {"PHASES_AGREED", "panel"},
    {"RELEASE_SCOPE"},
    {"PART_IMPLEMENTED"},
    {"IMPLEMENTATION"},
    {"WITHDRAWN"},
    {"REJECTED"},
    {"HOLD"},
    {"RESUMED"},
    {"URGENCY_REQUESTED"},
    {"URGENCY_DECIDED", "authority"},
    {"SPLIT", "panel"},
    {"DOCUMENT"},
    {"REGISTER"},  // as the register shows it on the day on which it was read
    {"NOTE"},      // kept as text
};
}  // namespace

std::vector<std::string_view> code_names() {
  std::vector<std::string_view> names;
  for (const auto& code : codes) names.push_back(code.name);
  return names;
}

const Code* find_code(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(codes), std::end(codes), [&](const auto& code) { return code.name == name; });
  return found == std::end(codes) ? nullptr : found;
}

}  // namespace sec::historic
