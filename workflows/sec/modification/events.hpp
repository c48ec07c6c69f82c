// What can have happened to a modification. An event keeps what its command said and what was worked out from it then
// (closing instants, who was on the roll): evolving looks at nothing else. Shapes are for ever: add optional fields, or
// a new event.
#pragma once

#include "workflows/sec/modification/commands.hpp"
#include "workflows/sec/terms/between_cases.hpp"
#include "workflows/sec/modification/commands_later.hpp"
#include "workflows/sec/modification/acts.hpp"

namespace sec {

// --- raising
struct Raised : Adds<Raise, "raised"> {
  std::string reference;
  std::string pack;
  std::optional<Time> urgency_due;  // when the Panel is to have considered it, where it was raised as urgent
  static Raised from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(Raised, (Raise), (reference, pack, urgency_due))
struct TakenOver : Adds<Raise, "taken-over"> {
  std::string reference;
  std::string pack;
  static TakenOver from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(TakenOver, (Raise), (reference, pack))
struct PartOpened : Adds<Raise, "part-opened"> {
  std::string reference;
  std::string pack;
  static PartOpened from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(PartOpened, (Raise), (reference, pack))
struct MilestoneRecorded : KeepsAll<MilestoneRecorded, RecordMilestone, "milestone-recorded"> {};
struct Accepted : KeepsAll<Accepted, Accept, "accepted"> {};
struct FastTrackAccepted : KeepsAll<FastTrackAccepted, Accept, "fast-track-accepted"> {};
struct RefusedAsInvalid : KeepsAll<RefusedAsInvalid, RefuseInvalid, "refused-as-invalid"> {};
// `by_authority` says whose act it was; it is not in older events, where the sender's role says it.
struct RefusalOverruled : Adds<OverruleRefusal, "refusal-overruled"> {
  std::optional<bool> by_authority;
  static RefusalOverruled from(const Look& look, const OverruleRefusal& command);
};
BOOST_DESCRIBE_STRUCT(RefusalOverruled, (OverruleRefusal), (by_authority))

// --- development and initial consideration
struct CscDiscussed : KeepsAll<CscDiscussed, RecordCscDiscussion, "csc-discussed"> {};
struct ConversionRecommended : KeepsAll<ConversionRecommended, RecommendConversion, "conversion-recommended"> {};
struct ReturnedToDevelopment : KeepsAll<ReturnedToDevelopment, ReturnToDevelopment, "returned-to-development"> {};
struct ProposalRefused : KeepsAll<ProposalRefused, Refuse, "proposal-refused"> {};
struct SentToRefinement : Adds<SendToRefinement, "sent-to-refinement"> {
  std::string reference;  // as from now
  static SentToRefinement from(const Look& look, const SendToRefinement& command);
};
BOOST_DESCRIBE_STRUCT(SentToRefinement, (SendToRefinement), (reference))
struct SentToReport : Adds<SendToReport, "sent-to-report"> {
  std::string reference;
  static SentToReport from(const Look& look, const SendToReport& command);
};
BOOST_DESCRIBE_STRUCT(SentToReport, (SendToReport), (reference))
struct FastTrackApproved : KeepsAll<FastTrackApproved, ApproveFastTrack, "fast-track-approved"> {};
struct FastTrackWithdrawn : KeepsAll<FastTrackWithdrawn, WithdrawFastTrack, "fast-track-withdrawn"> {};

// --- refinement
struct PreliminaryAssessmentRequested : Adds<RequestPreliminaryAssessment, "preliminary-assessment-requested"> {
  Time due{};
  std::optional<Counting> counted;
  static PreliminaryAssessmentRequested from(const Look& look, const RequestPreliminaryAssessment& command);
};
BOOST_DESCRIBE_STRUCT(PreliminaryAssessmentRequested, (RequestPreliminaryAssessment), (due, counted))
struct PreliminaryAssessmentReturned
    : KeepsAll<PreliminaryAssessmentReturned, RecordPreliminaryAssessment, "preliminary-assessment-returned"> {};
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
    : KeepsAll<ImpactAssessmentReturned, RecordImpactAssessment, "impact-assessment-returned"> {};
struct AlternativeAdded : KeepsAll<AlternativeAdded, AddAlternative, "alternative-added"> {};
struct ReportSubmitted : KeepsAll<ReportSubmitted, SubmitReport, "report-submitted"> {};

// --- report phase
struct ReportReturned : KeepsAll<ReportReturned, ReturnReport, "report-returned"> {};
struct ReportApproved : Adds<ApproveReport, "report-approved"> {
  Date opening{};
  Time closing{};
  std::optional<Counting> counted;
  static ReportApproved from(const Look& look, const ApproveReport& command);
};
BOOST_DESCRIBE_STRUCT(ReportApproved, (ApproveReport), (opening, closing, counted))
struct ResponseRecorded : Adds<RecordResponse, "response-recorded"> {
  std::optional<bool> valid;  // of what was recorded after the close; of others it goes without saying
  static ResponseRecorded from(const Look& look, const RecordResponse& command);
};
BOOST_DESCRIBE_STRUCT(ResponseRecorded, (RecordResponse), (valid))
struct ConsultationClosed : Basics {
  static constexpr std::string_view name = "consultation-closed";
  std::optional<BodyDecision> decision;
  static ConsultationClosed from(const Look&, const CloseConsultation& command);
  static ConsultationClosed from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(ConsultationClosed, (Basics), (decision))

// --- votes
struct RollSeat {  // as rolls were written before the whole question was frozen with them
  std::string seat;
  std::string block;
  std::optional<std::string> holder;
  std::optional<std::string> alternate;
};
BOOST_DESCRIBE_STRUCT(RollSeat, (), (seat, block, holder, alternate))
struct VoteOpened : Adds<OpenVote, "vote-opened"> {
  std::optional<Time> closing;
  std::optional<Time> reminder;
  std::optional<Counting> counted;
  std::string policy;
  std::string quorum_rule;
  std::vector<RollSeat> roll;  // in older events alone
  std::string roll_hash;       // the SHA-256 of engine::frozen_text(frozen)
  std::optional<engine::FrozenBallot> frozen;
  static VoteOpened from(const Look& look, const OpenVote& command);
};
BOOST_DESCRIBE_STRUCT(VoteOpened, (OpenVote),
                      (closing, reminder, counted, policy, quorum_rule, roll, roll_hash, frozen))
struct VoteCast : Adds<CastVote, "vote-cast"> {
  std::string receipt;
  // Who voted, and for whom; not in older events.
  std::optional<engine::Person> voter;
  std::optional<engine::Capacity> in_capacity;
  std::optional<engine::Person> holder;
  static VoteCast from(const Look& look, const CastVote& command);
};
BOOST_DESCRIBE_STRUCT(VoteCast, (CastVote), (receipt, voter, in_capacity, holder))
Time reminder_of(const engine::Setting& setting, Time closing);  // when seats that have not voted are reminded of it
Vote vote_of(const Ballot& ballot, const VoteCast& event, Time at);
struct RollCorrected : Adds<CorrectRoll, "roll-corrected"> {
  int ballot = 0;
  int after = 0;  // votes that had come before
  static RollCorrected from(const Look& look, const CorrectRoll& command);
};
BOOST_DESCRIBE_STRUCT(RollCorrected, (CorrectRoll), (ballot, after))
struct VoteReminded : Basics {
  static constexpr std::string_view name = "vote-reminded";
  int ballot = 0;
  std::vector<std::string> seats;  // that have not voted: for SECAS alone while the vote is open
  static VoteReminded from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteReminded, (Basics), (ballot, seats))
struct VoteDeferred : KeepsAll<VoteDeferred, DeferVote, "vote-deferred"> {};

// A ballot that was counted, whatever it was about.
struct Counted : Basics {
  std::optional<BodyDecision> decision;
  int ballot = 0;
  std::vector<engine::Tally> tallies;
  Verdict outcome{};
  // Under which rule, on which roll; not in older events.
  std::optional<std::string> policy;
  std::optional<std::string> roll_hash;
  std::optional<engine::QuorumCount> quorum;
  std::optional<std::string> preferred;
};
BOOST_DESCRIBE_STRUCT(Counted, (Basics), (decision, ballot, tallies, outcome, policy, roll_hash, quorum, preferred))
struct VoteDecided : Counted {  // under self-governance: it is the decision
  static constexpr std::string_view name = "vote-decided";
  Date published_on{};
  Time window_ends{};
  std::optional<Counting> counted;
  static VoteDecided from(const Look& look, const CloseVote& command);
  static VoteDecided from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteDecided, (Counted), (published_on, window_ends, counted))
struct SentToAuthority : Counted {  // otherwise it is a recommendation
  static constexpr std::string_view name = "sent-to-authority";
  Time target{};
  std::optional<Counting> counted;
  static SentToAuthority from(const Look& look, const CloseVote& command);
  static SentToAuthority from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(SentToAuthority, (Counted), (target, counted))
struct IaCostVoted : Counted {
  static constexpr std::string_view name = "ia-cost-voted";
  bool before_consultation_end = false;
  static IaCostVoted from(const Look& look, const CloseVote& command);
  static IaCostVoted from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(IaCostVoted, (Counted), (before_consultation_end))
struct LegalTextVoted : Counted {
  static constexpr std::string_view name = "legal-text-voted";
  static LegalTextVoted from(const Look& look, const CloseVote& command);
  static LegalTextVoted from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(LegalTextVoted, (Counted), ())
struct VoteInquorate : Basics {
  static constexpr std::string_view name = "vote-inquorate";
  int ballot = 0;
  static VoteInquorate from(const Look& look, const CloseVote& command);
  static VoteInquorate from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteInquorate, (Basics), (ballot))
struct VoteExtended : Basics {
  static constexpr std::string_view name = "vote-extended";
  int ballot = 0;
  Time closing{};
  std::optional<Time> reminder;
  std::optional<Counting> counted;
  static VoteExtended from(const Look& look, const CloseVote& command);
  static VoteExtended from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteExtended, (Basics), (ballot, closing, reminder, counted))
struct VoteReopened : KeepsAll<VoteReopened, ReopenVote, "vote-reopened"> {};

// --- the Authority and the Panel behind it
struct AuthorityApproved : Adds<Determine, "authority-approved"> {
  std::optional<bool> directs_dates;  // those that it names; not in older events
  static AuthorityApproved from(const Look& look, const Determine& command);
};
BOOST_DESCRIBE_STRUCT(AuthorityApproved, (Determine), (directs_dates))
struct AuthorityRejected : KeepsAll<AuthorityRejected, Determine, "authority-rejected"> {};
struct SentBackRecorded : Adds<SendBack, "sent-back"> {
  Time reminder{};
  std::optional<Counting> counted;
  static SentBackRecorded from(const Look& look, const SendBack& command);
};
BOOST_DESCRIBE_STRUCT(SentBackRecorded, (SendBack), (reminder, counted))
struct SentBackRouted : Adds<RouteSentBack, "sent-back-routed"> {
  std::optional<Date> opening;
  std::optional<Time> closing;
  std::optional<Counting> counted;
  static SentBackRouted from(const Look& look, const RouteSentBack& command);
};
BOOST_DESCRIBE_STRUCT(SentBackRouted, (RouteSentBack), (opening, closing, counted))

// --- referrals
struct ReferredToPanel : KeepsAll<ReferredToPanel, Refer, "referred-to-panel"> {};
struct ReferredToAuthority : Adds<Refer, "referred-to-authority"> {
  Time target{};
  std::optional<Counting> counted;
  static ReferredToAuthority from(const Look& look, const Refer& command);
};
BOOST_DESCRIBE_STRUCT(ReferredToAuthority, (Refer), (target, counted))
struct ReferralDecided : Adds<DecideReferral, "referral-decided"> {
  Date publication{};
  Time window_ends{};
  std::optional<Counting> counted;
  static ReferralDecided from(const Look& look, const DecideReferral& command);
};
BOOST_DESCRIBE_STRUCT(ReferralDecided, (DecideReferral), (publication, window_ends, counted))
struct DecisionStood : Adds<DeadlinePassed, "decision-stood"> {
  std::optional<Text> reason;  // where not the clock ended the window
  static DecisionStood from(const Look& look, const DeadlinePassed& command);
  static DecisionStood from(const Look& look, const EndWindow& command);
};
BOOST_DESCRIBE_STRUCT(DecisionStood, (DeadlinePassed), (reason))

// --- implementation
struct RevisedDateRequested : KeepsAll<RevisedDateRequested, RequestRevisedDate, "revised-date-requested"> {};
struct RevisedDateSet : KeepsAll<RevisedDateSet, RequestRevisedDate, "revised-date-set"> {};
struct DateDirected : KeepsAll<DateDirected, DirectDate, "date-directed"> {};
struct PartImplemented : KeepsAll<PartImplemented, ImplementPart, "part-implemented"> {};
struct ApprovalReversed : Adds<Reverse, "approval-reversed"> {
  std::optional<bool> by_authority;
  static ApprovalReversed from(const Look& look, const Reverse& command);
};
BOOST_DESCRIBE_STRUCT(ApprovalReversed, (Reverse), (by_authority))

// --- withdrawal, hold, path, urgency, timetable
struct WithdrawalNoticed : Adds<Withdraw, "withdrawal-noticed"> {
  Time window_ends{};
  std::optional<Counting> counted;
  static WithdrawalNoticed from(const Look& look, const Withdraw& command);
};
BOOST_DESCRIBE_STRUCT(WithdrawalNoticed, (Withdraw), (window_ends, counted))
// A deadline that comes later than it was to.
struct MovedDeadline {
  std::string deadline;  // as Timer::name
  Time due{};
  std::optional<Counting> counted;
};
BOOST_DESCRIBE_STRUCT(MovedDeadline, (), (deadline, due, counted))
struct Adopted : Adds<Adopt, "adopted"> {
  std::optional<int> paused_wd;  // Working Days that the notice took; not in older events
  std::optional<std::vector<MovedDeadline>> moved;
  static Adopted from(const Look& look, const Adopt& command);
};
BOOST_DESCRIBE_STRUCT(Adopted, (Adopt), (paused_wd, moved))
struct WithdrawalTookEffect : Adds<DeadlinePassed, "withdrawal-took-effect"> {
  std::optional<Text> reason;  // where not the clock ended the window
  static WithdrawalTookEffect from(const Look& look, const DeadlinePassed& command);
  static WithdrawalTookEffect from(const Look& look, const EndWindow& command);
};
BOOST_DESCRIBE_STRUCT(WithdrawalTookEffect, (DeadlinePassed), (reason))
struct Suspended : KeepsAll<Suspended, Suspend, "suspended"> {};
struct PutOnHold : KeepsAll<PutOnHold, Hold, "put-on-hold"> {};
struct Resumed : Basics {
  static constexpr std::string_view name = "resumed";
  std::optional<BodyDecision> decision;
  std::optional<Text> reason;
  int held_wd = 0;
  // Where the open closings move to; null: nothing of the kind was open.
  std::optional<Time> consultation_closing, ballot_closing, ballot_reminder, assessment_due, target;
  std::vector<MovedDeadline> moved;  // all of them, with how they are counted now
  static Resumed from(const Look& look, const Resume& command);
  static Resumed from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(Resumed, (Basics),
                      (decision, reason, held_wd, consultation_closing, ballot_closing, ballot_reminder, assessment_due,
                       target, moved))
struct PathSet : Adds<SetPath, "path-set"> {
  std::optional<bool> by_authority;
  static PathSet from(const Look& look, const SetPath& command);
};
BOOST_DESCRIBE_STRUCT(PathSet, (SetPath), (by_authority))
struct UrgencyRequested : KeepsAll<UrgencyRequested, RequestUrgency, "urgency-requested"> {};
struct UrgencyDecided : KeepsAll<UrgencyDecided, DecideUrgency, "urgency-decided"> {};
struct TimetableAgreed : Adds<AgreeTimetable, "timetable-agreed"> {
  std::optional<bool> by_authority;
  static TimetableAgreed from(const Look& look, const AgreeTimetable& command);
};
BOOST_DESCRIBE_STRUCT(TimetableAgreed, (AgreeTimetable), (by_authority))
struct Forecasted : KeepsAll<Forecasted, Forecast, "forecasted"> {};
struct ProposerReferred : KeepsAll<ProposerReferred, ReferToAuthority, "proposer-referred"> {};
struct ReferralDismissed : KeepsAll<ReferralDismissed, DismissReferral, "referral-dismissed"> {};
struct TargetPassed : KeepsAll<TargetPassed, DeadlinePassed, "target-passed"> {};
struct DeadlinesMoved : Adds<MoveDeadlines, "deadlines-moved"> {
  std::vector<MovedDeadline> moved;
  static DeadlinesMoved from(const Look& look, const MoveDeadlines& command);
};
BOOST_DESCRIBE_STRUCT(DeadlinesMoved, (MoveDeadlines), (moved))
struct ReleaseRecorded : Adds<RecordRelease, "release-recorded"> {
  std::optional<std::vector<int>> keeping_dates;  // parts whose dates are the Authority's: no release changes them
  static ReleaseRecorded from(const Look& look, const RecordRelease& command);
};
BOOST_DESCRIBE_STRUCT(ReleaseRecorded, (RecordRelease), (keeping_dates))
struct RulesChanged : Basics {
  static constexpr std::string_view name = "rules-changed";
  std::string pack;
  static RulesChanged from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(RulesChanged, (Basics), (pack))

// --- the register
struct SplitUp : Adds<Split, "split-up"> {
  std::vector<std::string> references;  // of the parts, in their order
  static SplitUp from(const Look& look, const Split& command);
};
BOOST_DESCRIBE_STRUCT(SplitUp, (Split), (references))
struct Consolidated : KeepsAll<Consolidated, Consolidate, "consolidated"> {};
struct Amended : KeepsAll<Amended, Amend, "amended"> {};
struct JoinedByAnother : KeepsAll<JoinedByAnother, RecordJoint, "joined-by-another"> {};
struct ImpactsSet : KeepsAll<ImpactsSet, SetImpacts, "impacts-set"> {};
struct DocumentAttached : KeepsAll<DocumentAttached, AttachDocument, "document-attached"> {};
struct DocumentReclassified : KeepsAll<DocumentReclassified, Reclassify, "document-reclassified"> {};
struct Linked : KeepsAll<Linked, Link, "linked"> {};
struct StepRevoked : Adds<RevokeLast, "step-revoked"> {
  static constexpr bool revokes = true;
  std::string event;                    // what was revoked
  std::optional<std::string> deadline;  // when the clock took that step: it shall not fire again
  static StepRevoked from(const Look& look, const RevokeLast& command);
};
BOOST_DESCRIBE_STRUCT(StepRevoked, (RevokeLast), (event, deadline))

}  // namespace sec
