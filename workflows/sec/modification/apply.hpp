// How each event changes what is remembered. Nothing here refuses: it has happened.
#pragma once

#include "workflows/sec/modification/events.hpp"

namespace sec {

void step(Facts& facts, const engine::Entry& entry);  // what every event does, before its own apply()

#define SEC_APPLY(EVENT) void apply(Facts& facts, const EVENT& event, const engine::Entry& entry)
SEC_APPLY(Raised);
SEC_APPLY(TakenOver);
SEC_APPLY(PartOpened);
SEC_APPLY(MilestoneRecorded);
SEC_APPLY(Accepted);
SEC_APPLY(FastTrackAccepted);
SEC_APPLY(RefusedAsInvalid);
SEC_APPLY(RefusalOverruled);
SEC_APPLY(CscDiscussed);
SEC_APPLY(ConversionRecommended);
SEC_APPLY(ReturnedToDevelopment);
SEC_APPLY(ProposalRefused);
SEC_APPLY(SentToRefinement);
SEC_APPLY(SentToReport);
SEC_APPLY(FastTrackApproved);
SEC_APPLY(FastTrackWithdrawn);
SEC_APPLY(PreliminaryAssessmentRequested);
SEC_APPLY(PreliminaryAssessmentReturned);
SEC_APPLY(RefinementConsultationOpened);
SEC_APPLY(RefinementConsultationClosed);
SEC_APPLY(IaCostDecided);
SEC_APPLY(ImpactAssessmentRequested);
SEC_APPLY(ImpactAssessmentReturned);
SEC_APPLY(AlternativeAdded);
SEC_APPLY(ReportSubmitted);
SEC_APPLY(ReportReturned);
SEC_APPLY(ReportApproved);
SEC_APPLY(ResponseRecorded);
SEC_APPLY(ConsultationClosed);
SEC_APPLY(VoteOpened);
SEC_APPLY(VoteCast);
SEC_APPLY(RollCorrected);
SEC_APPLY(VoteReminded);
SEC_APPLY(VoteDeferred);
SEC_APPLY(VoteDecided);
SEC_APPLY(SentToAuthority);
SEC_APPLY(IaCostVoted);
SEC_APPLY(LegalTextVoted);
SEC_APPLY(VoteInquorate);
SEC_APPLY(VoteExtended);
SEC_APPLY(VoteReopened);
SEC_APPLY(AuthorityApproved);
SEC_APPLY(AuthorityRejected);
SEC_APPLY(SentBackRecorded);
SEC_APPLY(SentBackRouted);
SEC_APPLY(ReferredToPanel);
SEC_APPLY(ReferredToAuthority);
SEC_APPLY(ReferralDecided);
SEC_APPLY(DecisionStood);
SEC_APPLY(RevisedDateRequested);
SEC_APPLY(RevisedDateSet);
SEC_APPLY(DateDirected);
SEC_APPLY(PartImplemented);
SEC_APPLY(ApprovalReversed);
SEC_APPLY(WithdrawalNoticed);
SEC_APPLY(Adopted);
SEC_APPLY(WithdrawalTookEffect);
SEC_APPLY(Suspended);
SEC_APPLY(PutOnHold);
SEC_APPLY(Resumed);
SEC_APPLY(PathSet);
SEC_APPLY(UrgencyRequested);
SEC_APPLY(UrgencyDecided);
SEC_APPLY(TimetableAgreed);
SEC_APPLY(DeadlinesMoved);
SEC_APPLY(ReleaseRecorded);
SEC_APPLY(Forecasted);
SEC_APPLY(ProposerReferred);
SEC_APPLY(ReferralDismissed);
SEC_APPLY(TargetPassed);
SEC_APPLY(RulesChanged);
SEC_APPLY(SplitUp);
SEC_APPLY(Consolidated);
SEC_APPLY(Amended);
SEC_APPLY(JoinedByAnother);
SEC_APPLY(ImpactsSet);
SEC_APPLY(DocumentAttached);
SEC_APPLY(DocumentReclassified);
SEC_APPLY(Linked);
#undef SEC_APPLY

// The facts are those before the revoked step; what the revocation itself leaves behind.
void revoke(Facts& facts, const StepRevoked& event, const engine::Entry& entry);

}  // namespace sec
