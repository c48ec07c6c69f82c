// The states of a modification: sec-rules 13.1. Everything orthogonal to them (hold, urgency, progress) is a fact.
#pragma once

#include "engine/table.hpp"

namespace sec {

using engine::State;

struct New : State<"", "Not raised yet", ""> {};
struct Submitted : State<"submitted", "Submitted (validity check)", "Initial consideration"> {};
struct Development : State<"development", "Draft Proposal: Development Stage", "Development"> {};
struct InitialConsideration
    : State<"initial-consideration", "Initial consideration or conversion", "Initial consideration"> {};
struct FastTrackNotice : State<"fast-track-notice", "Fast-Track notice period", "Fast-Track"> {};
struct Refinement : State<"refinement", "Refinement Process", "Refinement Process"> {};
struct PanelReportReview : State<"panel-report-review", "Modification Report before the Panel", "Report Phase"> {};
struct ReportConsultation : State<"report-consultation", "Modification Report Consultation", "Report Phase"> {};
struct ChangeBoardVote : State<"change-board-vote", "Change Board vote", "Report Phase"> {};
struct AuthorityDetermination : State<"authority-determination", "With the Authority", "Authority determination"> {};
struct SentBack : State<"sent-back", "Sent back by the Authority", "Report Phase"> {};
struct AppealWindow : State<"appeal-window", "Self-governance decision: referral window", "Self-governance decision"> {
};
struct PanelReferral : State<"panel-referral", "Referred to the Panel", "Self-governance decision"> {};
struct AuthorityReferral : State<"authority-referral", "Referred to the Authority", "Authority determination"> {};
struct PendingImplementation : State<"pending-implementation", "Approved, pending implementation", "Implementation"> {};
struct WithdrawalNotice : State<"withdrawal-notice", "Withdrawal notified: adoption window", ""> {};
struct Implemented : State<"implemented", "Implemented", "Closed", true> {};
struct Rejected : State<"rejected", "Rejected", "Closed", true> {};
struct Withdrawn : State<"withdrawn", "Withdrawn", "Closed", true> {};
struct Refused : State<"refused", "Refused", "Initial consideration", true> {};
struct Reversed : State<"reversed", "Overturned after approval", "Closed", true> {};
// Of what was brought in from a historic register: between the days that are known, or after the last of them.
struct NotKnown : State<"not-known", "Not known", "Not known"> {};

using States = engine::mp11::mp_list<New, Submitted, Development, InitialConsideration, FastTrackNotice, Refinement,
                                     PanelReportReview, ReportConsultation, ChangeBoardVote, AuthorityDetermination,
                                     SentBack, AppealWindow, PanelReferral, AuthorityReferral, PendingImplementation,
                                     WithdrawalNotice, Implemented, Rejected, Withdrawn, Refused, Reversed, NotKnown>;

inline bool is_state(std::string_view name) {
  bool found = false;
  engine::for_each_type<States>([&]<class S>() { found = found || (S::name == name && !name.empty()); });
  return found;
}

// Sets of states that rows hold in alike.
using engine::AnyOf;
using Live = AnyOf<Submitted, Development, InitialConsideration, FastTrackNotice, Refinement, PanelReportReview,
                   ReportConsultation, ChangeBoardVote, AuthorityDetermination, SentBack, AppealWindow, PanelReferral,
                   AuthorityReferral, PendingImplementation, WithdrawalNotice>;
using BeforeTheVote =
    AnyOf<Submitted, Development, InitialConsideration, Refinement, PanelReportReview, ReportConsultation>;
using BeforeTheVoteCloses = AnyOf<Submitted, Development, InitialConsideration, Refinement, PanelReportReview,
                                  ReportConsultation, ChangeBoardVote>;
using BeforeTheReport = AnyOf<Submitted, Development, InitialConsideration, Refinement, PanelReportReview>;
using OnAPath = AnyOf<InitialConsideration, Refinement, PanelReportReview, ReportConsultation, ChangeBoardVote>;
using RefinementOrEarlier = AnyOf<Submitted, Development, InitialConsideration, Refinement>;
using Consulting = AnyOf<Refinement, ReportConsultation>;
using Voting = AnyOf<Refinement, ChangeBoardVote>;
using EverRaised = AnyOf<Submitted, Development, InitialConsideration, FastTrackNotice, Refinement, PanelReportReview,
                         ReportConsultation, ChangeBoardVote, AuthorityDetermination, SentBack, AppealWindow,
                         PanelReferral, AuthorityReferral, PendingImplementation, WithdrawalNotice, Implemented,
                         Rejected, Withdrawn, Refused, Reversed, NotKnown>;

}  // namespace sec
