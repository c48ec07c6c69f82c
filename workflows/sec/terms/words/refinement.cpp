// The Refinement Process: what the DCC assesses, the consultation, Alternative Proposals and the report.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word refinement_rows[] = {
    {"RequestPreliminaryAssessment.due_on", "Assessment due on",
     "A Working Day agreed with the DCC; if left out, the service level of 15 Working Days counts."},
    {"RequestImpactAssessment.due_on", "Assessment due on",
     "A Working Day agreed with the DCC; if left out, the service level of 40 Working Days counts."},
    {"RecordPreliminaryAssessment.cost", "Rough cost of the change",
     "The DCC's first estimate, from lowest to highest; everybody sees it."},
    {"duration_months", "Duration in months", "How long the DCC would need for the change, in whole months."},
    {"RecordImpactAssessment.cost", "Cost up to Pre-Integration Testing",
     "The DCC's price for design, build and Pre-Integration Testing; everybody sees it."},
    {"post_pit_cost", "Cost after Pre-Integration Testing",
     "What later testing and going live would cost; it depends on what else is in the release."},
    {"Cost.low", "Lowest", "In whole pounds sterling; the same as the highest if the price is fixed."},
    {"Cost.high", "Highest", "In whole pounds sterling; the same as the lowest if the price is fixed."},
    {"OpenRefinementConsultation.closes_at", "Consultation closes at",
     "On a later day than today; if left out, after 15 Working Days, at 17:00 London time."},
    {"responses", "Number of responses",
     "In all, if there were more than are on the register one by one; a smaller number changes nothing."},
    {"DecideIaCost.decision", "Decision on the cost",
     "Whether to pay the DCC for an Impact Assessment; without a yes none can be requested."},
    {"amount", "Price of the Impact Assessment",
     "What the DCC charges for the assessment, in whole pounds sterling; not what the change itself would cost."},
    {"DecideIaCost.reason", "Reason for the decision",
     "Needed if the Panel decides in place of the Change Board, or before the Refinement Consultation has ended."},
    {"AddAlternative.name", "Name of the Alternative Proposal",
     "A short name, by which consultations and votes refer to it; 'proposed' is the proposed solution itself."},
    {"AddAlternative.by", "Put forward by", "Who wants it considered beside the proposed solution (D6.15)."},
    {"summary", "Summary of the alternative",
     "How its solution differs from the proposed one; it goes by these words into the consultation and the vote."},
    {"report_version", "Version of the report", "As its cover has it, such as 1.0."},
    {"legal_text", "Legal text included",
     "Whether the report contains the changed text of the Code; a report without it cannot be submitted."},
    {"assessment_waiver", "Why no Impact Assessment is needed",
     "If DCC Systems change and none was made: why the Preliminary Assessment suffices."},
};
}  // namespace

std::span<const Word> of_refinement() { return refinement_rows; }

}  // namespace sec::words
