// What can be asked of a modification from the Authority's determination on, and at any time.
#pragma once

#include "workflows/sec/terms/declare.hpp"

namespace sec {

// --- the Authority
// -----------------------------------------------------------------------------------------------------------

struct Determine : Basics {
  SEC_COMMAND("determine", (by::authority), "The Authority approves or rejects (T24, T25, T36).");
  Verdict decision{};
  Text reason;
  std::vector<PlannedPart> implementation;
};
BOOST_DESCRIBE_STRUCT(Determine, (Basics), (decision, reason, implementation))

struct SendBack : Common {
  SEC_COMMAND("send-back", (by::authority),
              "The Authority cannot form an opinion and sends the modification back (T26).");
  OneOrMore<Text> questions;
};
BOOST_DESCRIBE_STRUCT(SendBack, (Common), (questions))

struct RouteSentBack : Common {
  SEC_COMMAND("route-sent-back", (by::a_body),
              "The Panel says where a modification that was sent back goes on (T27 to T29a).");
  SentBackRoute route{};
  std::optional<std::string> report_version;
  std::optional<bool> report_approved;
  std::optional<bool> implementation_approach_confirmed;
  std::optional<bool> path_confirmed;
  std::optional<Text> skip_reason;
  std::optional<VoteMode> vote_mode;
  std::optional<Text> reason;
  std::optional<Date> consultation_opens_on;
  std::optional<Time> consultation_closes_at;
};
BOOST_DESCRIBE_STRUCT(RouteSentBack, (Common),
                      (route, report_version, report_approved, implementation_approach_confirmed, path_confirmed,
                       skip_reason, vote_mode, reason, consultation_opens_on, consultation_closes_at))

// --- self-governance referrals
// ---------------------------------------------------------------------------------------------

struct Refer : Common {
  SEC_COMMAND("refer", (by::any(by::party, by::consumer_body)),
              "A Party that disagrees refers a self-governance decision (T31, T35).");
  static constexpr bool while_held = true;
  std::string party;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Refer, (Common), (party, reason))

struct DecideReferral : Basics {
  SEC_COMMAND("decide-referral", (by::a_body), "The Panel upholds or reverses the Change Board's decision (T34).");
  static constexpr bool while_held = true;
  ReferralDecision decision{};
  Text reason;
  std::optional<Date> published_on;
  std::optional<BodyDecision> decided_by;
};
BOOST_DESCRIBE_STRUCT(DecideReferral, (Basics), (decision, reason, published_on, decided_by))

struct EndWindow : Common {
  SEC_COMMAND("end-window", (by::manager),
              "A window that has run out ends, where the clock does not end it: its end was revoked, or is not known "
              "(T32, T33, T42).");
  static constexpr bool while_held = true;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(EndWindow, (Common), (reason))

// --- implementation
// ----------------------------------------------------------------------------------------------------------

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

struct Reverse : Common {
  SEC_COMMAND("reverse", (by::any(by::authority, by::a_body)), "An approval is overturned on appeal (T39).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Reverse, (Common), (reason))

// --- withdrawal, hold, path, urgency, timetable
// ----------------------------------------------------------------------------

struct Withdraw : Common {
  SEC_COMMAND("withdraw", (by::any(by::proposer, by::secas)), "The Proposer withdraws; others may adopt (T40).");
  static constexpr bool while_held = true;
  std::optional<Text> reason;
  std::optional<bool> authority_consent;
};
BOOST_DESCRIBE_STRUCT(Withdraw, (Common), (reason, authority_consent))

struct Adopt : Common {
  SEC_COMMAND("adopt", (by::any(by::party, by::secas)),
              "A Party adopts a withdrawn proposal and becomes its Proposer (T41).");
  static constexpr bool while_held = true;
  std::string party;
  Category category{};
};
BOOST_DESCRIBE_STRUCT(Adopt, (Common), (party, category))

struct Suspend : Common {
  SEC_COMMAND("suspend", (by::any(by::a_body, by::authority)), "Suspended because of a Significant Code Review (T43).");
  static constexpr bool while_held = true;
  Text reason;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Suspend, (Common), (reason, until))

struct Hold : Common {
  SEC_COMMAND("hold", (by::any(by::a_body, by::authority)), "Work is put on hold (T44).");
  static constexpr bool while_held = true;
  Text reason;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Hold, (Common), (reason, until))

struct Resume : Common {
  SEC_COMMAND("resume", (by::any(by::a_body, by::authority)),
              "Work goes on; open deadlines move by the Working Days held (T43, T44).");
  static constexpr bool while_held = true;
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Resume, (Common), (reason))

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
  std::vector<std::string> deviations;
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

// --- the register
// --------------------------------------------------------------------------------------------------------------

struct SplitPart {
  std::string title;
  std::optional<std::string> ref;
};
BOOST_DESCRIBE_STRUCT(SplitPart, (), (title, ref))

struct Split : Common {
  SEC_COMMAND("split", (by::a_body), "Parts of the modification go on as modifications of their own (T56).");
  OneOrMore<SplitPart> parts;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Split, (Common), (parts, reason))

struct Consolidate : Common {
  SEC_COMMAND("consolidate", (by::a_body), "The modification is handled jointly with others (T48, D3.6(g)).");
  OneOrMore<std::string> with;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Consolidate, (Common), (with, reason))

struct Amend : Common {
  SEC_COMMAND("amend", (by::any(by::secas, by::proposer)),
              "Title, problem statement or solution of the proposal are amended, until its report is approved (T54).");
  std::optional<std::string> title;
  std::optional<Text> problem;
  std::optional<Text> solution;
};
BOOST_DESCRIBE_STRUCT(Amend, (Common), (title, problem, solution))

struct SetImpacts : Common {
  SEC_COMMAND("set-impacts", (by::secas), "What the modification touches: DCC Systems, Parties, documents (T54).");
  std::optional<DccImpact> dcc_systems;
  std::optional<std::vector<Category>> parties;
  std::optional<std::vector<std::string>> documents;
};
BOOST_DESCRIBE_STRUCT(SetImpacts, (Common), (dcc_systems, parties, documents))

struct AttachDocument : Common {
  SEC_COMMAND("attach-document", (by::secas), "A document joins the register (T54).");
  std::string kind;
  std::string title;
  std::string version;
  Classification classification{};
  std::optional<std::string> sha256;
};
BOOST_DESCRIBE_STRUCT(AttachDocument, (Common), (kind, title, version, classification, sha256))

struct Reclassify : Common {
  SEC_COMMAND("reclassify", (by::any(by::secas, by::List<1>{"panel-secretary"})),
              "A document of the register gets another traffic light.");
  static constexpr bool while_held = true;  // what slipped out is taken back at once
  int document = 0;                         // 1 is the first that joined the register
  Classification classification{};
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Reclassify, (Common), (document, classification, reason))

struct Link : Common {
  SEC_COMMAND("link", (by::secas), "The modification is linked with another one (T54).");
  std::string relation;
  std::string ref;
};
BOOST_DESCRIBE_STRUCT(Link, (Common), (relation, ref))

struct RevokeLast : Common {
  SEC_COMMAND("revoke-last", (by::manager),
              "The last step was recorded by mistake: the case stands as before it (T55).");
  static constexpr bool while_held = true;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RevokeLast, (Common), (reason))

struct DeadlinePassed : Basics {
  SEC_COMMAND("deadline-passed", (by::nobody), "A deadline of the case has passed (the clock alone).");
  static constexpr bool while_held = true;  // statutory windows run on
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(DeadlinePassed, (Basics), (name_))

}  // namespace sec
