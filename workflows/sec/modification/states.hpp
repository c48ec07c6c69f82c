// The states of a modification: sec-rules 13.1. Everything orthogonal to them (hold, urgency, progress) is a fact.
#pragma once

#include <array>
#include <concepts>
#include <stdexcept>
#include <string>

#include "engine/table.hpp"

namespace sec {

using engine::AnyOf;
using engine::State;

// Where in the life of a modification a state or a milestone of the programme lies: a milestone has passed once the
// state is further on.
enum class Phase {
  raised,
  development,
  consideration,
  refinement,
  report,
  consultation,
  vote,
  decision,
  implementation
};

// The groups that papers count and list by, in the order of the paper.
enum class PaperGroup {
  fresh,
  development,
  fast_track,
  refinement,
  report_phase,
  change_board,
  authority,
  self_governance,
  implementation,
  withdrawing,
  not_known,
  closed,
  none  // after the last: no paper counts it
};

// What a hold or a suspension stops (13.2). The Code grants windows and referrals to others: these run on.
enum class WhileHeld {
  stands_still,
  its_window_runs_on,  // and no step is taken in it
  goes_on              // steps are taken in it as well
};

// Of the process that a Fast-Track Modification skips (13.3).
enum class Process { outside, inside };

// What a state says of itself beyond its names. Nothing has a default: a state that forgets one does not compile.
struct StateProperties {
  Phase phase;
  PaperGroup group;
  WhileHeld while_held;
  Process process;

  constexpr StateProperties(Phase phase_, PaperGroup group_, WhileHeld while_held_, Process process_)
      : phase(phase_), group(group_), while_held(while_held_), process(process_) {}
};

struct New : State<"", "Not raised yet", ""> {
  static constexpr StateProperties properties{Phase::raised, PaperGroup::none, WhileHeld::stands_still,
                                              Process::outside};
};
struct Submitted : State<"submitted", "Submitted (validity check)", "Initial consideration"> {
  static constexpr StateProperties properties{Phase::raised, PaperGroup::fresh, WhileHeld::stands_still,
                                              Process::outside};
};
struct Development : State<"development", "Draft Proposal: Development Stage", "Development"> {
  static constexpr StateProperties properties{Phase::development, PaperGroup::development, WhileHeld::stands_still,
                                              Process::outside};
};
struct InitialConsideration
    : State<"initial-consideration", "Initial consideration or conversion", "Initial consideration"> {
  static constexpr StateProperties properties{Phase::consideration, PaperGroup::fresh, WhileHeld::stands_still,
                                              Process::outside};
};
struct FastTrackNotice : State<"fast-track-notice", "Fast-Track notice period", "Fast-Track"> {
  static constexpr StateProperties properties{Phase::consideration, PaperGroup::fast_track, WhileHeld::stands_still,
                                              Process::outside};
};
struct Refinement : State<"refinement", "Refinement Process", "Refinement Process"> {
  static constexpr StateProperties properties{Phase::refinement, PaperGroup::refinement, WhileHeld::stands_still,
                                              Process::inside};
};
struct PanelReportReview : State<"panel-report-review", "Modification Report before the Panel", "Report Phase"> {
  static constexpr StateProperties properties{Phase::report, PaperGroup::report_phase, WhileHeld::stands_still,
                                              Process::inside};
};
struct ReportConsultation : State<"report-consultation", "Modification Report Consultation", "Report Phase"> {
  static constexpr StateProperties properties{Phase::consultation, PaperGroup::report_phase, WhileHeld::stands_still,
                                              Process::inside};
};
struct ChangeBoardVote : State<"change-board-vote", "Change Board vote", "Report Phase"> {
  static constexpr StateProperties properties{Phase::vote, PaperGroup::change_board, WhileHeld::stands_still,
                                              Process::inside};
};
struct AuthorityDetermination : State<"authority-determination", "With the Authority", "Authority determination"> {
  static constexpr StateProperties properties{Phase::decision, PaperGroup::authority, WhileHeld::stands_still,
                                              Process::inside};
};
struct SentBack : State<"sent-back", "Sent back by the Authority", "Report Phase"> {
  static constexpr StateProperties properties{Phase::report, PaperGroup::report_phase, WhileHeld::stands_still,
                                              Process::inside};
};
struct AppealWindow : State<"appeal-window", "Self-governance decision: referral window", "Self-governance decision"> {
  static constexpr StateProperties properties{Phase::decision, PaperGroup::self_governance, WhileHeld::goes_on,
                                              Process::outside};
};
struct PanelReferral : State<"panel-referral", "Referred to the Panel", "Self-governance decision"> {
  static constexpr StateProperties properties{Phase::decision, PaperGroup::self_governance, WhileHeld::goes_on,
                                              Process::outside};
};
struct AuthorityReferral : State<"authority-referral", "Referred to the Authority", "Authority determination"> {
  static constexpr StateProperties properties{Phase::decision, PaperGroup::authority, WhileHeld::goes_on,
                                              Process::outside};
};
struct PendingImplementation : State<"pending-implementation", "Approved, pending implementation", "Implementation"> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::implementation,
                                              WhileHeld::stands_still, Process::outside};
};
// Its stage and phase are those of the state before the notice.
struct WithdrawalNotice : State<"withdrawal-notice", "Withdrawal notified: adoption window", ""> {
  static constexpr StateProperties properties{Phase::decision, PaperGroup::withdrawing, WhileHeld::its_window_runs_on,
                                              Process::outside};
};
struct Implemented : State<"implemented", "Implemented", "Closed", true> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::closed, WhileHeld::stands_still,
                                              Process::outside};
};
struct Rejected : State<"rejected", "Rejected", "Closed", true> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::closed, WhileHeld::stands_still,
                                              Process::outside};
};
struct Withdrawn : State<"withdrawn", "Withdrawn", "Closed", true> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::closed, WhileHeld::stands_still,
                                              Process::outside};
};
struct Refused : State<"refused", "Refused", "Initial consideration", true> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::closed, WhileHeld::stands_still,
                                              Process::outside};
};
struct Reversed : State<"reversed", "Overturned after approval", "Closed", true> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::closed, WhileHeld::stands_still,
                                              Process::outside};
};
// Its parts go on, with all that it was.
struct ContinuedAsParts : State<"split", "Split: continued as its parts", "Closed", true> {
  static constexpr StateProperties properties{Phase::implementation, PaperGroup::closed, WhileHeld::stands_still,
                                              Process::outside};
};
// Of what was brought in from a historic register: between the days that are known, or after the last of them. It has
// no stage, and waits for nobody.
struct NotKnown : State<"not-known", "Not known", ""> {
  static constexpr StateProperties properties{Phase::decision, PaperGroup::not_known, WhileHeld::stands_still,
                                              Process::outside};
};

using States =
    engine::mp11::mp_list<New, Submitted, Development, InitialConsideration, FastTrackNotice, Refinement,
                          PanelReportReview, ReportConsultation, ChangeBoardVote, AuthorityDetermination, SentBack,
                          AppealWindow, PanelReferral, AuthorityReferral, PendingImplementation, WithdrawalNotice,
                          Implemented, Rejected, Withdrawn, Refused, Reversed, ContinuedAsParts, NotKnown>;

// One state as data.
struct StateRow {
  std::string_view name, stage;
  bool terminal;
  StateProperties properties;
};

template <class S>
concept SaysItsProperties = std::same_as<decltype(S::properties), const StateProperties>;

template <class... S>
constexpr std::array<StateRow, sizeof...(S)> rows_of_states(engine::mp11::mp_list<S...>) {
  static_assert((SaysItsProperties<S> && ...),
                "a state says its phase, its group on paper, what a hold stops and whether it is in the process");
  return {StateRow{S::name, S::stage, S::terminal, S::properties}...};
}

inline constexpr auto state_rows = rows_of_states(States{});

// nullptr: there is no such state.
constexpr const StateRow* find_state(std::string_view name) {
  for (const auto& row : state_rows)
    if (row.name == name) return &row;
  return nullptr;
}
inline const StateProperties& properties_of(std::string_view state) {
  if (const auto* row = find_state(state)) return row->properties;
  throw std::logic_error("no such state of a modification: " + std::string(state));
}

// One in which a modification can stand: not that of one which is not raised yet.
constexpr bool is_state(std::string_view name) { return !name.empty() && find_state(name) != nullptr; }
// Whether nothing more will happen to what is in this state.
constexpr bool ends(std::string_view state) {
  const auto* row = find_state(state);
  return row != nullptr && row->terminal;
}
// Whether a Fast-Track Modification never stands in it.
constexpr bool is_in_process(std::string_view state) {
  const auto* row = find_state(state);
  return row != nullptr && row->properties.process == Process::inside;
}

// Sets of states that rows hold in alike.
using Live = AnyOf<Submitted, Development, InitialConsideration, FastTrackNotice, Refinement, PanelReportReview,
                   ReportConsultation, ChangeBoardVote, AuthorityDetermination, SentBack, AppealWindow, PanelReferral,
                   AuthorityReferral, PendingImplementation, WithdrawalNotice>;
using BeforeTheVote =
    AnyOf<Submitted, Development, InitialConsideration, Refinement, PanelReportReview, ReportConsultation>;
using BeforeTheVoteCloses = AnyOf<Submitted, Development, InitialConsideration, Refinement, PanelReportReview,
                                  ReportConsultation, ChangeBoardVote>;
using BeforeTheReport = AnyOf<Submitted, Development, InitialConsideration, Refinement, PanelReportReview>;
using OnAPath = AnyOf<InitialConsideration, Refinement, PanelReportReview, ReportConsultation, ChangeBoardVote>;
using BeforeRefinement = AnyOf<Submitted, Development, InitialConsideration>;
using Consulting = AnyOf<Refinement, ReportConsultation>;
using Voting = AnyOf<Refinement, ChangeBoardVote>;
// Where a refusal says when the vote closed and when a late one came, and a form that came in time is entered.
using AfterAVote = AnyOf<Refinement, ChangeBoardVote, AuthorityDetermination, SentBack, AppealWindow, PanelReferral,
                         AuthorityReferral, PendingImplementation, WithdrawalNotice, Rejected, Withdrawn>;
using AfterAWindow = AnyOf<PendingImplementation, Rejected, Withdrawn>;
using EverRaised = AnyOf<Submitted, Development, InitialConsideration, FastTrackNotice, Refinement, PanelReportReview,
                         ReportConsultation, ChangeBoardVote, AuthorityDetermination, SentBack, AppealWindow,
                         PanelReferral, AuthorityReferral, PendingImplementation, WithdrawalNotice, Implemented,
                         Rejected, Withdrawn, Refused, Reversed, ContinuedAsParts, NotKnown>;

}  // namespace sec
