// The rows of a meeting, and the conditions in them.
#pragma once

#include "workflows/sec/meeting/corrections.hpp"
#include "workflows/sec/meeting/documents.hpp"
#include "workflows/sec/meeting/states.hpp"

namespace sec::meeting {

using engine::Reason;
using engine::unless;

struct ItemIsNew {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const AddItem& command);
};
// Under an item that has a confidential text, one that bears no light may be either.
struct SaysWhichText {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const RecordDiscussion& command);
};
struct HasItems {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look) { return unless(!look.facts.items.empty(), "its agenda has no item yet"); }
};
struct PapersAreCountedOverIt {
  static constexpr std::string_view who = "operator";
  static Reason unmet(const Look& look);
};
struct DayHasCome {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look);
};
// A step names its command and one case; a line without a step names no body for one.
struct StepIsWhole {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const ProposeDecision& command);
};
// The command is one that a body decides: those in the table of words.
struct StepIsABodys {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const ProposeDecision& command);
};
// The agenda proposes that step of a modification that the item names.
struct IsProposed {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const ProposeDrafts& command);
};
struct LinesAreDrafts {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const ConfirmLines& command) { return reason(look, command.lines); }
  static Reason unmet(const Look& look, const auto& command) { return reason(look, {command.line}); }
  static Reason reason(const Look& look, const std::vector<int>& lines);
};
struct NoDraftLines {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look);
};

// A seat that somebody sits for is one of the body's, and nobody else sits for it.
struct SeatsAreTheBodys {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) { return reason(look, command.attendance); }
  static Reason reason(const Look& look, const std::vector<Attendee>& attendance);
};
// It was held before this one, and its item is on the agenda.
struct EarlierIsAnother {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const ApproveEarlierMinutes& command);
};

struct AmendsSomething {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const AmendItem& command);
};
struct LoweredByWhoMay {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const AmendItem& command);
};
struct NoConfirmedLines {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const RemoveItem& command);
};
struct LineStands {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const WithdrawLine& command);
};
// Before they are approved, minutes are published as a draft alone; then without that word.
struct SaysWhetherADraft {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const PublishMinutes& command);
};
struct NotPublishedYet {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const PublishMinutes& command);
};

using engine::Row;
using engine::Stay;
using engine::When;
// clang-format off
using Rows = engine::Table<
  //   from                 command           to                     records               when                                            clause
  Row< New                , Schedule         , ScheduledState       , Scheduled           , When<>                                        , "C5, 10.2" >,
  Row< Open               , AddItem          , Stay                 , ItemAdded           , When<ItemIsNew>                               , "C5, 10.2" >,
  Row< Open               , AmendItem        , Stay                 , ItemAmended         , When<AmendsSomething, LoweredByWhoMay>        , "DEF, 16.9" >,
  Row< Open               , RemoveItem       , Stay                 , ItemRemoved         , When<NoConfirmedLines>                        , "DEF, 16.9" >,
  Row< ScheduledState     , MoveDeadlines    , Stay                 , PapersDueMoved      , When<PapersAreCountedOverIt>                  , "DEF 16.16, 5.3" >,
  Row< ScheduledState     , IssuePapers      , PapersIssuedState    , PapersIssued        , When<HasItems>                                , "C5, 5.3" >,
  Row< PapersIssuedState  , Hold             , HeldState            , Held                , When<DayHasCome, SeatsAreTheBodys>            , "C5, 10.2" >,
  Row< AfterIt            , CorrectAttendance, Stay                 , AttendanceCorrected , When<SeatsAreTheBodys>                        , "DEF, 10.2" >,
  Row< AfterIt            , ApproveEarlierMinutes, Stay             , EarlierApproved     , When<EarlierIsAnother>                        , "C5, 10.2" >,
  Row< AfterIt            , RecordDiscussion , Stay                 , DiscussionRecorded  , When<SaysWhichText>                           , "16.9, 10.2" >,
  Row< Open               , ProposeDecision  , Stay                 , DecisionProposed    , When<StepIsWhole, StepIsABodys>               , "DEF, 10.1" >,
  Row< Open               , ProposeDrafts    , Stay                 , DraftsProposed      , When<IsProposed>                              , "DEF, 10.1" >,
  Row< AfterIt            , ConfirmLine      , Stay                 , LineConfirmed       , When<LinesAreDrafts>                          , "10.1" >,
  Row< AfterIt            , ConfirmLines     , Stay                 , LinesConfirmed      , When<LinesAreDrafts>                          , "10.1" >,
  Row< AfterIt            , RejectLine       , Stay                 , LineRejected        , When<LinesAreDrafts>                          , "10.1" >,
  Row< AfterIt            , DeferLine        , Stay                 , LineDeferred        , When<LinesAreDrafts>                          , "10.1" >,
  Row< Open               , WithdrawLine     , Stay                 , LineWithdrawn       , When<LineStands>                              , "DEF 16.17" >,
  Row< HeldState          , DraftMinutes     , MinutesDraftState    , MinutesDrafted      , When<>                                        , "10.2" >,
  Row< MinutesDraftState  , ApproveMinutes   , MinutesApprovedState , MinutesApproved     , When<NoDraftLines>                            , "10.2" >,
  Row< WithMinutes        , PublishMinutes   , Stay                 , MinutesPublished    , When<SaysWhetherADraft, NotPublishedYet>      , "16.9" >,
  Row< EverCalled         , AttachDocument   , Stay                 , DocumentAttached    , When<>                                        , "C5, 10.2" >,
  Row< EverCalled         , WithdrawDocument , Stay                 , DocumentWithdrawn   , When<NotWithdrawnYet>                         , "C5, 10.2" >,
  Row< EverCalled         , RecordRenamed    , Stay                 , OtherRenamed        , When<>                                        , "DEF, 10.4" >
>;
// clang-format on

}  // namespace sec::meeting
