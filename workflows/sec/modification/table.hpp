// The transitions of a modification: rows in groups, in the order of its life. A pack is a list of groups (packs.cpp):
// most are shared, the few that differ stand at the end. Clauses are of SEC Section D; T numbers and DEF of
// sec-rules 13.2 and 12.
#pragma once

#include "workflows/sec/modification/anytime/discussions.hpp"
#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/anytime/light.hpp"
#include "workflows/sec/modification/anytime/owners.hpp"
#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/anytime/undoing.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/implementation.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/late_form.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/modification/vote/vote.hpp"

namespace sec {

using engine::Row;
using engine::Stay;
using engine::Table;
using engine::Toward;
using engine::When;

// The state that a proposal brings along, if it says one.
template <engine::Text Words, auto Given>
struct GivenState {
  static constexpr std::string_view words = Words.view();
  static std::string state(const Look&, const Raise& command) {
    const auto& given = command.*Given;
    return given ? given->state : "";
  }
};
struct TakenState : GivenState<"<the position it is taken over in>", &Raise::position> {};
struct WholesState : GivenState<"<the state of the modification it is a part of>", &Raise::split_from> {};
struct MilestonesState {
  static constexpr std::string_view words = "<the state that the milestone puts it in>";
  static std::string state(const Look& look, const RecordMilestone& command) {
    return command.state.value_or(std::string(look.state));
  }
};
struct BeforeTheNotice {
  static constexpr std::string_view words = "<the state before the notice>";
  static std::string state(const Look& look, const auto&) { return look.facts.state_before_notice; }
};
struct AsDecided {
  static constexpr std::string_view words = "<pending implementation or rejected, as was decided>";
  static std::string state(const Look& look, const auto&) {
    return std::string(look.facts.decision == Verdict::approve ? PendingImplementation::name : Rejected::name);
  }
};
struct BeforeTheStep {
  static constexpr std::string_view words = "<the state before the last step>";
  static std::string state(const Look& look, const auto&) {
    const auto* step = last_step(look).step;
    return step == nullptr ? std::string(look.state) : step->state;
  }
};

// clang-format off
using Raising = Table<
  //   from                     command                        to                        records                          when                                                                                   clause
  Row< New                    , Raise                        , Submitted               , Raised                         , When<NoPositionGiven, ReferenceByTheManager, ProposerEntitled>                       , "D1.3, T01" >,
  Row< New                    , Raise                        , Toward<TakenState>      , TakenOver                      , When<PositionGiven, ByTheManager>                                                      , "DEF, T01" >,
  Row< New                    , Raise                        , Toward<WholesState>     , PartOpened                     , When<IsPartOfAnother, OpenedByItsWhole>                                                , "DEF, T56" >,
  Row< EverRaised             , RecordMilestone              , Toward<MilestonesState> , MilestoneRecorded              , When<OnlyItsPastIsRecorded, StaysWhatItEndedAs, FastTrackIsNotRefined>                 , "DEF, T58" >,
  Row< Submitted              , Accept                       , InitialConsideration    , Accepted                       , When<StartsWithThePanel, NotSuggestedAsFastTrack>                                      , "D3.1, T03" >,
  Row< Submitted              , Accept                       , FastTrackNotice         , FastTrackAccepted              , When<SuggestedAsFastTrack, ProposedByThePanel, AcceptedUnanimously>                    , "D2.8, T04" >,
  Row< Submitted              , RefuseInvalid                , Refused                 , RefusedAsInvalid               , When<>                                                                                 , "D3.1, T05" >,
  Row< Refused                , OverruleRefusal              , InitialConsideration    , RefusalOverruled               , When<MayOverrule, StartsWithThePanel>                                                  , "D3.3, T06" >
>;

using InitialView = Table<
  Row< InitialConsideration   , Refuse                       , Refused                 , ProposalRefused                , When<NotAuthorityLed, NotOverruledBefore, DecidedByThePanel>                           , "D3.8, T10" >,
  Row< FastTrackNotice        , ApproveFastTrack             , PendingImplementation   , FastTrackApproved              , When<NoticePeriodHasRun, ApprovedUnanimously, ReleasesTakeItIn, DecidedByThePanel>     , "D3.5, T13" >,
  Row< FastTrackNotice        , Object                       , InitialConsideration    , ObjectedTo                     , When<NoticeStillRuns, SpeaksForItself>                                                 , "DEF 16.13" >,
  Row< FastTrackNotice        , WithdrawFastTrack            , Withdrawn               , FastTrackWithdrawn             , When<DecidedByThePanel>                                                                , "D3.6(d), T14" >
>;

using Refining = Table<
  Row< Refinement             , RequestPreliminaryAssessment , Stay                    , PreliminaryAssessmentRequested , When<NoPreliminaryAssessmentOutstanding>                                               , "D6.10, T15" >,
  Row< Refinement             , RecordPreliminaryAssessment  , Stay                    , PreliminaryAssessmentReturned  , When<PreliminaryAssessmentRequestedBefore>                                             , "D6.10, T15" >,
  Row< Refinement             , OpenRefinementConsultation   , Stay                    , RefinementConsultationOpened   , When<NoConsultationOpen, ClosesAfterItOpens>                                           , "D6.14, T15" >,
  Row< Refinement             , CloseRefinementConsultation  , Stay                    , RefinementConsultationClosed   , When<ConsultationIsOpen>                                                               , "D6.14, T15" >,
  Row< Refinement             , DeadlinePassed               , Stay                    , RefinementConsultationClosed   , When<RefinementConsultationEnded>                                                      , "D6.14, T15" >,
  Row< Refinement             , DecideIaCost                 , Stay                    , IaCostDecided                  , When<PreliminaryAssessmentReturnedBefore, NoVoteIsOpen, ReasonGivenForTheIaCost, DecidedByWhoSignsOffTheCost>, "DEF 9, T15" >,
  Row< Refinement             , RequestImpactAssessment      , Stay                    , ImpactAssessmentRequested      , When<IaCostAgreed, NoImpactAssessmentOutstanding>                                      , "D6.11, T15" >,
  Row< Refinement             , RecordImpactAssessment       , Stay                    , ImpactAssessmentReturned       , When<ImpactAssessmentRequestedBefore>                                                  , "D6.11, T15" >,
  Row< Refinement             , AddAlternative               , Stay                    , AlternativeAdded               , When<AlternativeIsNew, NoVoteIsOpen>                                                   , "D6.15, T15" >,
  Row< Refinement             , SubmitReport                 , PanelReportReview       , ReportSubmitted                , When<RefinementConsulted, NoConsultationOpen, NoVoteIsOpen, AssessmentsSuffice, LegalTextPresent>, "D7.1, T16" >
>;

using Reporting = Table<
  Row< PanelReportReview      , SubmitReport                 , Stay                    , ReportSubmitted                , When<AssessmentsSuffice, LegalTextPresent>                                             , "D7.1, T16" >,
  Row< PanelReportReview      , ReturnReport                 , Refinement              , ReportReturned                 , When<GoesToTheWorkingGroup, TimetableLeftToTheAuthority>                               , "D7.5, T17" >,
  Row< PanelReportReview      , ReturnReport                 , Stay                    , ReportReturned                 , When<StaysWithSecas, TimetableLeftToTheAuthority>                                      , "D7.5, T17" >,
  Row< Consulting             , RecordResponse               , Stay                    , ResponseRecorded               , When<AnswersAreDue, NotTheDcc, SpeaksForItself, SubjectIsConsultedOn>                  , "D7.8, T49" >,
  Row< ChangeBoardVote        , RecordResponse               , Stay                    , ResponseRecorded               , When<ReportWasConsultedOn, LateAnswersComeThroughSecas, NotTheDcc, SubjectIsConsultedOn>, "3.6 (DEF), T49" >,
  Row< Consulting             , ExtendConsultation           , Stay                    , ConsultationExtended           , When<AConsultationRuns, ClosesLater>                                                   , "DEF, T15, T18" >,
  Row< ReportConsultation     , CloseConsultation            , ChangeBoardVote         , ConsultationClosed             , When<ConsultationIsOver>                                                               , "D7.8, T19" >,
  Row< ReportConsultation     , DeadlinePassed               , ChangeBoardVote         , ConsultationClosed             , When<ReportConsultationEnded>                                                          , "D7.8, T19" >
>;

using Balloting = Table<
  Row< Voting                 , OpenVote                     , Stay                    , VoteOpened                     , When<NoVoteIsOpen, SeatsAreFilled, PurposeFitsTheStage, BodyIsTheRightOne, BodyVotesThatWay, ModeIsTheOneAgreed, CostIsPriced, ClosingAllowed, SubjectsExist>, "D8, T50" >,
  Row< Voting                 , CastVote                     , Stay                    , VoteCast                       , When<VoteIsOpen, VoteHasNotEnded, FormAnswersThisVote, SeatIsOnTheRoll, HoldsTheSeat, MayVoteForTheSeat, SeatHasNotVotedItself, SubjectIsOnTheBallot, ObjectiveNamed, SaysFromWhat>, "D8, T51" >,
  Row< AfterAVote             , CastVote                     , Stay                    , BallotRecounted                , When<LastVoteWasCounted, NobodyActedOnTheCount, FormCameInTime, FormAnswersThisVote, SeatIsOnTheRoll, HoldsTheSeat, MayVoteForTheSeat, SeatHasNotVotedItself, SubjectIsOnTheBallot, ObjectiveNamed, SaysFromWhat>, "DEF 16.3" >,
  Row< Voting                 , CorrectRoll                  , Stay                    , RollCorrected                  , When<VoteIsOpen, SeatCanBeCorrected>                                                   , "DEF, T50" >,
  Row< Voting                 , DeadlinePassed               , Stay                    , VoteReminded                   , When<ReminderIsDue>                                                                    , "DEF 7, T51" >,
  Row< ChangeBoardVote        , DeferVote                    , Stay                    , VoteDeferred                   , When<>                                                                                 , "D8, T20" >,
  Row< Refinement             , DeferVote                    , Stay                    , VoteDeferred                   , When<VoteIsOpen>                                                                       , "DEF 9, T20" >,
  Row< ChangeBoardVote        , ReturnReport                 , Refinement              , ReportReturned                 , When<DecidedByTheBoard, TimetableLeftToTheAuthority>                                   , "D8, T21" >,
  Row< ChangeBoardVote        , CloseVote                    , AuthorityDetermination  , SentToAuthority                , When<VoteMayClose, FinalVote, CountsNow, DecidedByTheAuthority>                        , "D8.3, T22" >,
  Row< ChangeBoardVote        , DeadlinePassed               , AuthorityDetermination  , SentToAuthority                , When<FinalBallotEnded, FinalVote, CountsNow, DecidedByTheAuthority>                    , "D8.3, T22" >,
  Row< ChangeBoardVote        , CloseVote                    , AppealWindow            , VoteDecided                    , When<VoteMayClose, FinalVote, CountsNow, DecidedUnderSelfGovernance>                   , "D8.3, T23" >,
  Row< ChangeBoardVote        , DeadlinePassed               , AppealWindow            , VoteDecided                    , When<FinalBallotEnded, FinalVote, CountsNow, DecidedUnderSelfGovernance>               , "D8.3, T23" >,
  Row< ChangeBoardVote        , CloseVote                    , Stay                    , LegalTextVoted                 , When<VoteMayClose, LegalTextVote, CountsNow>                                           , "DEF 8, T20" >,
  Row< ChangeBoardVote        , DeadlinePassed               , Stay                    , LegalTextVoted                 , When<FinalBallotEnded, LegalTextVote, CountsNow>                                       , "DEF 8, T20" >,
  Row< Refinement             , CloseVote                    , Stay                    , IaCostVoted                    , When<VoteMayClose, IaCostVote, CountsNow>                                              , "DEF 9, T52" >,
  Row< Refinement             , DeadlinePassed               , Stay                    , IaCostVoted                    , When<IaCostBallotEnded, CountsNow>                                                     , "DEF 9, T52" >,
  Row< Voting                 , CloseVote                    , Stay                    , VoteInquorate                  , When<VoteMayClose, InquorateAtAMeeting>                                                , "DEF 3, T52" >,
  Row< Voting                 , CloseVote                    , Stay                    , VoteExtended                   , When<VoteMayClose, InquorateByCorrespondence>                                          , "DEF 3, T52" >,
  Row< ChangeBoardVote        , DeadlinePassed               , Stay                    , VoteExtended                   , When<FinalBallotEnded, InquorateByCorrespondence>                                      , "DEF 3, T52" >,
  Row< Refinement             , DeadlinePassed               , Stay                    , VoteExtended                   , When<IaCostBallotEnded, InquorateByCorrespondence>                                     , "DEF 3, T52" >,
  Row< ChangeBoardVote        , DeadlinePassed               , Stay                    , VoteInquorate                  , When<FinalBallotEnded, InquorateAtAMeeting>                                            , "DEF 3, T52" >,
  Row< Refinement             , DeadlinePassed               , Stay                    , VoteInquorate                  , When<IaCostBallotEnded, InquorateAtAMeeting>                                           , "DEF 3, T52" >,
  Row< AuthorityDetermination , ReopenVote                   , ChangeBoardVote         , VoteReopened                   , When<NobodyActedOnTheVote>                                                             , "D8, T53" >,
  Row< AppealWindow           , ReopenVote                   , ChangeBoardVote         , VoteReopened                   , When<NobodyActedOnTheVote>                                                             , "D8, T53" >
>;

using Determining = Table<
  Row< AuthorityDetermination , Determine                    , PendingImplementation   , AuthorityApproved              , When<ToApprove, ReleasesTakeItIn>                                                      , "D9.2, T24" >,
  Row< AuthorityDetermination , Determine                    , Rejected                , AuthorityRejected              , When<ToReject>                                                                         , "D9.2, T25" >,
  Row< AuthorityDetermination , SendBack                     , SentBack                , SentBackRecorded               , When<>                                                                                 , "D9.3, T26" >,
  Row< SentBack               , RouteSentBack                , Refinement              , SentBackRouted                 , When<RouteToRefinement>                                                                , "D9.3, T27" >,
  Row< SentBack               , RouteSentBack                , PanelReportReview       , SentBackRouted                 , When<RouteToReportUpdate>                                                              , "D9.3, T29a" >,
  Row< SentBack               , RouteSentBack                , ReportConsultation      , SentBackRouted                 , When<RouteToConsultation, QuestionsAnswered, UpdatedReportApproved, ImplementationApproachConfirmed, PathConfirmed, PathIsKnown, ConsultationLengthAllowed>, "D9.3, T28" >,
  Row< SentBack               , RouteSentBack                , ChangeBoardVote         , SentBackRouted                 , When<RouteToChangeBoard, QuestionsAnswered, UpdatedReportApproved, ImplementationApproachConfirmed, PathConfirmed, PathIsKnown, SkippingExplained>, "D9.3, T29" >,
  Row< SentBack               , SetPath                      , Stay                    , PathSet                        , When<ByTheAuthority, PathDiffers, PathMayBeSetByThem>                                  , "D4.1, T30" >
>;

using Referring = Table<
  Row< AppealWindow           , Refer                        , PanelReferral           , ReferredToPanel                , When<WindowIsOpen, FirstTier, SpeaksForItself>                                         , "D9.4(a), T31" >,
  Row< AppealWindow           , DeadlinePassed               , PendingImplementation   , DecisionStood                  , When<ReferralWindowEnded, DecisionWasToApprove>                                        , "D9.4, T32" >,
  Row< AppealWindow           , DeadlinePassed               , Rejected                , DecisionStood                  , When<ReferralWindowEnded, DecisionWasToReject>                                         , "D9.4, T33" >,
  Row< PanelReferral          , DecideReferral               , AppealWindow            , ReferralDecided                , When<DecisionIsKnown>                                                                  , "D9.4(a), T34" >,
  Row< AppealWindow           , Refer                        , AuthorityReferral       , ReferredToAuthority            , When<WindowIsOpen, SecondTier, SpeaksForItself>                                        , "D9.4(b), T35" >,
  Row< AppealWindow           , EndWindow                    , Toward<AsDecided>       , DecisionStood                  , When<WindowHasRun, DecisionIsKnown>                                                    , "DEF, T32, T33" >,
  Row< AuthorityReferral      , Determine                    , PendingImplementation   , AuthorityApproved              , When<ToApprove, ReleasesTakeItIn>                                                      , "D9.4(b), T36" >,
  Row< AuthorityReferral      , Determine                    , Rejected                , AuthorityRejected              , When<ToReject>                                                                         , "D9.4(b), T36" >
>;

using Implementing = Table<
  Row< PendingImplementation  , RequestRevisedDate           , Stay                    , RevisedDateRequested           , When<PartIsOpen, BeyondThePanelsDiscretion, DecidedByThePanel>                         , "D10.7, T37" >,
  Row< PendingImplementation  , RequestRevisedDate           , Stay                    , RevisedDateSet                 , When<PartIsOpen, WithinThePanelsDiscretion, DecidedByThePanel>                         , "D10.7, T37" >,
  Row< PendingImplementation  , DirectDate                   , Stay                    , DateDirected                   , When<PartIsOpen, RangeRunsForward>                                                     , "D10.7, T37" >,
  Row< PendingImplementation  , AgreePhases                  , Stay                    , PhasesAgreed                   , When<PhasesAreOpen, DirectedDatesStay, ReleasesTakeItIn, DecidedByThePanel>            , "D10.2 (DEF 16.15), T37" >,
  Row< PendingImplementation  , ImplementPart                , Implemented             , PartImplemented                , When<PartToImplementExists, PartIsDue, ReleaseIsReached, LastPart>                     , "D10, T38" >,
  Row< PendingImplementation  , ImplementPart                , Stay                    , PartImplemented                , When<PartToImplementExists, PartIsDue, ReleaseIsReached, PartsRemain>                  , "D10, T38" >,
  Row< PendingImplementation  , Reverse                      , Reversed                , ApprovalReversed               , When<>                                                                                 , "D9.4(c), T39" >,
  Row< Implemented            , Reverse                      , Reversed                , ApprovalReversed               , When<>                                                                                 , "D9.4(c), T39" >
>;

using Anytime = Table<
  Row< BeforeTheVoteCloses    , Withdraw                     , WithdrawalNotice        , WithdrawalNoticed              , When<IsTheProposer, NeverSentBack, NeverVotedOn, NotFastTrack, AuthorityConsentsIfItLed>, "D5.2, T40" >,
  Row< WithdrawalNotice       , Adopt                        , Toward<BeforeTheNotice> , Adopted                        , When<WindowIsOpen, SpeaksForItself>                                                    , "D5.4, T41" >,
  Row< WithdrawalNotice       , DeadlinePassed               , Withdrawn               , WithdrawalTookEffect           , When<AdoptionWindowEnded>                                                              , "D5.6, T42" >,
  Row< WithdrawalNotice       , EndWindow                    , Withdrawn               , WithdrawalTookEffect           , When<WindowHasRun>                                                                     , "DEF, T42" >,
  Row< BeforeTheVote          , Suspend                      , Stay                    , Suspended                      , When<NotHeldAlready, EndsLaterThanToday>                                               , "D4.8, T43" >,
  Row< Live                   , Hold                         , Stay                    , PutOnHold                      , When<NotHeldAlready, EndsLaterThanToday>                                               , "DEF, T44" >,
  Row< Live                   , Resume                       , Stay                    , Resumed                        , When<IsHeld>                                                                           , "DEF, T44" >,
  Row< Live                   , DeadlinePassed               , Stay                    , Resumed                        , When<TheHoldEnded>                                                                     , "DEF, T44" >,
  Row< OnAPath                , SetPath                      , Stay                    , PathSet                        , When<PathDiffers, PathMayBeSetByThem>                                                  , "D4.1, T45" >,
  Row< Live                   , DecideUrgency                , Stay                    , UrgencyDecided                 , When<UrgencyRequestedBefore>                                                           , "D4.6, T46" >,
  Row< Live                   , AgreeTimetable               , Stay                    , TimetableAgreed                , When<TimetableIsTheirs, NotBeingWithdrawn>                                             , "D3.11, T47" >,
  Row< Live                   , Consolidate                  , Stay                    , Consolidated                   , When<OthersAreNamedOnce, JoinedForTheFirstTime>                                        , "D3.6(g), T48" >,
  Row< BeforeTheReport        , Amend                        , Stay                    , Amended                        , When<IsTheProposer, AmendsSomething, ProblemNotFinal>                                  , "DEF 23, T54" >,
  Row< Live                   , SetImpacts                   , Stay                    , ImpactsSet                     , When<>                                                                                 , "D1.8, T54" >,
  Row< Live                   , AttachDocument               , Stay                    , DocumentAttached               , When<>                                                                                 , "D1.8, T54" >,
  Row< EverRaised             , Reclassify                   , Stay                    , DocumentReclassified           , When<ClassificationDiffers, LoweredForAReason>                                         , "M4.13, 9 (DEF)" >,
  Row< EverRaised             , WithdrawDocument             , Stay                    , DocumentWithdrawn              , When<NotWithdrawnYet>                                                                  , "M4.13, 9 (DEF)" >,
  Row< NotKnown               , AttachDocument               , Stay                    , DocumentAttached               , When<>                                                                                 , "D1.8, T54" >,
  Row< Live                   , Link                         , Stay                    , Linked                         , When<LinksAnother, LinkedForTheFirstTime>                                              , "D1.8, T54" >,
  Row< Live                   , AnswerQuestion               , Stay                    , QuestionAnswered               , When<QuestionIsThere>                                                                   , "DEF 16.11" >,
  Row< Live                   , Forecast                     , Stay                    , Forecasted                     , When<>                                                                                 , "D1.8, T54" >,
  Row< EverRaised             , Assign                       , Stay                    , Assigned                       , When<AssignsSomebody>                                                                  , "DEF, 3.6" >,
  Row< EverRaised             , Note                         , Stay                    , Noted                          , When<>                                                                                 , "DEF, 3.6" >,
  Row< Live                   , MoveDeadlines                , Stay                    , DeadlinesMoved                 , When<ADeadlineIsCountedOverIt>                                                         , "DEF, 5.5" >,
  Row< Live                   , RecordRelease                , Stay                    , ReleaseRecorded                , When<PartIsNotDone, InNoOtherRelease>                                                  , "D10, 7.2" >,
  Row< Live                   , RecordJoint                  , Stay                    , JoinedByAnother                , When<>                                                                                 , "D3.6(g), T48" >,
  Row< EverRaised             , RecordRenamed                , Stay                    , OtherRenamed                   , When<>                                                                                 , "DEF, 10.4" >,
  Row< EverRaised             , FollowItem                   , Stay                    , LightFollowed                  , When<ItsItemHasAnotherLight>                                                           , "16.9" >,
  Row< EverRaised             , RevokeLast                   , Toward<BeforeTheStep>   , StepRevoked                    , When<StepCanBeRevoked, UndoneByWhoTookIt, IsThatStep>                                  , "DEF 16.17, T55" >,
  Row< AfterAWindow           , ReopenWindow                 , Toward<BeforeTheStep>   , WindowReopened                 , When<TheClockEndedAWindow>                                                             , "DEF, T31, T41" >,
  Row< Live                   , RecordDiscussionAt           , Stay                    , DiscussedAt                    , When<>                                                                                 , "DEF 16.10" >,
  Row< EverRaised             , CorrectTitle                 , Stay                    , TitleCorrected                 , When<TitleDiffers>                                                                     , "DEF 23, T54" >,
  Row< BeforeRefinement       , Split                        , ContinuedAsParts        , SplitUp                        , When<NoVoteIsOpen>                                                                     , "DEF 16.1, T56" >,
  Row< Refinement             , Split                        , ContinuedAsParts        , SplitUp                        , When<NoVoteIsOpen>                                                                     , "DEF 16.1, T56" >,
  Row< Live                   , EndAsSplit                   , ContinuedAsParts        , EndedAsSplit                   , When<WasSplitBefore, NoVoteIsOpen>                                                     , "DEF 16.1, T56" >,
  Row< BeforeTheVote          , ReferToAuthority             , Stay                    , ProposerReferred               , When<IsTheProposer, ReferralInTime>                                                    , "D4.2, T57" >,
  Row< Refused                , ReferToAuthority             , Stay                    , ProposerReferred               , When<IsTheProposer, ReferralInTime>                                                    , "D4.2, T57" >,
  Row< Live                   , DismissReferral              , Stay                    , ReferralDismissed              , When<SomethingIsReferred>                                                              , "D4.2, T57" >,
  Row< Refused                , DismissReferral              , Stay                    , ReferralDismissed              , When<SomethingIsReferred>                                                              , "D4.2, T57" >,
  Row< Live                   , DeadlinePassed               , Stay                    , TargetPassed                   , When<ATargetPassed>                                                                    , "DEF 19, 20" >
>;

// From here on the groups that only some packs have.

// From SECMP0049 on, proposals begin as Draft Proposals.
using Developing = Table<
  Row< Submitted              , Accept                       , Development             , Accepted                       , When<StartsInDevelopment, NotSuggestedAsFastTrack>                                     , "D3.1, T02" >,
  Row< Refused                , OverruleRefusal              , Development             , RefusalOverruled               , When<MayOverrule, StartsInDevelopment>                                                 , "D3.3, T06" >,
  Row< Development            , RecordCscDiscussion          , Stay                    , CscDiscussed                   , When<>                                                                                 , "DEF, T07" >,
  Row< Development            , RecommendConversion          , InitialConsideration    , ConversionRecommended          , When<ProblemStated>                                                                    , "DEF, T08" >,
  Row< InitialConsideration   , ReturnToDevelopment          , Development             , ReturnedToDevelopment          , When<StartsInDevelopment>                                                              , "DEF, T09" >
>;

// The Panel converts, approves reports and asks for urgency ...
using ByThePanel = Table<
  Row< InitialConsideration   , SendToRefinement             , Refinement              , SentToRefinement               , When<PathIsOpenToIt, TimetableLeftToTheAuthority, DecidedByThePanel>                   , "D3.6, T11" >,
  Row< InitialConsideration   , SendToReport                 , PanelReportReview       , SentToReport                   , When<PathIsOpenToIt, RefinementNotCompulsory, DecidedByThePanel>                       , "D3.9, T12" >,
  Row< PanelReportReview      , ApproveReport                , ReportConsultation      , ReportApproved                 , When<QuestionsAnswered, AllFourDecided, PathIsOpenToIt, CostsAreAssessed, ConsultationLengthAllowed, ReleasesTakeItIn, DecidedByThePanel>, "D7.5, T18" >,
  Row< Live                   , RequestUrgency               , Stay                    , UrgencyRequested               , When<NotFastTrack, UrgencyNotRequestedYet, DecidedByThePanel>                          , "D4.5, T46" >
>;
// ... until the Change Sub-Committee does.
using ByTheCsc = Table<
  Row< InitialConsideration   , SendToRefinement             , Refinement              , SentToRefinement               , When<PathIsOpenToIt, TimetableLeftToTheAuthority, DecidedByTheCsc>                     , "DEF 11, T11" >,
  Row< InitialConsideration   , SendToReport                 , PanelReportReview       , SentToReport                   , When<PathIsOpenToIt, RefinementNotCompulsory, DecidedByTheCsc>                         , "DEF 11, T12" >,
  Row< PanelReportReview      , ApproveReport                , ReportConsultation      , ReportApproved                 , When<QuestionsAnswered, AllFourDecided, PathIsOpenToIt, CostsAreAssessed, ConsultationLengthAllowed, ReleasesTakeItIn, DecidedByTheCsc>, "DEF 25, T18" >,
  Row< Live                   , RequestUrgency               , Stay                    , UrgencyRequested               , When<NotFastTrack, UrgencyNotRequestedYet, DecidedByTheCsc>                            , "DEF 25, T46" >
>;
// A live case of the old rules follows the new ones from the day they begin.
using HandingOver = Table<
  Row< Live                   , DeadlinePassed               , Stay                    , RulesChanged                   , When<NewRulesBegan>                                                                    , "DEF, 13.2" >
>;
// clang-format on

// In every pack.
using Shared = engine::mp11::mp_list<Raising, InitialView, Refining, Reporting, Balloting, Determining, Referring,
                                     Implementing, Anytime>;

// All there are, in the order of the rows.
using Groups = engine::mp11::mp_push_back<Shared, Developing, ByThePanel, ByTheCsc, HandingOver>;
using Rows = engine::mp11::mp_apply<engine::mp11::mp_append, Groups>;

}  // namespace sec
