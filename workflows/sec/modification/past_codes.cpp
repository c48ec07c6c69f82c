// What each code of a milestone says of where a modification stood from that day on, and of who decided.
#include "workflows/sec/modification/past_codes.hpp"

#include <algorithm>
#include <iterator>

#include "workflows/sec/modification/states.hpp"

namespace sec::historic {

namespace {
constexpr Code codes[] = {
    {"RAISED", Submitted::name},
    {"CSC_INITIAL", Development::name},
    {"CSC_DECISION", Development::name, "csc"},
    {"PANEL_INITIAL", InitialConsideration::name},
    {"PANEL_CONVERSION", InitialConsideration::name},
    {"CONVERTED", NotKnown::name, "panel"},  // to Refinement or to the Report Phase: the day says no more
    {"WG", ""},
    {"SUBCOMMITTEE_VIEW", ""},
    {"REQUIREMENTS", ""},
    {"RFI", ""},
    {"PA_REQUESTED", Refinement::name},
    {"PA_RETURNED", Refinement::name},
    {"REFINEMENT_CONSULTATION_ISSUED", Refinement::name},
    {"REFINEMENT_CONSULTATION_CLOSED", Refinement::name},
    {"CB_IA_COST", Refinement::name, "change-board"},
    {"PANEL_IA_COST", Refinement::name, "panel"},
    {"IA_REQUESTED", Refinement::name},
    {"IA_RETURNED", Refinement::name},
    {"PANEL_MR", ""},  // presented: what the Panel decided is another code
    {"MR_APPROVED", ReportConsultation::name, "panel"},
    {"MR_TO_CHANGE_BOARD", ChangeBoardVote::name, "panel"},
    {"MRC_ISSUED", ReportConsultation::name},
    {"MRC_CLOSED", ChangeBoardVote::name},
    {"CB_VOTE", "", "change-board"},  // the path says where it goes: the Authority, or the referral window
    {"SENT_TO_AUTHORITY", AuthorityDetermination::name},
    {"AUTHORITY_APPROVED", PendingImplementation::name, "authority"},
    {"AUTHORITY_REJECTED", Rejected::name, "authority"},
    {"SENT_BACK", SentBack::name, "authority"},
    {"SG_WINDOW_END", ""},
    {"DATE_REQUESTED", PendingImplementation::name, "panel"},
    {"DATE_AGREED", PendingImplementation::name, "authority"},
    {"DATE_SET", PendingImplementation::name, "panel"},  // by the Panel, within its discretion
    {"RELEASE_SCOPE", ""},
    {"PART_IMPLEMENTED", PendingImplementation::name},
    {"IMPLEMENTATION", Implemented::name},
    {"WITHDRAWN", Withdrawn::name},
    {"REJECTED", Rejected::name},
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
