// What can be asked of an action, what can have happened to it, and its rows.
#pragma once

#include "engine/table.hpp"
#include "workflows/sec/action/facts.hpp"
#include "workflows/sec/action/states.hpp"
#include "workflows/sec/terms/declare.hpp"
#include "workflows/sec/terms/told_by_meeting.hpp"
#include "workflows/sec/terms/undone_by_meeting.hpp"

namespace sec::action {

using Look = engine::Look<Facts>;
using engine::Reason;
using engine::unless;
inline constexpr auto body_or_secas = by::any(by::a_body, by::List<1>{"secas-analyst"});

struct Raise : Common {
  SEC_COMMAND("raise", body_or_secas, "A body gives somebody an action; its number follows within the meeting.");
  static constexpr bool opens = true;
  std::optional<std::string> meeting;  // or `ref`, which names it too
  std::optional<int> item;
  Text text;
  std::string owner;
  std::optional<std::string> ref;
  std::optional<Date> due_on;  // by when its owner is to have done it
};
BOOST_DESCRIBE_STRUCT(Raise, (Common), (meeting, item, text, owner, ref, due_on))

struct RecordUpdate : Common {
  SEC_COMMAND("update", (by::any(body_or_secas, by::dcc)), "What has become of it, for the next meeting.");
  Text text;
  std::optional<Date> due_on;  // from now on; its owner alone does not put it off
};
BOOST_DESCRIBE_STRUCT(RecordUpdate, (Common), (text, due_on))

struct MarkClosed : Common {
  SEC_COMMAND("mark-closed", (by::any(body_or_secas, by::dcc)), "It is done: the body is asked to close it.");
  std::optional<Text> text;
};
BOOST_DESCRIBE_STRUCT(MarkClosed, (Common), (text))

struct Close : Common {
  SEC_COMMAND("close", (by::a_body), "The body AGREED that it is formally closed.");
};
BOOST_DESCRIBE_STRUCT(Close, (Common), ())

struct Reopen : Common {
  SEC_COMMAND("reopen", (by::a_body), "It was not done: it is open again.");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Reopen, (Common), (reason))

struct Supersede : Common {
  SEC_COMMAND("supersede", (by::a_body), "Another action takes its place.");
  std::string by_;
};
BOOST_DESCRIBE_STRUCT(Supersede, (Common), (by_))

struct Raised : Common {
  static constexpr std::string_view name = "action-raised";
  std::string ref;
  std::optional<std::string> meeting;
  std::optional<int> item;
  Text text;
  std::string owner;
  std::optional<Date> due_on;
  std::optional<bool> held_back;  // until the minutes of its meeting are published; not in old journals
  static Raised from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(Raised, (Common), (ref, meeting, item, text, owner, due_on, held_back))
// What is said of it later is at least as confidential as it is.
struct Updated : Keeps<Updated, RecordUpdate, "action-updated"> {
  static Updated from(const Look& look, const RecordUpdate& command);
};
struct MarkedClosed : Keeps<MarkedClosed, MarkClosed, "action-marked-closed"> {
  static MarkedClosed from(const Look& look, const MarkClosed& command);
};
struct Closed : Keeps<Closed, Close, "action-closed"> {};
struct Reopened : Keeps<Reopened, Reopen, "action-reopened"> {
  static Reopened from(const Look& look, const Reopen& command);
};
struct Superseded : Keeps<Superseded, Supersede, "action-superseded"> {};
struct Shown : Keeps<Shown, ShowWithMinutes, "action-shown"> {
  static constexpr bool lasting = true;
};
struct LightFollowed : Keeps<LightFollowed, FollowItem, "action-light-followed"> {
  static constexpr bool lasting = true;
};

template <class Event>
void step(Facts& facts, const Event& event, const engine::Entry& entry) {
  if constexpr (requires { event.decision; })
    if (auto words = words_of_item(event, event.decision, entry.version))
      facts.words_of_items.push_back(std::move(*words));
}
void apply(Facts& facts, const Raised& event, const engine::Entry& entry);
void apply(Facts& facts, const Updated& event, const engine::Entry& entry);
void apply(Facts& facts, const MarkedClosed& event, const engine::Entry& entry);
void apply(Facts& facts, const Closed& event, const engine::Entry& entry);
void apply(Facts& facts, const Reopened& event, const engine::Entry& entry);
void apply(Facts& facts, const Superseded& event, const engine::Entry& entry);
void apply(Facts& facts, const Shown& event, const engine::Entry& entry);
void apply(Facts& facts, const LightFollowed& event, const engine::Entry& entry);

// Outside SECAS an owner speaks of its own actions alone.
struct IsTheOwner {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look) {
    const auto& role = look.setting.by.role;
    return unless(role != "dcc" || look.facts.owner == role, "its owner is " + look.facts.owner);
  }
};
// Marking is not closing: that is the body's, and says where it was AGREED.
struct ClosingWasAgreed {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const Close& command);
};
struct WaitsForItsMinutes {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const ShowWithMinutes& command);
};
struct ItsItemHasAnotherLight {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const FollowItem& command);
};
struct SupersededByAnother {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const Supersede& command);
};

using engine::Row;
using engine::Stay;
using engine::When;
// clang-format off
using Rows = engine::Table<
  //   from               command        to                  records        when                         clause
  Row< New               , Raise        , OpenState         , Raised       , When<>                    , "10.3" >,
  Row< Live              , RecordUpdate , Stay              , Updated      , When<IsTheOwner>          , "10.3" >,
  Row< OpenState         , MarkClosed   , MarkedClosedState , MarkedClosed , When<IsTheOwner>          , "10.3" >,
  Row< MarkedClosedState , Close        , ClosedState       , Closed       , When<ClosingWasAgreed>    , "10.3" >,
  Row< MarkedClosedState , Reopen       , OpenState         , Reopened     , When<>                    , "DEF, 10.3" >,
  Row< ClosedState       , Reopen       , OpenState         , Reopened     , When<>                    , "DEF, 10.3" >,
  Row< OpenState         , Supersede    , SupersededState   , Superseded   , When<SupersededByAnother> , "10.3" >,
  Row< MarkedClosedState , Supersede    , SupersededState   , Superseded   , When<SupersededByAnother> , "10.3" >,
  Row< EverRaised        , ShowWithMinutes, Stay             , Shown        , When<WaitsForItsMinutes>  , "16.9" >,
  Row< EverRaised        , FollowItem   , Stay               , LightFollowed, When<ItsItemHasAnotherLight>, "16.9" >,
  Row< EverRaised        , undone::RevokeLast, engine::Toward<undone::BeforeTheStep>, undone::StepRevoked, When<undone::IsThatStep>, "DEF 16.17" >
>;
// clang-format on

}  // namespace sec::action
