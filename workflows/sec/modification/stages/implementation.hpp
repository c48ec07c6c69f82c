// The implementation of what was approved: its parts, their dates and releases, and a reversal on appeal.
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/releases_named.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

// What can be asked.

struct RequestRevisedDate : Common {
  SEC_COMMAND("request-revised-date", (by::a_body),
              "The Panel asks for another implementation date, or uses its discretion (T37).");
  std::optional<int> part;
  Date to{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RequestRevisedDate, (Common), (part, to, reason))

struct DirectDate : Common {
  SEC_COMMAND("direct-date", (by::authority),
              "The Authority directs an implementation date, or a range with discretion (T37).");
  std::optional<int> part;
  Date on{};
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(DirectDate, (Common), (part, on, until))

struct ImplementPart : Common {
  SEC_COMMAND("implement-part", (by::secas), "A part of the modification has gone live (T38).");
  std::optional<int> part;
  std::optional<std::string> sec_version;
};
BOOST_DESCRIBE_STRUCT(ImplementPart, (Common), (part, sec_version))
void check(const RequestRevisedDate& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const DirectDate& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const ImplementPart& command, const engine::Setting& setting, engine::body::Reading& reading);

struct AgreePhases : Common {
  SEC_COMMAND("agree-phases", (by::a_body),
              "The Panel agrees in which phases an approved modification is implemented (D10.2).");
  OneOrMore<ImplementationPhase> parts;
};
BOOST_DESCRIBE_STRUCT(AgreePhases, (Common), (parts))
void check(const AgreePhases& command, const engine::Setting& setting, engine::body::Reading& reading);

struct Reverse : Common {
  SEC_COMMAND("reverse", (by::any(by::authority, by::a_body)), "An approval is overturned on appeal (T39).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Reverse, (Common), (reason))

// What can have happened.

struct RevisedDateRequested : Keeps<RevisedDateRequested, RequestRevisedDate, "revised-date-requested"> {};
struct RevisedDateSet : Adds<RequestRevisedDate, "revised-date-set"> {
  Leaving leaving;  // its release, which goes live on another day
  static RevisedDateSet from(const Look& look, const RequestRevisedDate& command);
};
BOOST_DESCRIBE_STRUCT(RevisedDateSet, (RequestRevisedDate), (leaving))
struct DateDirected : Adds<DirectDate, "date-directed"> {
  Leaving leaving;  // its release, which goes live on another day
  static DateDirected from(const Look& look, const DirectDate& command);
};
BOOST_DESCRIBE_STRUCT(DateDirected, (DirectDate), (leaving))
struct PartImplemented : Keeps<PartImplemented, ImplementPart, "part-implemented"> {};
struct PhasesAgreed : Adds<AgreePhases, "phases-agreed"> {
  NamedReleases releases;
  Leaving leaving;
  static PhasesAgreed from(const Look& look, const AgreePhases& command);
};
BOOST_DESCRIBE_STRUCT(PhasesAgreed, (AgreePhases), (releases, leaving))
struct ApprovalReversed : Adds<Reverse, "approval-reversed"> {
  std::optional<bool> by_authority;
  static ApprovalReversed from(const Look& look, const Reverse& command);
};
BOOST_DESCRIBE_STRUCT(ApprovalReversed, (Reverse), (by_authority))
struct ReleaseRecorded : Adds<RecordRelease, "release-recorded"> {
  std::optional<std::vector<int>> keeping_dates;  // parts whose dates are the Authority's: no release changes them
  static ReleaseRecorded from(const Look& look, const RecordRelease& command);
};
BOOST_DESCRIBE_STRUCT(ReleaseRecorded, (RecordRelease), (keeping_dates))

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(RevisedDateRequested);
SEC_APPLY(RevisedDateSet);
SEC_APPLY(DateDirected);
SEC_APPLY(PartImplemented);
SEC_APPLY(PhasesAgreed);
SEC_APPLY(ApprovalReversed);
SEC_APPLY(ReleaseRecorded);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FIELD_GUARD(PartIsOpen, "secas", part, std::optional<int>);
struct PartToImplementExists : PartIsOpen {};
SEC_GUARD(PartIsDue, "panel-secretary", ImplementPart);
SEC_GUARD(ReleaseIsReached, "panel-secretary", ImplementPart);
SEC_GUARD(LastPart, "secas", ImplementPart);
SEC_GUARD(PartsRemain, "secas", ImplementPart);
SEC_GUARD(WithinThePanelsDiscretion, "authority", RequestRevisedDate);
SEC_GUARD(BeyondThePanelsDiscretion, "panel-secretary", RequestRevisedDate);
SEC_GUARD(RangeRunsForward, "authority", DirectDate);
SEC_GUARD(PartIsNotDone, "secas", RecordRelease);
SEC_GUARD(InNoOtherRelease, "panel-secretary", RecordRelease);
SEC_GUARD(PhasesAreOpen, "secas", AgreePhases);
SEC_GUARD(DirectedDatesStay, "authority", AgreePhases);  // D10.7

// What it adds to the table.

using ImplementationCommands =
    engine::mp11::mp_list<RequestRevisedDate, DirectDate, AgreePhases, ImplementPart, Reverse, RecordRelease>;
using ImplementationEvents = engine::mp11::mp_list<RevisedDateRequested, RevisedDateSet, DateDirected, PhasesAgreed,
                                                   PartImplemented, ApprovalReversed, ReleaseRecorded>;

}  // namespace sec
