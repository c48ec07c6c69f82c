// What can be asked of a modification: each command with its name, who may send it, and its body. Section 6 of the HTTP
// contract has the same list; T numbers are transitions of sec-rules 13.2.
#pragma once

#include "workflows/sec/words.hpp"

namespace sec {

// A command: its wire name, one sentence for people, and who may send it. A field whose word one of these three has taken is
// written with an underscore behind it, which the wire name does not have.
#define SEC_COMMAND(NAME, ROLES, SUMMARY)             \
  static constexpr std::string_view name = NAME;      \
  static constexpr auto roles = ROLES;                \
  static constexpr std::string_view summary = SUMMARY

// --- raising -----------------------------------------------------------------------------------------------------------

// Where a modification stands that is taken over from an older register without its past.
struct TakenPosition {
  std::string state;
  std::optional<Path> path;
  std::optional<int> round;
  Date as_of{};
  std::string source;
};
BOOST_DESCRIBE_STRUCT(TakenPosition, (), (state, path, round, as_of, source))

// Of which modification this one is a part, and what it keeps of it.
struct SplitOrigin {
  std::string ref;
  std::string state;
  std::optional<Path> path;
  int round = 1;
};
BOOST_DESCRIBE_STRUCT(SplitOrigin, (), (ref, state, path, round))

struct Raise : Common {
  SEC_COMMAND("raise", (by::any(by::secas, by::proposer, by::party, by::consumer_body, by::dcc, by::authority, by::split)), "A modification is raised (T01).");
  static constexpr bool opens = true;
  std::optional<std::string> workflow;
  std::optional<std::string> ref;
  std::optional<std::string> title;
  std::optional<Proposer> proposer;
  std::optional<std::string> problem;
  std::optional<Path> suggested_path;
  std::optional<bool> urgent;
  std::optional<Date> raised_on;
  std::optional<Impacts> impacts;
  std::optional<TakenPosition> position;
  std::optional<SplitOrigin> split_from;
};
BOOST_DESCRIBE_STRUCT(Raise, (Common), (workflow, ref, title, proposer, problem, suggested_path, urgent, raised_on, impacts, position, split_from))

struct Accept : Common {
  SEC_COMMAND("accept", (by::secas), "SECAS finds the proposal valid (T02 to T04).");
  std::optional<bool> unanimous;
};
BOOST_DESCRIBE_STRUCT(Accept, (Common), (unanimous))

struct RefuseInvalid : Common {
  SEC_COMMAND("refuse-invalid", (by::secas), "SECAS refuses a proposal that is not validly made (T05).");
  std::string ground;
};
BOOST_DESCRIBE_STRUCT(RefuseInvalid, (Common), (ground))

struct OverruleRefusal : Common {
  SEC_COMMAND("overrule-refusal", (by::any(by::a_body, by::authority)), "The Panel, or the Authority on a referral, has a refused proposal taken in (T06).");
};
BOOST_DESCRIBE_STRUCT(OverruleRefusal, (Common), ())

// --- development and initial consideration -----------------------------------------------------------------------------

struct RecordCscDiscussion : Common {
  SEC_COMMAND("record-csc-discussion", (by::secas), "The Change Sub-Committee has discussed a Draft Proposal (T07).");
  std::string outcome;
};
BOOST_DESCRIBE_STRUCT(RecordCscDiscussion, (Common), (outcome))

struct RecommendConversion : Common {
  SEC_COMMAND("recommend-conversion", (by::a_body), "The Change Sub-Committee recommends to convert a Draft Proposal (T08).");
  Route route{};
};
BOOST_DESCRIBE_STRUCT(RecommendConversion, (Common), (route))

struct ReturnToDevelopment : Common {
  SEC_COMMAND("return-to-development", (by::a_body), "A Draft Proposal needs more work before it is converted (T09).");
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnToDevelopment, (Common), (reason))

struct Refuse : Common {
  SEC_COMMAND("refuse", (by::a_body), "The Panel refuses a proposal with the effect of another one (T10).");
  std::string ground;
};
BOOST_DESCRIBE_STRUCT(Refuse, (Common), (ground))

struct SendToRefinement : Common {
  SEC_COMMAND("send-to-refinement", (by::a_body), "The proposal enters the Refinement Process, on a path (T11).");
  Path path{};
  std::optional<std::string> ref;
  std::vector<Milestone> timetable;
  std::optional<std::string> terms_of_reference;
};
BOOST_DESCRIBE_STRUCT(SendToRefinement, (Common), (path, ref, timetable, terms_of_reference))

struct SendToReport : Common {
  SEC_COMMAND("send-to-report", (by::a_body), "The proposal goes straight to the Report Phase, on a path (T12).");
  Path path{};
  std::string reason;
  std::optional<std::string> ref;
};
BOOST_DESCRIBE_STRUCT(SendToReport, (Common), (path, reason, ref))

struct ApproveFastTrack : Common {
  SEC_COMMAND("approve-fast-track", (by::a_body), "The Panel approves a Fast-Track Modification unanimously (T13).");
  bool unanimous = false;
  std::vector<PlannedPart> implementation;
};
BOOST_DESCRIBE_STRUCT(ApproveFastTrack, (Common), (unanimous, implementation))

struct WithdrawFastTrack : Common {
  SEC_COMMAND("withdraw-fast-track", (by::a_body), "The Panel withdraws a Fast-Track Modification (T14).");
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawFastTrack, (Common), (reason))

// --- refinement (T15) ----------------------------------------------------------------------------------------------------

struct RequestPreliminaryAssessment : Common {
  SEC_COMMAND("request-preliminary-assessment", (by::secas), "The DCC is asked for a Preliminary Assessment (T15).");
};
BOOST_DESCRIBE_STRUCT(RequestPreliminaryAssessment, (Common), ())

struct RecordPreliminaryAssessment : Common {
  SEC_COMMAND("record-preliminary-assessment", (by::any(by::dcc, by::secas)), "The DCC has returned the Preliminary Assessment (T15).");
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
  std::optional<std::string> reason;
  std::optional<BodyDecision> decided_by;
};
BOOST_DESCRIBE_STRUCT(DecideIaCost, (Basics), (decision, amount, reason, decided_by))

struct RequestImpactAssessment : Common {
  SEC_COMMAND("request-impact-assessment", (by::secas), "The DCC is asked for the Impact Assessment (T15).");
};
BOOST_DESCRIBE_STRUCT(RequestImpactAssessment, (Common), ())

struct RecordImpactAssessment : Common {
  SEC_COMMAND("record-impact-assessment", (by::any(by::dcc, by::secas)), "The DCC has returned the Impact Assessment (T15).");
  std::optional<Cost> cost;
  std::optional<Cost> post_pit_cost;
};
BOOST_DESCRIBE_STRUCT(RecordImpactAssessment, (Common), (cost, post_pit_cost))

struct AddAlternative : Common {
  SEC_COMMAND("add-alternative", (by::secas), "An Alternative Proposal joins the proposed solution (T15, D6.15).");
  std::string name_;
  AlternativeBy by{};
  std::string summary_;
};
BOOST_DESCRIBE_STRUCT(AddAlternative, (Common), (name_, by, summary_))

struct SubmitReport : Common {
  SEC_COMMAND("submit-report", (by::secas), "SECAS puts the Modification Report before the Panel (T16).");
  std::optional<std::string> report_version;
  bool legal_text = false;
  std::optional<std::string> assessment_waiver;
};
BOOST_DESCRIBE_STRUCT(SubmitReport, (Common), (report_version, legal_text, assessment_waiver))

// --- report phase ----------------------------------------------------------------------------------------------------------

struct ReturnReport : Common {
  SEC_COMMAND("return-report", (by::a_body), "The Modification Report is returned for more work (T17, T21).");
  std::string reason;
  std::vector<Milestone> timetable;
};
BOOST_DESCRIBE_STRUCT(ReturnReport, (Common), (reason, timetable))

struct ApproveReport : Common {
  SEC_COMMAND("approve-report", (by::a_body), "The four decisions that open the Modification Report Consultation (T18).");
  bool progress_to_report_phase = false;
  bool report_approved = false;
  bool implementation_approach_approved = false;
  Path path{};
  std::optional<std::string> report_version;
  std::optional<Date> consultation_opens_on;
  std::optional<Time> consultation_closes_at;
  std::vector<PlannedPart> implementation;
};
BOOST_DESCRIBE_STRUCT(ApproveReport, (Common), (progress_to_report_phase, report_approved, implementation_approach_approved, path,
                                                report_version, consultation_opens_on, consultation_closes_at, implementation))

struct RecordResponse : Common {
  SEC_COMMAND("record-response", (by::any(by::party, by::secas)), "A Party responds to a consultation (T49).");
  std::string party;
  Category category{};
  Position position{};
  std::optional<std::string> rationale;
  std::optional<Confidentiality> confidentiality;
};
BOOST_DESCRIBE_STRUCT(RecordResponse, (Common), (party, category, position, rationale, confidentiality))

struct CloseConsultation : Common {
  SEC_COMMAND("close-consultation", (by::secas), "The Modification Report Consultation is over and collated (T19).");
};
BOOST_DESCRIBE_STRUCT(CloseConsultation, (Common), ())

// --- votes -----------------------------------------------------------------------------------------------------------------

struct OpenVote : Common {
  SEC_COMMAND("open-vote", (by::secas), "A vote of the Change Board is opened on the roll of that day (T50).");
  Purpose purpose{};
  VoteMode mode{};
  std::optional<Time> closes_at;
  std::vector<std::string> subjects;
};
BOOST_DESCRIBE_STRUCT(OpenVote, (Common), (purpose, mode, closes_at, subjects))

struct CastVote : Common {
  SEC_COMMAND("cast-vote", (by::any(by::member, by::secas)), "A seat of the Change Board votes; its last vote before the close counts (T51).");
  static constexpr bool any_version = true;
  std::string seat;
  Choice choice{};
  std::string reason;
  std::vector<ObjectiveView> objectives;
  std::optional<std::string> subject;
  std::optional<std::string> alternate;
};
BOOST_DESCRIBE_STRUCT(CastVote, (Common), (seat, choice, reason, objectives, subject, alternate))

struct DeferVote : Common {
  SEC_COMMAND("defer-vote", (by::a_body), "The Change Board puts its vote off (T20).");
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DeferVote, (Common), (reason))

struct CloseVote : Common {
  SEC_COMMAND("close-vote", (by::secas), "The vote is closed and counted (T22, T23, T52).");
  std::optional<Date> published_on;
};
BOOST_DESCRIBE_STRUCT(CloseVote, (Common), (published_on))

struct ReopenVote : Common {
  SEC_COMMAND("reopen-vote", (by::a_body), "The modification goes back to the Change Board before anybody acted on its vote (T53).");
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReopenVote, (Common), (reason))

// --- the Authority -----------------------------------------------------------------------------------------------------------

struct Determine : Basics {
  SEC_COMMAND("determine", (by::authority), "The Authority approves or rejects (T24, T25, T36).");
  Verdict decision{};
  std::string reason;
  std::vector<PlannedPart> implementation;
};
BOOST_DESCRIBE_STRUCT(Determine, (Basics), (decision, reason, implementation))

struct SendBack : Common {
  SEC_COMMAND("send-back", (by::authority), "The Authority cannot form an opinion and sends the modification back (T26).");
  OneOrMore<std::string> questions;
};
BOOST_DESCRIBE_STRUCT(SendBack, (Common), (questions))

struct RouteSentBack : Common {
  SEC_COMMAND("route-sent-back", (by::a_body), "The Panel says where a modification that was sent back goes on (T27 to T29a).");
  SentBackRoute route{};
  std::optional<std::string> report_version;
  std::optional<bool> report_approved;
  std::optional<bool> implementation_approach_confirmed;
  std::optional<bool> path_confirmed;
  std::optional<std::string> skip_reason;
  std::optional<VoteMode> vote_mode;
  std::optional<std::string> reason;
  std::optional<Date> consultation_opens_on;
  std::optional<Time> consultation_closes_at;
};
BOOST_DESCRIBE_STRUCT(RouteSentBack, (Common), (route, report_version, report_approved, implementation_approach_confirmed, path_confirmed,
                                                skip_reason, vote_mode, reason, consultation_opens_on, consultation_closes_at))

// --- self-governance referrals ---------------------------------------------------------------------------------------------

struct Refer : Common {
  SEC_COMMAND("refer", (by::any(by::party, by::consumer_body)), "A Party that disagrees refers a self-governance decision (T31, T35).");
  static constexpr bool while_held = true;
  std::string party;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Refer, (Common), (party, reason))

struct DecideReferral : Basics {
  SEC_COMMAND("decide-referral", (by::a_body), "The Panel upholds or reverses the Change Board's decision (T34).");
  static constexpr bool while_held = true;
  ReferralDecision decision{};
  std::string reason;
  std::optional<Date> published_on;
  std::optional<BodyDecision> decided_by;
};
BOOST_DESCRIBE_STRUCT(DecideReferral, (Basics), (decision, reason, published_on, decided_by))

// --- implementation ----------------------------------------------------------------------------------------------------------

struct RequestRevisedDate : Common {
  SEC_COMMAND("request-revised-date", (by::a_body), "The Panel asks for another implementation date, or uses its discretion (T37).");
  std::optional<int> part;
  Date to{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RequestRevisedDate, (Common), (part, to, reason))

struct DirectDate : Common {
  SEC_COMMAND("direct-date", (by::authority), "The Authority directs an implementation date, or a range with discretion (T37).");
  std::optional<int> part;
  Date on{};
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(DirectDate, (Common), (part, on, until))

struct ImplementPart : Common {
  SEC_COMMAND("implement-part", (by::secas), "A part of the modification has gone live (T38).");
  std::optional<int> part;
  std::optional<std::string> sec_version;
};
BOOST_DESCRIBE_STRUCT(ImplementPart, (Common), (part, sec_version))

struct Reverse : Common {
  SEC_COMMAND("reverse", (by::any(by::authority, by::a_body)), "An approval is overturned on appeal (T39).");
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reverse, (Common), (reason))

// --- withdrawal, hold, path, urgency, timetable ----------------------------------------------------------------------------

struct Withdraw : Common {
  SEC_COMMAND("withdraw", (by::any(by::proposer, by::secas)), "The Proposer withdraws; others may adopt (T40).");
  static constexpr bool while_held = true;
  std::optional<std::string> reason;
  std::optional<bool> authority_consent;
};
BOOST_DESCRIBE_STRUCT(Withdraw, (Common), (reason, authority_consent))

struct Adopt : Common {
  SEC_COMMAND("adopt", (by::any(by::party, by::secas)), "A Party adopts a withdrawn proposal and becomes its Proposer (T41).");
  static constexpr bool while_held = true;
  std::string party;
  Category category{};
};
BOOST_DESCRIBE_STRUCT(Adopt, (Common), (party, category))

struct Suspend : Common {
  SEC_COMMAND("suspend", (by::any(by::a_body, by::authority)), "Suspended because of a Significant Code Review (T43).");
  static constexpr bool while_held = true;
  std::string reason;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Suspend, (Common), (reason, until))

struct Hold : Common {
  SEC_COMMAND("hold", (by::any(by::a_body, by::authority)), "Work is put on hold (T44).");
  static constexpr bool while_held = true;
  std::string reason;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Hold, (Common), (reason, until))

struct Resume : Common {
  SEC_COMMAND("resume", (by::any(by::a_body, by::authority)), "Work goes on; open deadlines move by the Working Days held (T43, T44).");
  static constexpr bool while_held = true;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(Resume, (Common), (reason))

struct SetPath : Common {
  SEC_COMMAND("set-path", (by::any(by::a_body, by::authority)), "The modification path is changed before the decision (T30, T45).");
  Path path{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SetPath, (Common), (path, reason))

struct RequestUrgency : Common {
  SEC_COMMAND("request-urgency", (by::a_body), "The Authority is asked to treat the modification as urgent (T46).");
  static constexpr bool while_held = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RequestUrgency, (Common), (reason))

struct DecideUrgency : Common {
  SEC_COMMAND("decide-urgency", (by::authority), "The Authority grants or declines urgency (T46).");
  static constexpr bool while_held = true;
  bool urgent = false;
  std::vector<Milestone> timetable;
  std::vector<std::string> deviations;
};
BOOST_DESCRIBE_STRUCT(DecideUrgency, (Common), (urgent, timetable, deviations))

struct AgreeTimetable : Common {
  SEC_COMMAND("agree-timetable", (by::any(by::a_body, by::authority)), "The Panel agrees the progression timetable; the Authority when it is urgent (T47).");
  static constexpr bool while_held = true;
  OneOrMore<Milestone> milestones;
};
BOOST_DESCRIBE_STRUCT(AgreeTimetable, (Common), (milestones))

struct Forecast : Common {
  SEC_COMMAND("forecast", (by::secas), "SECAS forecasts milestones beside the agreed timetable (T54).");
  OneOrMore<Milestone> milestones;
};
BOOST_DESCRIBE_STRUCT(Forecast, (Common), (milestones))

struct ReferToAuthority : Common {
  SEC_COMMAND("refer-to-authority", (by::proposer), "The Proposer refers a refusal, path or timetable to the Authority (T57).");
  ReferralSubject subject{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReferToAuthority, (Common), (subject, reason))

// --- the register --------------------------------------------------------------------------------------------------------------

struct SplitPart {
  std::string title;
  std::optional<std::string> ref;
};
BOOST_DESCRIBE_STRUCT(SplitPart, (), (title, ref))

struct Split : Common {
  SEC_COMMAND("split", (by::a_body), "Parts of the modification go on as modifications of their own (T56).");
  OneOrMore<SplitPart> parts;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Split, (Common), (parts, reason))

struct Consolidate : Common {
  SEC_COMMAND("consolidate", (by::a_body), "The modification is handled jointly with others (T48, D3.6(g)).");
  OneOrMore<std::string> with;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Consolidate, (Common), (with, reason))

struct SetImpacts : Common {
  SEC_COMMAND("set-impacts", (by::secas), "What the modification touches: DCC Systems, Parties, documents (T54).");
  std::optional<DccImpact> dcc_systems;
  std::optional<std::vector<Category>> parties;
  std::optional<std::vector<std::string>> documents;
};
BOOST_DESCRIBE_STRUCT(SetImpacts, (Common), (dcc_systems, parties, documents))

struct AttachDocument : Common {
  SEC_COMMAND("attach-document", (by::secas), "A document joins the register (T54).");
  std::string kind;
  std::string title;
  std::string version;
  Classification classification{};
  std::optional<std::string> sha256;
};
BOOST_DESCRIBE_STRUCT(AttachDocument, (Common), (kind, title, version, classification, sha256))

struct Link : Common {
  SEC_COMMAND("link", (by::secas), "The modification is linked with another one (T54).");
  std::string relation;
  std::string ref;
};
BOOST_DESCRIBE_STRUCT(Link, (Common), (relation, ref))

struct RevokeLast : Common {
  SEC_COMMAND("revoke-last", (by::manager), "The last step was recorded by mistake: the case stands as before it (T55).");
  static constexpr bool while_held = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RevokeLast, (Common), (reason))

struct DeadlinePassed : Basics {
  SEC_COMMAND("deadline-passed", (by::nobody), "A deadline of the case has passed (the clock alone).");
  static constexpr bool while_held = true;  // statutory windows run on
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(DeadlinePassed, (Basics), (name_))

#undef SEC_COMMAND

}  // namespace sec
