// Raising a modification and its initial view: validity, the Development Stage, the path it goes on, Fast-Track.
#pragma once

#include "engine/typed_code.hpp"
#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/carried_past.hpp"
#include "workflows/sec/modification/position.hpp"
#include "workflows/sec/modification/releases_named.hpp"

namespace sec {

// What can be asked.

// Of which modification this one is a part, and what it keeps of it.
struct SplitOrigin {
  std::string ref;
  std::string state;
  std::optional<Path> path;
  int round = 1;
  // What binds the whole binds its parts. Not in older events.
  std::optional<bool> path_by_authority;
  std::optional<bool> sent_back;
  std::optional<Urgency> urgency;
  std::optional<std::vector<std::string>> deviations;
  // Of its case, and how far it had come. Not in older events.
  std::optional<std::string> id;
  std::optional<int> version;
};
BOOST_DESCRIBE_STRUCT(SplitOrigin, (),
                      (ref, state, path, round, path_by_authority, sent_back, urgency, deviations, id, version))

struct Raise : Common {
  SEC_COMMAND("raise", (by::any(by::secas, by::proposer, by::party, by::consumer_body, by::dcc, by::authority)),
              "A modification is raised (T01).");
  static constexpr bool opens = true;
  static constexpr std::string_view sent_by = "split";  // a part, which its modification opens
  std::optional<std::string> workflow;
  std::optional<std::string> ref;
  std::optional<std::string> title;
  std::optional<Proposer> proposer;
  std::optional<Text> problem;
  std::optional<Path> suggested_path;
  std::optional<bool> urgent;
  std::optional<Date> raised_on;
  std::optional<Impacts> impacts;
  std::optional<TakenPosition> position;
  std::optional<SplitOrigin> split_from;
};
BOOST_DESCRIBE_STRUCT(Raise, (Common),
                      (workflow, ref, title, proposer, problem, suggested_path, urgent, raised_on, impacts, position,
                       split_from))

struct Accept : Common {
  SEC_COMMAND("accept", (by::secas), "SECAS finds the proposal valid (T02 to T04).");
  std::optional<bool> unanimous;
};
BOOST_DESCRIBE_STRUCT(Accept, (Common), (unanimous))

struct RefuseInvalid : Common {
  SEC_COMMAND("refuse-invalid", (by::secas), "SECAS refuses a proposal that is not validly made (T05).");
  InvalidGround ground{};
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(RefuseInvalid, (Common), (ground, reason))

struct OverruleRefusal : Common {
  SEC_COMMAND("overrule-refusal", (by::any(by::a_body, by::authority)),
              "The Panel, or the Authority on a referral, has a refused proposal taken in (T06).");
};
BOOST_DESCRIBE_STRUCT(OverruleRefusal, (Common), ())

struct RecordCscDiscussion : Common {
  SEC_COMMAND("record-csc-discussion", (by::secas), "The Change Sub-Committee has discussed a Draft Proposal (T07).");
  Text outcome;
};
BOOST_DESCRIBE_STRUCT(RecordCscDiscussion, (Common), (outcome))

struct RecommendConversion : Common {
  SEC_COMMAND("recommend-conversion", (by::a_body),
              "The Change Sub-Committee recommends to convert a Draft Proposal (T08).");
  Route route{};
};
BOOST_DESCRIBE_STRUCT(RecommendConversion, (Common), (route))

struct ReturnToDevelopment : Common {
  SEC_COMMAND("return-to-development", (by::a_body), "A Draft Proposal needs more work before it is converted (T09).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ReturnToDevelopment, (Common), (reason))

struct Refuse : Common {
  SEC_COMMAND("refuse", (by::a_body), "The Panel refuses a proposal with the effect of another one (T10).");
  SameEffect ground{};
  std::string same_as;  // the proposal whose effect it has
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Refuse, (Common), (ground, same_as, reason))

struct SendToRefinement : Common {
  SEC_COMMAND("send-to-refinement", (by::a_body), "The proposal enters the Refinement Process, on a path (T11).");
  Path path{};
  std::optional<std::string> ref;
  std::vector<Milestone> timetable;
  std::optional<Text> terms_of_reference;
};
BOOST_DESCRIBE_STRUCT(SendToRefinement, (Common), (path, ref, timetable, terms_of_reference))

struct SendToReport : Common {
  SEC_COMMAND("send-to-report", (by::a_body), "The proposal goes straight to the Report Phase, on a path (T12).");
  Path path{};
  Text reason;
  std::optional<std::string> ref;
};
BOOST_DESCRIBE_STRUCT(SendToReport, (Common), (path, reason, ref))

struct ApproveFastTrack : Common {
  SEC_COMMAND("approve-fast-track", (by::a_body), "The Panel approves a Fast-Track Modification unanimously (T13).");
  bool unanimous = false;
  std::vector<PlannedPart> implementation;
};
BOOST_DESCRIBE_STRUCT(ApproveFastTrack, (Common), (unanimous, implementation))

struct WithdrawFastTrack : Common {
  SEC_COMMAND("withdraw-fast-track", (by::a_body), "The Panel withdraws a Fast-Track Modification (T14).");
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawFastTrack, (Common), (reason))

struct Object : Common {
  SEC_COMMAND("object", (by::any(by::party, by::secas)),
              "A Party objects, within the notice, to a proposal going the Fast-Track way (DEF 16.13).");
  std::string party;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Object, (Common), (party, reason))

// What can have happened.

struct Raised : Adds<Raise, "raised"> {
  std::string reference;
  std::string pack;
  std::optional<Time> urgency_due;  // when the Panel is to have considered it, if it was raised as urgent
  static Raised from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(Raised, (Raise), (reference, pack, urgency_due))
struct TakenOver : Adds<Raise, "taken-over"> {
  std::string reference;
  std::string pack;
  NamedReleases releases;
  static TakenOver from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(TakenOver, (Raise), (reference, pack, releases))
struct PartOpened : Adds<Raise, "part-opened"> {
  std::string reference;
  std::string pack;
  // What the whole went through, its own wholes' past before it; such a step of these has an empty one. Not in older
  // events: what they opened began without a past.
  std::optional<std::vector<CarriedStep>> past;
  static PartOpened from(const Look& look, const Raise& command);
};
BOOST_DESCRIBE_STRUCT(PartOpened, (Raise), (reference, pack, past))
// The past that it carries, as the engine replays it. What a split does is in anytime/split.cpp, which defines this and
// what the event keeps.
std::vector<engine::Entry> past_of(const PartOpened& event);
struct Accepted : Keeps<Accepted, Accept, "accepted"> {};
struct FastTrackAccepted : Adds<Accept, "fast-track-accepted"> {
  // As from now, and when the notice ends. Not in older events: then it kept the reference of a draft.
  std::optional<std::string> reference;
  std::optional<Time> notice_ends;
  static FastTrackAccepted from(const Look& look, const Accept& command);
};
BOOST_DESCRIBE_STRUCT(FastTrackAccepted, (Accept), (reference, notice_ends))
struct ObjectedTo : Keeps<ObjectedTo, Object, "objected-to"> {};
// The ground is one of the words of the Code; older events say it in words of their own.
struct RefusedAsInvalid : Common {
  static constexpr std::string_view name = "refused-as-invalid";
  Text ground;
  std::optional<Text> reason;
  static RefusedAsInvalid from(const Look& look, const RefuseInvalid& command);
};
BOOST_DESCRIBE_STRUCT(RefusedAsInvalid, (Common), (ground, reason))
// `by_authority` says whose act it was; older events do not have it: the sender's role says it there.
struct RefusalOverruled : Adds<OverruleRefusal, "refusal-overruled"> {
  std::optional<bool> by_authority;
  static RefusalOverruled from(const Look& look, const OverruleRefusal& command);
};
BOOST_DESCRIBE_STRUCT(RefusalOverruled, (OverruleRefusal), (by_authority))
struct CscDiscussed : Keeps<CscDiscussed, RecordCscDiscussion, "csc-discussed"> {};
struct ConversionRecommended : Keeps<ConversionRecommended, RecommendConversion, "conversion-recommended"> {};
struct ReturnedToDevelopment : Keeps<ReturnedToDevelopment, ReturnToDevelopment, "returned-to-development"> {};
struct ProposalRefused : Common {
  static constexpr std::string_view name = "proposal-refused";
  Text ground;  // as above
  std::optional<std::string> same_as;
  std::optional<Text> reason;
  static ProposalRefused from(const Look& look, const Refuse& command);
};
BOOST_DESCRIBE_STRUCT(ProposalRefused, (Common), (ground, same_as, reason))
struct SentToRefinement : Adds<SendToRefinement, "sent-to-refinement"> {
  std::string reference;  // as from now
  static SentToRefinement from(const Look& look, const SendToRefinement& command);
};
BOOST_DESCRIBE_STRUCT(SentToRefinement, (SendToRefinement), (reference))
struct SentToReport : Adds<SendToReport, "sent-to-report"> {
  std::string reference;
  static SentToReport from(const Look& look, const SendToReport& command);
};
BOOST_DESCRIBE_STRUCT(SentToReport, (SendToReport), (reference))
struct FastTrackApproved : Adds<ApproveFastTrack, "fast-track-approved"> {
  NamedReleases releases;
  Leaving leaving;
  static FastTrackApproved from(const Look& look, const ApproveFastTrack& command);
};
BOOST_DESCRIBE_STRUCT(FastTrackApproved, (ApproveFastTrack), (releases, leaving))
struct FastTrackWithdrawn : Keeps<FastTrackWithdrawn, WithdrawFastTrack, "fast-track-withdrawn"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(Raised);
SEC_APPLY(TakenOver);
SEC_APPLY(PartOpened);
SEC_APPLY(Accepted);
SEC_APPLY(FastTrackAccepted);
SEC_APPLY(ObjectedTo);
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

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_GUARD(NoPositionGiven, "secas-manager", Raise);
SEC_GUARD(PositionGiven, "secas-manager", Raise);
SEC_GUARD(ByTheManager, "secas-manager", Raise);
SEC_GUARD(ReferenceByTheManager, "secas-manager", Raise);
SEC_GUARD(ProposerEntitled, "proposer", Raise);  // D1.3
SEC_GUARD(IsPartOfAnother, "panel-secretary", Raise);
SEC_GUARD(OpenedByItsWhole, "panel-secretary", Raise);
SEC_FACT_GUARD(StartsInDevelopment, "panel-secretary");
SEC_FACT_GUARD(StartsWithThePanel, "secas");
SEC_FACT_GUARD(SuggestedAsFastTrack, "proposer");
SEC_FACT_GUARD(NotSuggestedAsFastTrack, "proposer");
SEC_FACT_GUARD(ProposedByThePanel, "proposer");
SEC_GUARD(AcceptedUnanimously, "panel-secretary", Accept);
SEC_GUARD(MayOverrule, "authority", OverruleRefusal);
SEC_FACT_GUARD(ProblemStated, "proposer");
SEC_FACT_GUARD(NotAuthorityLed, "authority");           // D3.8
SEC_FACT_GUARD(NotOverruledBefore, "authority");        // D4.2: what the Authority had taken in
SEC_FACT_GUARD(RefinementNotCompulsory, "authority");   // D3.9
SEC_FACT_GUARD(NoticePeriodHasRun, "panel-secretary");  // D3.5
SEC_FACT_GUARD(NoticeStillRuns, "secas");               // DEF 16.13
SEC_GUARD(ApprovedUnanimously, "panel-secretary", ApproveFastTrack);

// Fields that no type can refuse: 422 with a pointer.
void check(const Raise& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const Refuse& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const SendToRefinement& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const SendToReport& command, const engine::Setting& setting, engine::body::Reading& reading);
// What takes the place of effective_on in a body without it: the day of the position that is taken over, or the day it
// was raised.
std::optional<engine::NamedDay> takes_effect(const Raise& command);
// What is known of the past of a modification that was taken over, each day as a step of its own. They are the steps of
// anytime/past.cpp, which defines this.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const TakenOver& event,
                                        const engine::Entry& entry);

// What it adds to the table.

using RaisingCommands = engine::mp11::mp_list<Raise, Accept, RefuseInvalid, OverruleRefusal, Refuse, ApproveFastTrack,
                                              WithdrawFastTrack, Object, RecordCscDiscussion, RecommendConversion,
                                              ReturnToDevelopment, SendToRefinement, SendToReport>;
using RaisingEvents =
    engine::mp11::mp_list<Raised, TakenOver, PartOpened, Accepted, FastTrackAccepted, ObjectedTo, RefusedAsInvalid,
                          RefusalOverruled, ProposalRefused, FastTrackApproved, FastTrackWithdrawn, CscDiscussed,
                          ConversionRecommended, ReturnedToDevelopment, SentToRefinement, SentToReport>;

}  // namespace sec
