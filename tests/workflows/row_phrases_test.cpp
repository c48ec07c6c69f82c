// Rows of timelines as phrases: each is one of the table with all of its words, or it is not read.
#include <doctest/doctest.h>

#include "workflows/sec/historic/row_phrases.hpp"

using namespace sec::historic;

TEST_CASE("Texts of timelines are milestones where the table knows them") {
  const auto code = [](std::string_view text) {
    return std::string(read_text(text).value_or(Reading{"", "", {}, {}}).code);
  };
  CHECK(code("Draft Proposal Raised") == "RAISED");
  CHECK(code("Presented to Change Sub-Committee for initial discussion") == "CSC_INITIAL");
  CHECK(code("Taken to Panel for conversion to Modification Proposal") == "PANEL_CONVERSION");
  CHECK(code("Refinement Consultation closes (5pm)") == "REFINEMENT_CONSULTATION_CLOSED");
  CHECK(code("Refinement Consultation") == "REFINEMENT_CONSULTATION_ISSUED");
  CHECK(code("Panel agreed to request revised implementation date of 7 November 2019") == "DATE_REQUESTED");
  CHECK(code("Authority approved this modification") == "AUTHORITY_APPROVED");
  CHECK(code("Authority approved the request") == "DATE_AGREED");
  CHECK(code("DCC Impact Assessment response published") == "DOCUMENT");
  CHECK(code("Implemented") == "IMPLEMENTATION");
  CHECK(code("Part 2 implemented") == "PART_IMPLEMENTED");
  CHECK(code("Implementation date (as stated elsewhere)") == "");
  CHECK(code("A walk in the park") == "");
  CHECK(path_told_in("Change Board voted to approve under Self-Governance") == sec::Path::self_governance);
  CHECK_FALSE(path_told_in("neither Self-Governance nor Authority-Determined"));
}

TEST_CASE("A row is a phrase of the table with all of its words, or it is not read") {
  const auto code = [](std::string_view text) {
    return std::string(read_text(text).value_or(Reading{"", "", {}, {}}).code);
  };
  CHECK(code("Modification Report Consultation (start)") == "MRC_ISSUED");
  CHECK(code("Modification Report Consultation (end, 5pm)") == "MRC_CLOSED");
  CHECK(code("MRC closes (17:00)") == "MRC_CLOSED");
  CHECK(code("Proposal on hold for six months (end)") == "RESUMED");
  CHECK(code("Put on hold pending an impact assessment, by the Panel") == "HOLD");
  CHECK(code("Authority decided to approve") == "AUTHORITY_APPROVED");
  CHECK(code("Ofgem rejects MP900") == "AUTHORITY_REJECTED");
  CHECK(code("Panel converts Draft Proposal to Modification Proposal") == "CONVERTED");
  CHECK(code("Withdrawn by the Proposer") == "WITHDRAWN");
  CHECK(code("CSC agree to request Urgency") == "URGENCY_REQUESTED");
  CHECK(code("MP900 split into MP900A and MP900B") == "SPLIT");
  CHECK(code("Implemented (SEC v45.0)") == "IMPLEMENTATION");
  CHECK(code("Implemented in the June 2021 SEC Release") == "IMPLEMENTATION");
  CHECK(code("Modification Report approved by the Panel") == "MR_APPROVED");
  for (const std::string unread :
       {"Implemented (postponed)", "Not implemented", "Panel did not approve the Modification Report",
        "Authority to decide whether it is approved", "Modification withdrawn?  No",
        "Change Board voted to approve and the Authority rejected", "Working Group meeting (end)",
        "Raised by the Panel; straight to the Report Phase", "Refinement Consultation (cancelled)", ""})
    CHECK_MESSAGE(code(unread).empty(), unread);
}

TEST_CASE("What was refused, asked for or hedged has not happened") {
  for (const std::string unread : {"On hold refused by the Panel",
                                   "Hold refused by the Panel",
                                   "Put on hold request rejected",
                                   "On hold request declined",
                                   "Proposal on hold - refused",
                                   "Placed on hold denied",
                                   "On hold proposed",
                                   "On hold considered",
                                   "On hold requested by Proposer",
                                   "On hold withdrawn",
                                   "On hold deferred",
                                   "Panel agreed to place on hold subject to Ofgem",
                                   "Change Board voted to approve the extension",
                                   "Change Board voted to approve the withdrawal",
                                   "Change Board voted to approve the refinement plan",
                                   "Change Board approved the modification's business case",
                                   "Modification Report approved by Panel in principle",
                                   "Panel approved Modification Report subject to changes",
                                   "Urgency requested by Proposer declined",
                                   "Panel approved Modification Report for issue after amendments",
                                   "None of the elements implemented",
                                   "Authority directed implementation date of 5 November 2020 rescinded",
                                   "Withdrawal not accepted"})
    CHECK_MESSAGE(!read_text(unread), unread);
  const auto holds = [](std::string_view text) { return read_text(text) && read_text(text)->code == "HOLD"; };
  for (const std::string read :
       {"On hold", "Put on hold by the Panel", "Proposal on hold for six months", "On hold as Panel refused funding",
        "Panel agreed to place MP900 on hold pending a trial", "On hold due to a trial"})
    CHECK_MESSAGE(holds(read), read);
  for (const std::string read :
       {"Change Board voted to approve", "Change Board voted to approve under Self-Governance",
        "Change Board voted to approve MP900 unanimously", "Change Board approved the modification MP900",
        "Change Board recommended approval to the Authority"})
    CHECK_MESSAGE((read_text(read) && read_text(read)->outcome == sec::Verdict::approve), read);
}
