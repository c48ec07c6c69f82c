// Two tables: members with their words, and a reader of each class.
#include "workflows/sec/answers/finding.hpp"

namespace sec {

engine::Finding finding() {
  return {{{"title", "Title", true},
           {"documents/title", "Title of a document"},
           {"items/title", "Title of an item"},
           {"problem", "Problem"},
           {"solution", "Solution"},
           {"summary", "Summary"},
           {"name", "Name"},
           {"proposer/name", "Proposer"},
           {"text", "Text"},
           {"items/text", "Text of an item"},
           {"lines/text", "Line of the minutes"},
           {"discussion", "Discussion"},
           {"discussions/text", "Discussion"},
           {"notes/text", "Note of SECAS"},
           {"confidential_text", "Confidential text"},
           {"recommendation", "Recommendation"},
           {"reason", "Reason"},
           {"reasons", "Reasons"},
           {"skip_reason", "Reason to do without it"},
           {"asked_because", "Reason why it was asked for"},
           {"assessment_waiver", "Reason to do without an assessment"},
           {"ground", "Ground"},
           {"outcome", "Outcome"},
           {"note", "Note"},
           {"question", "Question"},
           {"questions", "Question"},
           {"answer", "Answer"},
           {"rationale", "Rationale of a response"},
           {"declaration", "Declaration of interest"},
           {"terms_of_reference", "Terms of reference"},
           {"deviations", "Deviations"},
           {"assumptions", "Assumption"},
           {"next_steps", "Next steps"},
           {"remark", "Remark"},
           {"update", "Update"},
           {"taken_over", "Taken over from"},
           {"source", "Taken over from"},
           {"went_live_without", "Went live without"},
           {"state_doubt", "Doubt"}},
          {{"", "public", "", "", ""},
           {"", "party", "", "", ""},
           {"", "dcc", "", "", ""},
           {"", "change-board-member", "", "", ""},
           {"", "panel-secretary", "", "", ""},
           {"", "secas-manager", "", "", ""}}};
}

}  // namespace sec
