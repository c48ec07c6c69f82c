// The path, the urgency and the timetable of a modification, and what its Proposer refers to the Authority.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct SetPath : Common {
  SEC_COMMAND("set-path", (by::any(by::a_body, by::authority)),
              "The modification path is changed before the decision (T30, T45).");
  Path path{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(SetPath, (Common), (path, reason))

struct RequestUrgency : Common {
  SEC_COMMAND("request-urgency", (by::a_body), "The Authority is asked to treat the modification as urgent (T46).");
  static constexpr bool while_held = true;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RequestUrgency, (Common), (reason))

struct DecideUrgency : Common {
  SEC_COMMAND("decide-urgency", (by::authority), "The Authority grants or declines urgency (T46).");
  static constexpr bool while_held = true;
  bool urgent = false;
  std::vector<Milestone> timetable;
  std::vector<Deviation> deviations;
};
BOOST_DESCRIBE_STRUCT(DecideUrgency, (Common), (urgent, timetable, deviations))

struct AgreeTimetable : Common {
  SEC_COMMAND("agree-timetable", (by::any(by::a_body, by::authority)),
              "The Panel agrees the progression timetable; the Authority when it is urgent (T47).");
  static constexpr bool while_held = true;
  OneOrMore<Milestone> milestones;
};
BOOST_DESCRIBE_STRUCT(AgreeTimetable, (Common), (milestones))

struct Forecast : Common {
  SEC_COMMAND("forecast", (by::secas), "SECAS forecasts milestones beside the agreed timetable (T54).");
  OneOrMore<Milestone> milestones;
};
BOOST_DESCRIBE_STRUCT(Forecast, (Common), (milestones))

struct ReferToAuthority : Common {
  SEC_COMMAND("refer-to-authority", (by::proposer),
              "The Proposer refers a refusal, path or timetable to the Authority (T57).");
  ReferralSubject subject{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ReferToAuthority, (Common), (subject, reason))

struct DismissReferral : Common {
  SEC_COMMAND("dismiss-referral", (by::authority),
              "The Authority leaves what the Proposer referred to it as it is (T57).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(DismissReferral, (Common), (reason))

// What can have happened.

struct PathSet : Adds<SetPath, "path-set"> {
  std::optional<bool> by_authority;
  static PathSet from(const Look& look, const SetPath& command);
};
BOOST_DESCRIBE_STRUCT(PathSet, (SetPath), (by_authority))
struct UrgencyRequested : Keeps<UrgencyRequested, RequestUrgency, "urgency-requested"> {};
struct UrgencyDecided : Common {
  static constexpr std::string_view name = "urgency-decided";
  bool urgent = false;
  std::vector<Milestone> timetable;
  std::vector<std::string> deviations;  // older events have words of their own
  static UrgencyDecided from(const Look& look, const DecideUrgency& command);
};
BOOST_DESCRIBE_STRUCT(UrgencyDecided, (Common), (urgent, timetable, deviations))
struct TimetableAgreed : Adds<AgreeTimetable, "timetable-agreed"> {
  std::optional<bool> by_authority;
  static TimetableAgreed from(const Look& look, const AgreeTimetable& command);
};
BOOST_DESCRIBE_STRUCT(TimetableAgreed, (AgreeTimetable), (by_authority))
struct Forecasted : Adds<Forecast, "forecasted"> {
  using DescribedAs = Forecast;
  static constexpr bool lasting = true;
  static Forecasted from(const Look& look, const Forecast& command);
};
struct ProposerReferred : Keeps<ProposerReferred, ReferToAuthority, "proposer-referred"> {};
struct ReferralDismissed : Keeps<ReferralDismissed, DismissReferral, "referral-dismissed"> {};
struct TargetPassed : Keeps<TargetPassed, DeadlinePassed, "target-passed"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(PathSet);
SEC_APPLY(UrgencyRequested);
SEC_APPLY(UrgencyDecided);
SEC_APPLY(TimetableAgreed);
SEC_APPLY(Forecasted);
SEC_APPLY(ProposerReferred);
SEC_APPLY(ReferralDismissed);
SEC_APPLY(TargetPassed);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

// 2.2: Fast-Track is no path into the process; Authority-led is nobody else's; D4.1.
SEC_FIELD_GUARD(PathIsOpenToIt, "panel-secretary", path, Path);
// D4.7: a timetable that comes with another decision.
SEC_FIELD_GUARD(TimetableLeftToTheAuthority, "authority", timetable, const std::vector<Milestone>&);
SEC_GUARD(PathDiffers, "panel-secretary", SetPath);
SEC_GUARD(PathMayBeSetByThem, "authority", SetPath);
SEC_GUARD(ByTheAuthority, "authority", SetPath);
SEC_FACT_GUARD(PathIsKnown, "panel-secretary");
SEC_FACT_GUARD(NotFastTrack, "panel-secretary");
SEC_FACT_GUARD(UrgencyNotRequestedYet, "authority");
SEC_FACT_GUARD(UrgencyRequestedBefore, "panel-secretary");
SEC_FACT_GUARD(NotBeingWithdrawn, "party");
SEC_GUARD(TimetableIsTheirs, "authority", AgreeTimetable);  // D4.7: an urgent one is the Authority's
SEC_GUARD(ReferralInTime, "authority", ReferToAuthority);   // D4.3
SEC_FACT_GUARD(SomethingIsReferred, "proposer");
struct ATargetPassed : Passed<Watched::target> {};

// What it adds to the table.

using PathCommands = engine::mp11::mp_list<SetPath, DecideUrgency, AgreeTimetable, Forecast, ReferToAuthority,
                                           DismissReferral, RequestUrgency>;
using PathEvents = engine::mp11::mp_list<PathSet, UrgencyDecided, TimetableAgreed, Forecasted, ProposerReferred,
                                         ReferralDismissed, TargetPassed, UrgencyRequested>;

}  // namespace sec
