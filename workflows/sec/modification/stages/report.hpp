// The Report Phase up to the vote: what the Panel decides on the Modification Report, and the consultation on it.
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/releases_named.hpp"

namespace sec {

// What can be asked.

struct ReturnReport : Common {
  SEC_COMMAND("return-report", (by::a_body), "The Modification Report is returned for more work (T17, T21).");
  Text reason;
  std::vector<Milestone> timetable;
};
BOOST_DESCRIBE_STRUCT(ReturnReport, (Common), (reason, timetable))

struct ApproveReport : Common {
  SEC_COMMAND("approve-report", (by::a_body),
              "The four decisions that open the Modification Report Consultation (T18).");
  bool progress_to_report_phase = false;
  bool report_approved = false;
  bool implementation_approach_approved = false;
  Path path{};
  std::optional<std::string> report_version;
  std::optional<Date> consultation_opens_on;
  std::optional<Time> consultation_closes_at;
  std::vector<PlannedPart> implementation;
};
BOOST_DESCRIBE_STRUCT(ApproveReport, (Common),
                      (progress_to_report_phase, report_approved, implementation_approach_approved, path,
                       report_version, consultation_opens_on, consultation_closes_at, implementation))

struct RecordResponse : Common {
  SEC_COMMAND("record-response", (by::any(by::party, by::secas)), "A Party responds to a consultation (T49).");
  static constexpr bool any_version = true;  // what others have responded changes nothing of a response
  std::string party;
  std::optional<Category> category;  // its own token says it
  Position position{};
  std::optional<Text> rationale;
  std::optional<Confidentiality> confidentiality;
  std::optional<std::string> subject;  // "proposed" or an Alternative Proposal, D7.9; null: it does not say
  std::optional<std::string> sha256;   // of bytes that the sender has uploaded, or may read
  std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(RecordResponse, (Common),
                      (party, category, position, rationale, confidentiality, subject, sha256, file_name))
void check(const RecordResponse& command, const engine::Setting& setting, engine::body::Reading& reading);

struct ExtendConsultation : Common {
  SEC_COMMAND("extend-consultation", (by::secas),
              "The consultation that is open closes later, at the same hour; what came stays (T15, T18).");
  Date closes_on{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ExtendConsultation, (Common), (closes_on, reason))

struct CloseConsultation : Common {
  SEC_COMMAND("close-consultation", (by::secas), "The Modification Report Consultation is over and collated (T19).");
};
BOOST_DESCRIBE_STRUCT(CloseConsultation, (Common), ())

// What can have happened.

struct ReportReturned : Keeps<ReportReturned, ReturnReport, "report-returned"> {};
struct ReportApproved : Adds<ApproveReport, "report-approved"> {
  Date opening{};
  Time closing{};
  std::optional<Counting> counted;
  NamedReleases releases;
  Leaving leaving;
  static ReportApproved from(const Look& look, const ApproveReport& command);
};
BOOST_DESCRIBE_STRUCT(ReportApproved, (ApproveReport), (opening, closing, counted, releases, leaving))
struct ResponseRecorded : Adds<RecordResponse, "response-recorded"> {
  std::optional<bool> valid;  // of what was recorded after the close; of others it goes without saying
  // Of the Party's token, if there is one that is meant; not in older events.
  std::optional<std::string> party_id, party_name;
  std::optional<std::int64_t> size;  // of the bytes that it comes with
  std::optional<std::string> media_type;
  static ResponseRecorded from(const Look& look, const RecordResponse& command);
};
BOOST_DESCRIBE_STRUCT(ResponseRecorded, (RecordResponse), (valid, party_id, party_name, size, media_type))
Naming naming_of(const ResponseRecorded& event, const engine::Actor& by);
struct ConsultationExtended : Adds<ExtendConsultation, "consultation-extended"> {
  Time closing{};
  static ConsultationExtended from(const Look& look, const ExtendConsultation& command);
};
BOOST_DESCRIBE_STRUCT(ConsultationExtended, (ExtendConsultation), (closing))
struct ConsultationClosed : Basics {
  static constexpr std::string_view name = "consultation-closed";
  std::optional<BodyDecision> decision;
  static ConsultationClosed from(const Look&, const CloseConsultation& command);
  static ConsultationClosed from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(ConsultationClosed, (Basics), (decision))

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(ReportReturned);
SEC_APPLY(ReportApproved);
SEC_APPLY(ResponseRecorded);
SEC_APPLY(ConsultationExtended);
SEC_APPLY(ConsultationClosed);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(GoesToTheWorkingGroup, "panel-secretary");  // a report that is returned
SEC_FACT_GUARD(StaysWithSecas, "panel-secretary");
SEC_FACT_GUARD(CostsAreAssessed, "dcc");  // CACoP 8: before the consultation on the report
SEC_GUARD(AllFourDecided, "panel-secretary", ApproveReport);
struct ConsultationLengthAllowed {  // D7.7
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) {
    return reason(look, command.consultation_opens_on, command.consultation_closes_at);
  }
  static Reason reason(const Look& look, std::optional<Date> opens, std::optional<Time> closes);
};
SEC_FACT_GUARD(AnswersAreDue, "secas");  // a consultation is open and its closing has not come
struct NotTheDcc {                       // D7.8
  static constexpr std::string_view who = "party";
  static Reason unmet(const Look& look, const RecordResponse& command);
};
// A Party's own token speaks for that Party alone.
SEC_FIELD_GUARD(SpeaksForItself, "party", party, const std::string&);
SEC_GUARD(SubjectIsConsultedOn, "party", RecordResponse);  // D7.9
SEC_FACT_GUARD(AConsultationRuns, "secas");
SEC_GUARD(ClosesLater, "secas", ExtendConsultation);
SEC_FACT_GUARD(ConsultationIsOver, "secas");
SEC_FACT_GUARD(ReportWasConsultedOn, "secas");
SEC_FACT_GUARD(LateAnswersComeThroughSecas, "secas");  // 3.6: recorded all the same, as invalid
struct ReportConsultationEnded : Passed<Watched::report_consultation> {};

// What it adds to the table.

using ReportCommands =
    engine::mp11::mp_list<ReturnReport, RecordResponse, ExtendConsultation, CloseConsultation, ApproveReport>;
using ReportEvents =
    engine::mp11::mp_list<ReportReturned, ResponseRecorded, ConsultationExtended, ConsultationClosed, ReportApproved>;

}  // namespace sec
