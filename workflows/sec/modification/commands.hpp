// What can be asked of a modification: each command with its name, who may send it, and its body. Section 6 of the HTTP
// contract has the same list; T numbers are transitions of sec-rules 13.2.
#pragma once

#include "workflows/sec/terms/declare.hpp"

namespace sec {

// --- raising
// -----------------------------------------------------------------------------------------------------------

// What a historic register tells of one day of a modification: a milestone, and where it stood from then on.
struct KnownStep {
  std::string code;  // sec-rules 8.3, or one of ours: workflows/sec/historic/milestones.hpp
  std::optional<std::string> text;
  std::optional<std::string> state;  // null: that day says nothing of it
  std::optional<Path> path;
  std::optional<Verdict> outcome;  // of the vote or the determination
  std::optional<Status> status;
  std::optional<bool> urgent;
  std::optional<int> part;
  std::optional<std::string> release;
  std::optional<Date> planned_on;  // of its implementation
  std::optional<bool> undated;     // true: so it stood on that day; since when is not known
};
BOOST_DESCRIBE_STRUCT(KnownStep, (),
                      (code, text, state, path, outcome, status, urgent, part, release, planned_on, undated))

struct KnownDay : KnownStep {
  Date on{};
};
BOOST_DESCRIBE_STRUCT(KnownDay, (KnownStep), (on))

// Where a modification stands that is taken over from an older register: without its past, or with those days of it
// that are known.
struct TakenPosition {
  std::string state;
  std::optional<Path> path;
  std::optional<int> round;
  Date as_of{};
  std::string source;
  std::optional<Verdict> decision;  // where one stands that may be referred
  std::optional<Time> window_ends;  // until when it may be referred
  std::vector<KnownDay> history;    // from `as_of` on, in their order: each becomes a step of its own
  std::optional<std::vector<PlannedPart>> implementation;  // its parts, as far as they are known
};
BOOST_DESCRIBE_STRUCT(TakenPosition, (),
                      (state, path, round, as_of, source, decision, window_ends, history, implementation))

// Of which modification this one is a part, and what it keeps of it.
struct SplitOrigin {
  std::string ref;
  std::string state;
  std::optional<Path> path;
  int round = 1;
  // What binds the whole binds its parts. Not in older events.
  std::optional<bool> path_by_authority;
  std::optional<bool> sent_back;
  std::optional<Urgency> urgency;
  std::optional<std::vector<std::string>> deviations;
};
BOOST_DESCRIBE_STRUCT(SplitOrigin, (), (ref, state, path, round, path_by_authority, sent_back, urgency, deviations))

struct Raise : Common {
  SEC_COMMAND("raise", (by::any(by::secas, by::proposer, by::party, by::consumer_body, by::dcc, by::authority)),
              "A modification is raised (T01).");
  static constexpr bool opens = true;
  static constexpr std::string_view sent_by = "split";  // a part, which its modification opens
  std::optional<std::string> workflow;
  std::optional<std::string> ref;
  std::optional<std::string> title;
  std::optional<Proposer> proposer;
  std::optional<Text> problem;
  std::optional<Path> suggested_path;
  std::optional<bool> urgent;
  std::optional<Date> raised_on;
  std::optional<Impacts> impacts;
  std::optional<TakenPosition> position;
  std::optional<SplitOrigin> split_from;
};
BOOST_DESCRIBE_STRUCT(Raise, (Common),
                      (workflow, ref, title, proposer, problem, suggested_path, urgent, raised_on, impacts, position,
                       split_from))

struct RecordMilestone : Basics, KnownStep {
  SEC_COMMAND("record-milestone", (by::manager), "What a historic register tells of a day is recorded (T58).");
  static constexpr bool while_held = true;
  std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(RecordMilestone, (Basics, KnownStep), (source))

struct Accept : Common {
  SEC_COMMAND("accept", (by::secas), "SECAS finds the proposal valid (T02 to T04).");
  std::optional<bool> unanimous;
};
BOOST_DESCRIBE_STRUCT(Accept, (Common), (unanimous))

struct RefuseInvalid : Common {
  SEC_COMMAND("refuse-invalid", (by::secas), "SECAS refuses a proposal that is not validly made (T05).");
  Text ground;
};
BOOST_DESCRIBE_STRUCT(RefuseInvalid, (Common), (ground))

struct OverruleRefusal : Common {
  SEC_COMMAND("overrule-refusal", (by::any(by::a_body, by::authority)),
              "The Panel, or the Authority on a referral, has a refused proposal taken in (T06).");
};
BOOST_DESCRIBE_STRUCT(OverruleRefusal, (Common), ())

// --- development and initial consideration
// -----------------------------------------------------------------------------

struct RecordCscDiscussion : Common {
  SEC_COMMAND("record-csc-discussion", (by::secas), "The Change Sub-Committee has discussed a Draft Proposal (T07).");
  Text outcome;
};
BOOST_DESCRIBE_STRUCT(RecordCscDiscussion, (Common), (outcome))

struct RecommendConversion : Common {
  SEC_COMMAND("recommend-conversion", (by::a_body),
              "The Change Sub-Committee recommends to convert a Draft Proposal (T08).");
  Route route{};
};
BOOST_DESCRIBE_STRUCT(RecommendConversion, (Common), (route))

struct ReturnToDevelopment : Common {
  SEC_COMMAND("return-to-development", (by::a_body), "A Draft Proposal needs more work before it is converted (T09).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ReturnToDevelopment, (Common), (reason))

struct Refuse : Common {
  SEC_COMMAND("refuse", (by::a_body), "The Panel refuses a proposal with the effect of another one (T10).");
  Text ground;
  std::optional<std::string> same_as;  // the proposal whose effect it has
};
BOOST_DESCRIBE_STRUCT(Refuse, (Common), (ground, same_as))

struct SendToRefinement : Common {
  SEC_COMMAND("send-to-refinement", (by::a_body), "The proposal enters the Refinement Process, on a path (T11).");
  Path path{};
  std::optional<std::string> ref;
  std::vector<Milestone> timetable;
  std::optional<Text> terms_of_reference;
};
BOOST_DESCRIBE_STRUCT(SendToRefinement, (Common), (path, ref, timetable, terms_of_reference))

struct SendToReport : Common {
  SEC_COMMAND("send-to-report", (by::a_body), "The proposal goes straight to the Report Phase, on a path (T12).");
  Path path{};
  Text reason;
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
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawFastTrack, (Common), (reason))

// --- refinement (T15)
// ----------------------------------------------------------------------------------------------------

struct RequestPreliminaryAssessment : Common {
  SEC_COMMAND("request-preliminary-assessment", (by::secas), "The DCC is asked for a Preliminary Assessment (T15).");
};
BOOST_DESCRIBE_STRUCT(RequestPreliminaryAssessment, (Common), ())

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
};
BOOST_DESCRIBE_STRUCT(RequestImpactAssessment, (Common), ())

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

// --- report phase
// ----------------------------------------------------------------------------------------------------------

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
  Category category{};
  Position position{};
  std::optional<Text> rationale;
  std::optional<Confidentiality> confidentiality;
  std::optional<std::string> subject;  // "proposed" or an Alternative Proposal, D7.9; null: it does not say
};
BOOST_DESCRIBE_STRUCT(RecordResponse, (Common), (party, category, position, rationale, confidentiality, subject))

struct CloseConsultation : Common {
  SEC_COMMAND("close-consultation", (by::secas), "The Modification Report Consultation is over and collated (T19).");
};
BOOST_DESCRIBE_STRUCT(CloseConsultation, (Common), ())

// --- votes
// -----------------------------------------------------------------------------------------------------------------

struct OpenVote : Common {
  SEC_COMMAND("open-vote", (by::secas), "A vote of the Change Board is opened on the roll of that day (T50).");
  Purpose purpose{};
  VoteMode mode{};
  std::optional<Time> closes_at;
  std::vector<std::string> subjects;
  std::optional<std::string> question;  // default: what the purpose asks of this modification
  std::optional<Body> body;             // the Change Board, or the Panel in its place
  std::optional<Text> reason;           // why the Panel votes in place of the Board
};
BOOST_DESCRIBE_STRUCT(OpenVote, (Common), (purpose, mode, closes_at, subjects, question, body, reason))

struct CastVote : Common {
  SEC_COMMAND("cast-vote", (by::any(by::member, by::secas)),
              "A seat of the Change Board votes; its last vote before the close counts (T51).");
  static constexpr bool any_version = true;
  static constexpr bool previews = false;  // no receipt without a vote
  std::string seat;
  Choice choice{};
  std::string reason;
  std::vector<ObjectiveView> objectives;
  std::optional<std::string> subject;
  std::optional<std::string> alternate;    // whose form SECAS records, where it is not the holder's
  std::optional<std::string> preference;   // the subject that the seat prefers, should several be approved
  std::optional<std::string> declaration;  // of an interest
};
BOOST_DESCRIBE_STRUCT(CastVote, (Common),
                      (seat, choice, reason, objectives, subject, alternate, preference, declaration))

struct CorrectRoll : Common {
  SEC_COMMAND("correct-roll", (by::manager),
              "A seat was frozen wrongly on the roll of the open vote: it is corrected, and that shows (T50).");
  std::string seat;
  std::optional<engine::Person> holder;
  std::optional<engine::Alternate> alternate;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CorrectRoll, (Common), (seat, holder, alternate, reason))

struct DeferVote : Common {
  SEC_COMMAND("defer-vote", (by::a_body), "The Change Board puts its vote off (T20).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(DeferVote, (Common), (reason))

struct CloseVote : Common {
  SEC_COMMAND("close-vote", (by::secas), "The vote is closed and counted (T22, T23, T52).");
  static constexpr bool previews = false;  // nobody sees the count of an open vote
  std::optional<Date> published_on;
};
BOOST_DESCRIBE_STRUCT(CloseVote, (Common), (published_on))

struct ReopenVote : Common {
  SEC_COMMAND("reopen-vote", (by::a_body),
              "The modification goes back to the Change Board before anybody acted on its vote (T53).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ReopenVote, (Common), (reason))

}  // namespace sec
