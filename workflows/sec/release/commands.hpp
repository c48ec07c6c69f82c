// What can be asked of a release, and what can have happened to it: sec-rules 7 and 3.13.
#pragma once

#include "engine/table.hpp"
#include "workflows/sec/release/facts.hpp"
#include "workflows/sec/terms/naming.hpp"

namespace sec::release {

using Look = engine::Look<Facts>;
using Items = OneOrMore<Item>;
inline constexpr auto panel_or_secas = by::any(by::a_body, by::List<1>{"secas-analyst"});

struct Propose : Common {
  SEC_COMMAND("propose", panel_or_secas, "A release is proposed, with the day on which it is to go live.");
  static constexpr bool opens = true;
  std::string id;
  std::string title;
  Kind kind{};
  Date planned_on{};
  std::optional<CutOffs> cut_offs;
  std::vector<Specification> specifications;
};
BOOST_DESCRIBE_STRUCT(Propose, (Common), (id, title, kind, planned_on, cut_offs, specifications))

struct Include : Common {
  SEC_COMMAND("include", panel_or_secas, "Modifications, or parts of them, join the proposed scope.");
  Items modifications;
};
BOOST_DESCRIBE_STRUCT(Include, (Common), (modifications))

struct Remove : Common {
  SEC_COMMAND("remove", (by::a_body), "A modification, or a part of it, leaves the scope.");
  std::string ref;
  std::optional<int> part;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Remove, (Common), (ref, part, reason))

struct Agree : Common {
  SEC_COMMAND("agree", (by::a_body), "The Panel agrees to proceed with the release and its scope.");
};
BOOST_DESCRIBE_STRUCT(Agree, (Common), ())

struct Freeze : Common {
  SEC_COMMAND("freeze", (by::a_body), "The scope is closed: from now on things join it by exception.");
};
BOOST_DESCRIBE_STRUCT(Freeze, (Common), ())

struct AddByException : Common {
  SEC_COMMAND("add-by-exception", (by::a_body), "The Panel adds modifications after the scope was closed.");
  Items modifications;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(AddByException, (Common), (modifications, reason))

struct SetCutOffs : Common {
  SEC_COMMAND("set-cut-offs", panel_or_secas, "The days by which things have to be ready.");
  CutOffs cut_offs;
};
BOOST_DESCRIBE_STRUCT(SetCutOffs, (Common), (cut_offs))

struct SetSpecifications : Common {
  SEC_COMMAND("set-specifications", panel_or_secas, "The technical specifications that come with the release.");
  OneOrMore<Specification> specifications;
};
BOOST_DESCRIBE_STRUCT(SetSpecifications, (Common), (specifications))

struct SetDate : Common {
  SEC_COMMAND("set-date", (by::a_body), "The Panel moves the release, where that is its own to do.");
  Date to{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(SetDate, (Common), (to, reason))

struct RequestDate : Common {
  SEC_COMMAND("request-date", (by::a_body), "The Panel asks the Authority to direct another date (D10.7).");
  Date to{};
  std::optional<Date> until;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RequestDate, (Common), (to, until, reason))

struct DirectDate : Basics {
  SEC_COMMAND("direct-date", (by::authority), "The Authority directs a date, or a range with discretion (D10.7).");
  Date on{};
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(DirectDate, (Basics), (on, until))

struct GoLive : Common {
  SEC_COMMAND("go-live", (by::secas), "The release is live.");
  std::optional<std::string> sec_version;
  std::optional<Assurance> tag_assurance;
};
BOOST_DESCRIBE_STRUCT(GoLive, (Common), (sec_version, tag_assurance))
void check(const GoLive& command, const engine::Setting& setting, engine::body::Reading& reading);

struct Cancel : Common {
  SEC_COMMAND("cancel", (by::a_body), "The release will not take place; what was in it is in no release.");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Cancel, (Common), (reason))

// What was decided of a modification names the release, or another one instead of it. No token carries this role.
struct TakeIn : Common {
  SEC_COMMAND("take-in", (by::nobody), "A decision on a modification names the release: its part joins the scope.");
  static constexpr std::string_view sent_by = "modification";
  Items modifications;
};
BOOST_DESCRIBE_STRUCT(TakeIn, (Common), (modifications))

struct TakeOut : Common {
  SEC_COMMAND("take-out", (by::nobody), "A part of a modification is in the release no longer: it leaves the scope.");
  static constexpr std::string_view sent_by = "modification";
  std::string ref;
  std::optional<int> part;
};
BOOST_DESCRIBE_STRUCT(TakeOut, (Common), (ref, part))

// A cut-off that somebody sets is a Working Day.
void check(const Propose& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const SetCutOffs& command, const engine::Setting& setting, engine::body::Reading& reading);

struct Proposed : Keeps<Proposed, Propose, "release-proposed"> {};
// These name the modifications as they were called then.
struct Included : Keeps<Included, Include, "scope-included"> {
  static Included from(const Look& look, const Include& command);
};
struct Removed : Keeps<Removed, Remove, "scope-removed"> {
  static Removed from(const Look& look, const Remove& command);
};
struct TakenIn : Keeps<TakenIn, TakeIn, "scope-taken-in"> {};
struct TakenOut : Keeps<TakenOut, TakeOut, "scope-taken-out"> {};
struct Agreed : Keeps<Agreed, Agree, "release-agreed"> {};
struct Frozen : Keeps<Frozen, Freeze, "scope-frozen"> {};
struct AddedByException : Keeps<AddedByException, AddByException, "scope-added-by-exception"> {
  static AddedByException from(const Look& look, const AddByException& command);
};
struct CutOffsSet : Keeps<CutOffsSet, SetCutOffs, "cut-offs-set"> {};
struct SpecificationsSet : Keeps<SpecificationsSet, SetSpecifications, "specifications-set"> {};
struct DateSet : Keeps<DateSet, SetDate, "date-set"> {};
struct DateRequested : Keeps<DateRequested, RequestDate, "date-requested"> {};
struct DateDirected : Keeps<DateDirected, DirectDate, "date-directed"> {};
struct WentLive : Adds<GoLive, "release-went-live"> {
  std::optional<std::vector<std::string>> without;  // what was in its scope, and not approved; not in older events
  std::optional<Items> later;                       // parts that have a later date of their own; the same
  static WentLive from(const Look& look, const GoLive& command);
};
BOOST_DESCRIBE_STRUCT(WentLive, (GoLive), (without, later))
struct Cancelled : Keeps<Cancelled, Cancel, "release-cancelled"> {};

struct LightFollowed : Keeps<LightFollowed, FollowItem, "release-light-followed"> {
  static constexpr bool lasting = true;
};

template <class Event>
void step(Facts& facts, const Event& event, const engine::Entry& entry) {
  if constexpr (requires { event.decision; })
    if (auto words = words_of_item(event, event.decision, entry.version))
      facts.words_of_items.push_back(std::move(*words));
}
#define SEC_RELEASE_APPLY(EVENT) void apply(Facts& facts, const EVENT& event, const engine::Entry& entry)
SEC_RELEASE_APPLY(Proposed);
SEC_RELEASE_APPLY(Included);
SEC_RELEASE_APPLY(Removed);
SEC_RELEASE_APPLY(TakenIn);
SEC_RELEASE_APPLY(TakenOut);
SEC_RELEASE_APPLY(Agreed);
SEC_RELEASE_APPLY(Frozen);
SEC_RELEASE_APPLY(AddedByException);
SEC_RELEASE_APPLY(CutOffsSet);
SEC_RELEASE_APPLY(SpecificationsSet);
SEC_RELEASE_APPLY(DateSet);
SEC_RELEASE_APPLY(DateRequested);
SEC_RELEASE_APPLY(DateDirected);
SEC_RELEASE_APPLY(WentLive);
SEC_RELEASE_APPLY(Cancelled);
SEC_RELEASE_APPLY(OtherRenamed);
SEC_RELEASE_APPLY(LightFollowed);
#undef SEC_RELEASE_APPLY

}  // namespace sec::release
