// The Refinement Process: assessments by the DCC, the consultation, Alternative Proposals, the report that ends it.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct RequestPreliminaryAssessment : Common {
  SEC_COMMAND("request-preliminary-assessment", (by::secas), "The DCC is asked for a Preliminary Assessment (T15).");
  std::optional<Date> due_on;  // agreed with the DCC, as for an urgent one; without it the service level counts
};
BOOST_DESCRIBE_STRUCT(RequestPreliminaryAssessment, (Common), (due_on))
void check(const RequestPreliminaryAssessment& command, const engine::Setting& setting, engine::body::Reading& reading);

struct RecordPreliminaryAssessment : Common {
  SEC_COMMAND("record-preliminary-assessment", (by::any(by::dcc, by::secas)),
              "The DCC has returned the Preliminary Assessment (T15).");
  std::optional<Cost> cost;
  std::optional<int> duration_months;
};
BOOST_DESCRIBE_STRUCT(RecordPreliminaryAssessment, (Common), (cost, duration_months))

struct OpenRefinementConsultation : Common {
  SEC_COMMAND("open-refinement-consultation", (by::secas), "The industry is consulted within Refinement (T15).");
  std::optional<Time> closes_at;
};
BOOST_DESCRIBE_STRUCT(OpenRefinementConsultation, (Common), (closes_at))

struct CloseRefinementConsultation : Common {
  SEC_COMMAND("close-refinement-consultation", (by::secas), "The Refinement Consultation is closed (T15).");
  std::optional<int> responses;
};
BOOST_DESCRIBE_STRUCT(CloseRefinementConsultation, (Common), (responses))

struct DecideIaCost : Basics {
  SEC_COMMAND("decide-ia-cost", (by::a_body), "Whether to incur the cost of the DCC's Impact Assessment (T15).");
  IaCost decision{};
  std::optional<std::int64_t> amount;  // GBP
  std::optional<Text> reason;
  std::optional<BodyDecision> decided_by;
};
BOOST_DESCRIBE_STRUCT(DecideIaCost, (Basics), (decision, amount, reason, decided_by))

struct RequestImpactAssessment : Common {
  SEC_COMMAND("request-impact-assessment", (by::secas), "The DCC is asked for the Impact Assessment (T15).");
  std::optional<Date> due_on;  // agreed with the DCC, as for an urgent one; without it the service level counts
};
BOOST_DESCRIBE_STRUCT(RequestImpactAssessment, (Common), (due_on))
void check(const RequestImpactAssessment& command, const engine::Setting& setting, engine::body::Reading& reading);

struct RecordImpactAssessment : Common {
  SEC_COMMAND("record-impact-assessment", (by::any(by::dcc, by::secas)),
              "The DCC has returned the Impact Assessment (T15).");
  std::optional<Cost> cost;
  std::optional<Cost> post_pit_cost;
};
BOOST_DESCRIBE_STRUCT(RecordImpactAssessment, (Common), (cost, post_pit_cost))

struct AddAlternative : Common {
  SEC_COMMAND("add-alternative", (by::secas), "An Alternative Proposal joins the proposed solution (T15, D6.15).");
  std::string name_;
  AlternativeBy by{};
  Text summary_;
};
BOOST_DESCRIBE_STRUCT(AddAlternative, (Common), (name_, by, summary_))

struct SubmitReport : Common {
  SEC_COMMAND("submit-report", (by::secas), "SECAS puts the Modification Report before the Panel (T16).");
  std::optional<std::string> report_version;
  bool legal_text = false;
  std::optional<Text> assessment_waiver;
};
BOOST_DESCRIBE_STRUCT(SubmitReport, (Common), (report_version, legal_text, assessment_waiver))

// What can have happened.

struct PreliminaryAssessmentRequested : Adds<RequestPreliminaryAssessment, "preliminary-assessment-requested"> {
  Time due{};
  std::optional<Counting> counted;
  static PreliminaryAssessmentRequested from(const Look& look, const RequestPreliminaryAssessment& command);
};
BOOST_DESCRIBE_STRUCT(PreliminaryAssessmentRequested, (RequestPreliminaryAssessment), (due, counted))
struct PreliminaryAssessmentReturned
    : Keeps<PreliminaryAssessmentReturned, RecordPreliminaryAssessment, "preliminary-assessment-returned"> {};
struct RefinementConsultationOpened : Adds<OpenRefinementConsultation, "refinement-consultation-opened"> {
  Time closing{};
  std::optional<Counting> counted;
  static RefinementConsultationOpened from(const Look& look, const OpenRefinementConsultation& command);
};
BOOST_DESCRIBE_STRUCT(RefinementConsultationOpened, (OpenRefinementConsultation), (closing, counted))
struct RefinementConsultationClosed : Basics {
  static constexpr std::string_view name = "refinement-consultation-closed";
  std::optional<BodyDecision> decision;
  std::optional<int> responses;
  static RefinementConsultationClosed from(const Look&, const CloseRefinementConsultation& command);
  static RefinementConsultationClosed from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(RefinementConsultationClosed, (Basics), (decision, responses))
struct IaCostDecided : Adds<DecideIaCost, "ia-cost-decided"> {
  bool before_consultation_end = false;
  static IaCostDecided from(const Look& look, const DecideIaCost& command);
};
BOOST_DESCRIBE_STRUCT(IaCostDecided, (DecideIaCost), (before_consultation_end))
struct ImpactAssessmentRequested : Adds<RequestImpactAssessment, "impact-assessment-requested"> {
  Time due{};
  std::optional<Counting> counted;
  static ImpactAssessmentRequested from(const Look& look, const RequestImpactAssessment& command);
};
BOOST_DESCRIBE_STRUCT(ImpactAssessmentRequested, (RequestImpactAssessment), (due, counted))
struct ImpactAssessmentReturned
    : Keeps<ImpactAssessmentReturned, RecordImpactAssessment, "impact-assessment-returned"> {};
struct AlternativeAdded : Keeps<AlternativeAdded, AddAlternative, "alternative-added"> {};
struct ReportSubmitted : Keeps<ReportSubmitted, SubmitReport, "report-submitted"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(PreliminaryAssessmentRequested);
SEC_APPLY(PreliminaryAssessmentReturned);
SEC_APPLY(RefinementConsultationOpened);
SEC_APPLY(RefinementConsultationClosed);
SEC_APPLY(IaCostDecided);
SEC_APPLY(ImpactAssessmentRequested);
SEC_APPLY(ImpactAssessmentReturned);
SEC_APPLY(AlternativeAdded);
SEC_APPLY(ReportSubmitted);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

// Whether the DCC has returned an assessment of this kind.
bool returned(const Facts& facts, AssessmentKind kind);
// Whether the Refinement Consultation that comes before the cost of an Impact Assessment (F6, F7) is over, or there is
// to be none.
bool consulted_before_the_cost(const Look& look);

SEC_FACT_GUARD(NoPreliminaryAssessmentOutstanding, "dcc");
SEC_FACT_GUARD(PreliminaryAssessmentRequestedBefore, "secas");
SEC_FACT_GUARD(NoConsultationOpen, "secas");
SEC_FACT_GUARD(ConsultationIsOpen, "secas");
SEC_GUARD(ClosesAfterItOpens, "secas", OpenRefinementConsultation);
SEC_FACT_GUARD(PreliminaryAssessmentReturnedBefore, "dcc");
SEC_GUARD(ReasonGivenForTheIaCost, "panel-secretary", DecideIaCost);
SEC_GUARD(DecidedByWhoSignsOffTheCost, "panel-secretary", DecideIaCost);  // F7
SEC_FACT_GUARD(IaCostAgreed, "change-board-member");
SEC_FACT_GUARD(NoImpactAssessmentOutstanding, "dcc");
SEC_FACT_GUARD(ImpactAssessmentRequestedBefore, "secas");
SEC_GUARD(AlternativeIsNew, "secas", AddAlternative);
SEC_FACT_GUARD(RefinementConsulted, "secas");        // D6.14
SEC_GUARD(AssessmentsSuffice, "dcc", SubmitReport);  // CACoP 8
SEC_GUARD(LegalTextPresent, "secas", SubmitReport);
struct RefinementConsultationEnded : Passed<Watched::refinement_consultation> {};

// What it adds to the table.

using RefinementCommands =
    engine::mp11::mp_list<RequestPreliminaryAssessment, RecordPreliminaryAssessment, OpenRefinementConsultation,
                          CloseRefinementConsultation, DecideIaCost, RequestImpactAssessment, RecordImpactAssessment,
                          AddAlternative, SubmitReport>;
using RefinementEvents =
    engine::mp11::mp_list<PreliminaryAssessmentRequested, PreliminaryAssessmentReturned, RefinementConsultationOpened,
                          RefinementConsultationClosed, IaCostDecided, ImpactAssessmentRequested,
                          ImpactAssessmentReturned, AlternativeAdded, ReportSubmitted>;

}  // namespace sec
