// The rows of a release, and the conditions in them.
#pragma once

#include "workflows/sec/release/commands.hpp"
#include "workflows/sec/release/states.hpp"
#include "workflows/sec/terms/undone_by_meeting.hpp"

namespace sec::release {

using engine::Reason;
using engine::unless;

// What joins the scope is not in it, and is named once. A scope that is closed takes in what was in it until a step
// that is undone, and the parts of what is in it; what a decision names was let in before (release_refuses).
struct NotInScope {
  static constexpr std::string_view who = "secas";
  static Reason reason(const Look& look, const Items& items);
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.modifications); }
};
// What is in it already may be included again: that changes nothing.
struct NamedOnce {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const Include& command);
};
struct IsInScope {
  static constexpr std::string_view who = "secas";
  static Reason reason(const Look& look, const Item& item);
  static Reason unmet(const Look& look, const auto& command) {
    return reason(look, {command.ref, command.part.value_or(1)});
  }
};
struct ScopeNamesSomething {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look) {
    return unless(!look.facts.scope.empty(), "nothing is in its scope yet: include modifications first");
  }
};
struct DateDiffers {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) {
    return unless(look.facts.planned_on != command.to, "that is its date already");
  }
};
// Before the scope is agreed the date is a plan; after that it is the Panel's within what the Authority directed.
struct DateIsThePanels {
  static constexpr std::string_view who = "authority";
  static Reason unmet(const Look& look, const SetDate& command);
};
struct DateIsTheAuthoritys {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const RequestDate& command);
};
struct RangeRunsForward {
  static constexpr std::string_view who = "authority";
  static Reason unmet(const Look&, const DirectDate& command) {
    return unless(!command.until || *command.until >= command.on, "the range of discretion ends before it begins");
  }
};
struct DayHasCome {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const GoLive& command);
};

struct ItsItemHasAnotherLight {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const FollowItem& command) {
    return unless(concerns(command, look.facts.words_of_items) && is_news(look.facts.followed, command),
                  "nothing that came out of that item has another light than now");
  }
};

using engine::Row;
using engine::Stay;
using engine::When;
// clang-format off
using Rows = engine::Table<
  //   from            command             to               records             when                                                clause
  Row< New           , Propose           , ProposedState  , Proposed          , When<>                                            , "D10, 7.1" >,
  Row< ScopeOpen     , Include           , Stay           , Included          , When<NamedOnce>                                   , "D10, 7.2" >,
  Row< Open          , Remove            , Stay           , Removed           , When<IsInScope>                                   , "D10, 7.2" >,
  Row< Open          , TakeIn            , Stay           , TakenIn           , When<NotInScope>                                  , "D10, 7.2" >,
  Row< NotCancelled  , TakeOut           , Stay           , TakenOut          , When<IsInScope>                                   , "D10, 7.2" >,
  Row< ProposedState , Agree             , AgreedState    , Agreed            , When<ScopeNamesSomething>                         , "D10, 7.2" >,
  Row< AgreedState   , Freeze            , FrozenState    , Frozen            , When<>                                            , "D10, 7.2" >,
  Row< FrozenState   , AddByException    , Stay           , AddedByException  , When<NotInScope>                                  , "D10, 7.2" >,
  Row< Open          , SetCutOffs        , Stay           , CutOffsSet        , When<>                                            , "DEF, 7.2" >,
  Row< Open          , SetSpecifications , Stay           , SpecificationsSet , When<>                                            , "DEF, 7.3" >,
  Row< Open          , SetDate           , Stay           , DateSet           , When<DateDiffers, DateIsThePanels>                , "D10.7, 3.13" >,
  Row< Decided       , RequestDate       , Stay           , DateRequested     , When<DateDiffers, DateIsTheAuthoritys>            , "D10.7, 3.13" >,
  Row< Decided       , DirectDate        , Stay           , DateDirected      , When<RangeRunsForward>                            , "D10.7, 3.13" >,
  Row< AgreedState   , GoLive            , LiveState      , WentLive          , When<DayHasCome>                                  , "D10, 7.5" >,
  Row< FrozenState   , GoLive            , LiveState      , WentLive          , When<DayHasCome>                                  , "D10, 7.5" >,
  Row< ProposedState , Cancel            , CancelledState , Cancelled         , When<>                                            , "DEF, 7" >,
  Row< AgreedState   , Cancel            , CancelledState , Cancelled         , When<>                                            , "DEF, 7" >,
  Row< FrozenState   , Cancel            , CancelledState , Cancelled         , When<>                                            , "DEF, 7" >,
  Row< EverProposed  , RecordRenamed     , Stay           , OtherRenamed      , When<>                                            , "DEF, 10.4" >,
  Row< EverProposed  , FollowItem        , Stay           , LightFollowed     , When<ItsItemHasAnotherLight>                      , "16.9" >,
  Row< EverProposed  , undone::RevokeLast, engine::Toward<undone::BeforeTheStep>, undone::StepRevoked, When<undone::IsThatStep>, "DEF 16.17" >
>;
// clang-format on

}  // namespace sec::release
