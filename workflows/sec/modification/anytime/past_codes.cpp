// The codes of days in older registers, as data, and how a code is looked up.
#include "workflows/sec/modification/anytime/past_codes.hpp"

#include <algorithm>
#include <iterator>

namespace sec::historic {

namespace {
constexpr Code codes[] = {
    {"RAISED", "submitted"},
    {"CSC_INITIAL", "development"},
    {"CSC_DECISION", "development", "csc"},
    {"PANEL_INITIAL", "initial-consideration"},
    {"PANEL_CONVERSION", "initial-consideration"},
    {"CONVERTED", "not-known", "panel"},  // to Refinement or to the Report Phase: the day says no more
    {"WG", ""},
    {"SUBCOMMITTEE_VIEW", ""},
    {"REQUIREMENTS", ""},
    {"RFI", ""},
    {"PA_REQUESTED", "refinement"},
    {"PA_RETURNED", "refinement"},
    {"REFINEMENT_CONSULTATION_ISSUED", "refinement"},
    {"REFINEMENT_CONSULTATION_CLOSED", "refinement"},
    {"CB_IA_COST", "refinement", "change-board"},
    {"PANEL_IA_COST", "refinement", "panel"},
    {"IA_REQUESTED", "refinement"},
    {"IA_RETURNED", "refinement"},
    {"PANEL_MR", ""},  // presented: what the Panel decided is another code
    {"MR_APPROVED", "report-consultation", "panel"},
    {"MR_TO_CHANGE_BOARD", "change-board-vote", "panel"},
    {"MRC_ISSUED", "report-consultation"},
    {"MRC_CLOSED", "change-board-vote"},
    {"CB_VOTE", "", "change-board"},  // the path says where it goes: the Authority, or the referral window
    {"SENT_TO_AUTHORITY", "authority-determination"},
    {"AUTHORITY_APPROVED", "pending-implementation", "authority"},
    {"AUTHORITY_REJECTED", "rejected", "authority"},
    {"SENT_BACK", "sent-back", "authority"},
    {"SG_WINDOW_END", ""},
    {"DATE_REQUESTED", "pending-implementation", "panel"},
    {"DATE_AGREED", "pending-implementation", "authority"},
    {"DATE_SET", "pending-implementation", "panel"},  // by the Panel, within its discretion
    {"RELEASE_SCOPE", ""},
    {"PART_IMPLEMENTED", "pending-implementation"},
    {"IMPLEMENTATION", "implemented"},
    {"WITHDRAWN", "withdrawn"},
    {"REJECTED", "rejected"},
    {"HOLD", ""},
    {"RESUMED", ""},
    {"URGENCY_REQUESTED", ""},
    {"DOCUMENT", ""},
    {"REGISTER", ""},  // as the register shows it on the day on which it was read
    {"NOTE", ""},      // kept as text
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
