// The conditions of the rows: each a statement that can be true, with the sentence for when it is not, and who can cure
// it. Only what needs no more than a line stands here; the rest is in guards_*.cpp.
#pragma once

#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/modification/events.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/modification/timers.hpp"

namespace sec {

using engine::Reason;
using engine::unless;

std::string date_text(Date day);  // "15 March 2019"
// The evidence of an earlier step cannot be asked of a modification that was taken over in this very state.
inline bool past_unknown(const Look& look) {
  return !look.facts.taken_over_in.empty() && look.facts.taken_over_in == look.state;
}

// The modification is Authority-led: by its path, or while it has none by who raised it and how.
bool authority_led(const Facts& facts);

// A guard that looks at facts: `sentence` when it is not met. A guard with a command has a template parameter for it.
#define SEC_FACT_GUARD(NAME, WHO)                \
  struct NAME {                                  \
    static constexpr std::string_view who = WHO; \
    static Reason unmet(const Look& look);       \
  }
#define SEC_GUARD(NAME, WHO, COMMAND)                              \
  struct NAME {                                                    \
    static constexpr std::string_view who = WHO;                   \
    static Reason unmet(const Look& look, const COMMAND& command); \
  }

// --- what other cases bring about
SEC_GUARD(ADeadlineIsCountedOverIt, "secas", MoveDeadlines);
SEC_GUARD(PartIsNotDone, "secas", RecordRelease);

// --- before every row
SEC_FACT_GUARD(IsActive, "panel-secretary");  // 13.2: while a case is held, only what does not move it

// --- raising
SEC_GUARD(NoPositionGiven, "secas-manager", Raise);
SEC_GUARD(PositionGiven, "secas-manager", Raise);
SEC_GUARD(ByTheManager, "secas-manager", Raise);
SEC_GUARD(ReferenceByTheManager, "secas-manager", Raise);
SEC_GUARD(ProposerEntitled, "proposer", Raise);  // D1.3
SEC_GUARD(IsPartOfAnother, "panel-secretary", Raise);
SEC_GUARD(OpenedByItsWhole, "panel-secretary", Raise);
SEC_FACT_GUARD(OnlyItsPastIsRecorded, "secas-manager");
SEC_GUARD(StaysWhatItEndedAs, "secas-manager", RecordMilestone);
SEC_GUARD(FastTrackIsNotRefined, "secas-manager", RecordMilestone);
SEC_FACT_GUARD(StartsInDevelopment, "panel-secretary");
SEC_FACT_GUARD(StartsWithThePanel, "secas");
SEC_FACT_GUARD(SuggestedAsFastTrack, "proposer");
SEC_FACT_GUARD(NotSuggestedAsFastTrack, "proposer");
SEC_FACT_GUARD(ProposedByThePanel, "proposer");
SEC_GUARD(AcceptedUnanimously, "panel-secretary", Accept);
SEC_GUARD(MayOverrule, "authority", OverruleRefusal);

// --- initial consideration
SEC_FACT_GUARD(ProblemStated, "proposer");
SEC_FACT_GUARD(NotAuthorityLed, "authority");           // D3.8
SEC_FACT_GUARD(NotOverruledBefore, "authority");        // D4.2: what the Authority had taken in
SEC_FACT_GUARD(RefinementNotCompulsory, "authority");   // D3.9
SEC_FACT_GUARD(NoticePeriodHasRun, "panel-secretary");  // D3.5
SEC_GUARD(ApprovedUnanimously, "panel-secretary", ApproveFastTrack);
struct PathIsOpenToIt {  // 2.2: Fast-Track is no path into the process; Authority-led is nobody else's; D4.1
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.path); }
  static Reason reason(const Look& look, Path path);
};
struct TimetableLeftToTheAuthority {  // D4.7: a timetable that comes with another decision
  static constexpr std::string_view who = "authority";
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.timetable); }
  static Reason reason(const Look& look, const std::vector<Milestone>& timetable);
};
template <Body... Bodies>
struct DecidedBy {  // a decision that names its body names the right one
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look&, const auto& command) {
    if (!command.decision) return {};
    const auto is = command.decision->body;
    return unless(((is == Bodies) || ...), std::string("the decision is named as one of '") +
                                               std::string(engine::body::wire_name(is)) +
                                               "', whose decision this is not");
  }
};
struct DecidedByThePanel : DecidedBy<Body::panel> {};
struct DecidedByTheCsc : DecidedBy<Body::csc, Body::panel> {};  // 1.4 DEF: the Panel where the CSC comes to no decision
struct DecidedByTheBoard : DecidedBy<Body::change_board, Body::panel> {};

// --- refinement
SEC_FACT_GUARD(NoPreliminaryAssessmentOutstanding, "dcc");
SEC_FACT_GUARD(PreliminaryAssessmentRequestedBefore, "secas");
SEC_FACT_GUARD(NoConsultationOpen, "secas");
SEC_FACT_GUARD(ConsultationIsOpen, "secas");
SEC_GUARD(ClosesAfterItOpens, "secas", OpenRefinementConsultation);
SEC_FACT_GUARD(PreliminaryAssessmentReturnedBefore, "dcc");
SEC_GUARD(ReasonGivenForTheIaCost, "panel-secretary", DecideIaCost);
SEC_GUARD(DecidedByWhoSignsOffTheCost, "panel-secretary", DecideIaCost);  // F7
SEC_FACT_GUARD(NoVoteIsOpen, "secas");
SEC_FACT_GUARD(IaCostAgreed, "change-board-member");
SEC_FACT_GUARD(NoImpactAssessmentOutstanding, "dcc");
SEC_FACT_GUARD(ImpactAssessmentRequestedBefore, "secas");
SEC_GUARD(AlternativeIsNew, "secas", AddAlternative);
SEC_FACT_GUARD(RefinementConsulted, "secas");        // D6.14
SEC_GUARD(AssessmentsSuffice, "dcc", SubmitReport);  // CACoP 8
SEC_GUARD(LegalTextPresent, "secas", SubmitReport);

// --- report phase
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
struct SpeaksForItself {  // a Party's own token speaks for that Party alone
  static constexpr std::string_view who = "party";
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.party); }
  static Reason reason(const Look& look, const std::string& party);
};
SEC_GUARD(SubjectIsConsultedOn, "party", RecordResponse);  // D7.9
SEC_FACT_GUARD(ConsultationIsOver, "secas");
SEC_FACT_GUARD(ReportWasConsultedOn, "secas");
SEC_FACT_GUARD(LateAnswersComeThroughSecas, "secas");  // 3.6: recorded all the same, as invalid

// Whether the Refinement Consultation that comes before the cost of an Impact Assessment (F6, F7) is over, or there is
// to be none.
bool consulted_before_the_cost(const Look& look);

// --- votes
// While a vote is open, what it has brought is for SECAS alone: others read sentences that do not depend on it.
bool sees_votes(const Look& look);
Body body_that_votes(const Look& look, const OpenVote& command);
const body::Facts* voting_body(const Look& look, const OpenVote& command);  // nullptr: nobody handed it in
struct Voter {
  engine::Person person;
  engine::Capacity capacity{};
  engine::Person holder;
};
std::variant<Voter, std::string> voter_of(const Look& look, const CastVote& command);  // or why nobody votes so

SEC_FACT_GUARD(VoteIsOpen, "secas");
SEC_FACT_GUARD(SeatsAreFilled, "secas");
SEC_GUARD(PurposeFitsTheStage, "secas", OpenVote);
SEC_GUARD(CostIsPriced, "dcc", OpenVote);  // F7: the Preliminary Assessment names the price
SEC_GUARD(ClosingAllowed, "secas", OpenVote);
SEC_GUARD(SubjectsExist, "secas", OpenVote);
SEC_GUARD(BodyVotesThatWay, "secas", OpenVote);
SEC_GUARD(BodyIsTheRightOne, "secas", OpenVote);  // DEF 9: the Panel in place of the Board, with its reason
SEC_GUARD(HoldsTheSeat, "change-board-member", CastVote);
SEC_GUARD(SeatIsOnTheRoll, "secas", CastVote);
SEC_GUARD(SubjectIsOnTheBallot, "change-board-member", CastVote);
SEC_GUARD(MayVoteForTheSeat, "change-board-member", CastVote);  // 1.6.3: its holder, or the alternate in its place
SEC_GUARD(ObjectiveNamed, "change-board-member", CastVote);
SEC_GUARD(SeatCanBeCorrected, "secas-manager", CorrectRoll);
SEC_GUARD(SaysFromWhat, "secas", CastVote);
SEC_FACT_GUARD(VoteHasNotEnded, "secas");
SEC_FACT_GUARD(VoteMayClose, "secas");
SEC_FACT_GUARD(FinalVote, "secas");
SEC_FACT_GUARD(LegalTextVote, "secas");
SEC_FACT_GUARD(IaCostVote, "secas");
SEC_FACT_GUARD(CountsNow, "change-board-member");  // quorum met, or by correspondence extended once already
SEC_FACT_GUARD(InquorateAtAMeeting, "change-board-member");
SEC_FACT_GUARD(InquorateByCorrespondence, "change-board-member");
SEC_FACT_GUARD(DecidedUnderSelfGovernance, "panel-secretary");
SEC_FACT_GUARD(DecidedByTheAuthority, "panel-secretary");
SEC_FACT_GUARD(NobodyActedOnTheVote, "authority");

// --- determination, send-back
SEC_GUARD(ToApprove, "authority", Determine);
SEC_GUARD(ToReject, "authority", Determine);
template <SentBackRoute Way>
struct RouteIs {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look&, const RouteSentBack& command) {
    return unless(command.route == Way, "the route is '" + std::string(engine::body::wire_name(command.route)) + "'");
  }
};
struct RouteToRefinement : RouteIs<SentBackRoute::refinement> {};
struct RouteToReportUpdate : RouteIs<SentBackRoute::report_update> {};
struct RouteToConsultation : RouteIs<SentBackRoute::report_consultation> {};
struct RouteToChangeBoard : RouteIs<SentBackRoute::change_board> {};
SEC_GUARD(UpdatedReportApproved, "panel-secretary", RouteSentBack);  // 4.3: never skipped
SEC_GUARD(ImplementationApproachConfirmed, "panel-secretary", RouteSentBack);
SEC_GUARD(PathConfirmed, "panel-secretary", RouteSentBack);
SEC_GUARD(SkippingExplained, "panel-secretary", RouteSentBack);
SEC_FACT_GUARD(PathIsKnown, "panel-secretary");

// --- referrals
struct WindowIsOpen {
  static constexpr std::string_view who = "party";
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.recorded_from); }
  static Reason reason(const Look& look, const std::optional<RecordedFrom>& from);
};
SEC_FACT_GUARD(WindowHasRun, "party");
SEC_FACT_GUARD(FirstTier, "party");
SEC_FACT_GUARD(SecondTier, "party");
SEC_FACT_GUARD(DecisionIsKnown, "secas-manager");

// --- implementation
SEC_GUARD(PartToImplementExists, "secas", ImplementPart);
SEC_GUARD(PartIsDue, "panel-secretary", ImplementPart);
SEC_GUARD(ReleaseIsReached, "panel-secretary", ImplementPart);
SEC_GUARD(LastPart, "secas", ImplementPart);
SEC_GUARD(PartsRemain, "secas", ImplementPart);
struct PartIsOpen {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.part); }
  static Reason reason(const Look& look, std::optional<int> part);
};
SEC_GUARD(WithinThePanelsDiscretion, "authority", RequestRevisedDate);
SEC_GUARD(BeyondThePanelsDiscretion, "panel-secretary", RequestRevisedDate);
SEC_GUARD(RangeRunsForward, "authority", DirectDate);

// --- withdrawal, hold, path, urgency
struct IsTheProposer {  // a Proposer's token speaks for the proposals of that Proposer alone
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look);
};
SEC_FACT_GUARD(NeverSentBack, "authority");       // D5.2
SEC_FACT_GUARD(NeverVotedOn, "panel-secretary");  // 13.3.7: nor after the vote was closed
SEC_FACT_GUARD(NotFastTrack, "panel-secretary");
SEC_GUARD(AuthorityConsentsIfItLed, "authority", Withdraw);
SEC_FACT_GUARD(IsHeld, "panel-secretary");
struct NotHeldAlready {  // in that very way, up to that very day: a hold is extended, and suspending holds as well
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const Hold& command);
  static Reason unmet(const Look& look, const Suspend& command);
};
struct EndsLaterThanToday {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) {
    return unless(!command.until || *command.until >= look.setting.on, "the end lies before the beginning");
  }
};
SEC_GUARD(PathDiffers, "panel-secretary", SetPath);
SEC_GUARD(PathMayBeSetByThem, "authority", SetPath);
SEC_GUARD(ByTheAuthority, "authority", SetPath);
SEC_FACT_GUARD(UrgencyNotRequestedYet, "authority");
SEC_FACT_GUARD(UrgencyRequestedBefore, "panel-secretary");
SEC_GUARD(TimetableIsTheirs, "authority", AgreeTimetable);  // D4.7: an urgent one is the Authority's
SEC_GUARD(MilestonesAreKnown, "secas", Forecast);
SEC_GUARD(ReferralInTime, "authority", ReferToAuthority);  // D4.3
SEC_FACT_GUARD(SomethingIsReferred, "proposer");
SEC_GUARD(OthersAreNamedOnce, "panel-secretary", Consolidate);

// --- register and corrections
SEC_GUARD(AmendsSomething, "secas", Amend);
SEC_GUARD(ProblemNotFinal, "panel-secretary", Amend);  // T08
SEC_GUARD(DocumentIsThere, "secas", Reclassify);
SEC_GUARD(ClassificationDiffers, "secas", Reclassify);
SEC_GUARD(LoweredForAReason, "secas-manager", Reclassify);  // section 9
SEC_FACT_GUARD(StepCanBeRevoked, "secas-manager");
SEC_FACT_GUARD(NobodyElseActed, "secas-manager");

// --- the clock
template <Watched What>
struct Passed {
  static Reason unmet(const Look& look, const DeadlinePassed& command) {
    for (const auto& timer : timers(look.facts, look.state))
      if (timer.name == command.name_ && timer.what == What)
        return unless(timer.due <= look.setting.now, "'" + timer.name + "' is due at " + engine::to_text(timer.due));
    return "'" + command.name_ + "' is no such deadline of this modification now";
  }
};
struct AdoptionWindowEnded : Passed<Watched::adoption_window> {};
struct ReferralWindowEnded : Passed<Watched::referral_window> {};
struct ReportConsultationEnded : Passed<Watched::report_consultation> {};
struct RefinementConsultationEnded : Passed<Watched::refinement_consultation> {};
struct ReminderIsDue : Passed<Watched::ballot_reminder> {};
struct FinalBallotEnded : Passed<Watched::final_ballot> {};
struct IaCostBallotEnded : Passed<Watched::ia_cost_ballot> {};
struct ATargetPassed : Passed<Watched::target> {};
struct TheHoldEnded : Passed<Watched::hold_end> {};
struct NewRulesBegan : Passed<Watched::new_rules> {};
SEC_FACT_GUARD(DecisionWasToApprove, "change-board-member");
SEC_FACT_GUARD(DecisionWasToReject, "change-board-member");

#undef SEC_FACT_GUARD
#undef SEC_GUARD

}  // namespace sec
