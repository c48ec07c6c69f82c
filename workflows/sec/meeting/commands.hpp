// What can be asked of a meeting, and what can have happened to it: sec-rules 9 and 10.
#pragma once

#include "engine/table.hpp"
#include "workflows/sec/meeting/drafting.hpp"
#include "workflows/sec/meeting/facts.hpp"
#include "workflows/sec/terms/naming.hpp"

namespace sec::meeting {

using Look = engine::Look<Facts>;
inline constexpr auto body_or_secas = by::any(by::a_body, by::List<1>{"secas-analyst"});

// What was said or decided under an item, with its light. One that bears none is as confidential as its item: only
// what is called White is published.
enum class SaidLight { as_the_item, white, green, amber, red };
BOOST_DESCRIBE_ENUM(SaidLight, as_the_item, white, green, amber, red)
using Said = engine::body::Classified<SaidLight>;

struct Schedule : Basics {
  SEC_COMMAND("schedule", body_or_secas, "A meeting of a body is called, on a day that its reference names.");
  static constexpr bool opens = true;
  std::string ref;
  Date date{};
  std::optional<Body> body;  // follows from the reference
  std::optional<std::string> title;
  std::optional<std::string> place;
  std::optional<Time> starts_at;
  std::optional<Time> ends_at;
};
BOOST_DESCRIBE_STRUCT(Schedule, (Basics), (ref, date, body, title, place, starts_at, ends_at))

struct AddItem : Basics {
  SEC_COMMAND("add-item", body_or_secas,
              "An item joins the agenda: its light is that of its paper and of the Confidential Minutes.");
  int item = 0;
  std::string title;
  std::optional<Classification> classification;  // default White
  std::optional<Text> recommendation;
  std::vector<std::string> modifications;
  std::optional<std::string> paper;  // default: the meeting's reference with the item's number; "none": there is none
  // For the open minutes, if it is White. Above White, or without a light and a confidential text beside it under an
  // item above White, it is the confidential one.
  std::optional<Said> text;
  std::optional<Text> confidential_text;
};
BOOST_DESCRIBE_STRUCT(AddItem, (Basics),
                      (item, title, classification, recommendation, modifications, paper, text, confidential_text))

struct IssuePapers : Basics {
  SEC_COMMAND("issue-papers", (by::a_body), "The papers go out to the members.");
};
BOOST_DESCRIBE_STRUCT(IssuePapers, (Basics), ())

struct Hold : Basics {
  SEC_COMMAND("hold", (by::a_body), "The meeting was held: who was there, and who sent apologies.");
  std::vector<Attendee> attendance;
  std::vector<Apology> apologies;
};
BOOST_DESCRIBE_STRUCT(Hold, (Basics), (attendance, apologies))

struct ApproveEarlierMinutes : Basics {
  SEC_COMMAND("approve-earlier-minutes", (by::a_body),
              "The minutes of an earlier meeting were approved; those of one in the register are from now on.");
  std::string of;  // "SECP_65_1502", or what minutes call it: "the February 2019 SEC Panel meeting"
  DecisionMode mode{};
  std::optional<Date> on;
  std::optional<int> item;  // under which this was said
};
BOOST_DESCRIBE_STRUCT(ApproveEarlierMinutes, (Basics), (of, mode, on, item))

struct RecordDiscussion : Basics {
  SEC_COMMAND("record-discussion", body_or_secas,
              "What was said under an item, as the minutes put it: the open ones, the confidential ones, or both.");
  int item = 0;
  std::optional<Said> text;  // as that of AddItem
  std::optional<Text> confidential_text;
};
BOOST_DESCRIBE_STRUCT(RecordDiscussion, (Basics), (item, text, confidential_text))

struct ProposeDecision : Basics {
  SEC_COMMAND("propose-decision", body_or_secas,
              "A draft line of a decision; with `command`, of which step of which modification or release it is one.");
  int item = 0;
  Verb verb{};
  Said text;  // one that bears no light is as confidential as its item
  std::optional<std::string> modification;
  std::vector<std::string> modifications;  // of several that take the same step: all timetables presented
  std::optional<std::string> release;
  std::vector<std::string> actions;  // that it formally closes
  std::optional<std::string> command;
  std::optional<engine::body::AnyObject> body;
  std::optional<std::string> opening;  // default "The Panel"; "and" goes on in the sentence of the line before it
};
BOOST_DESCRIBE_STRUCT(ProposeDecision, (Basics),
                      (item, verb, text, modification, modifications, release, actions, command, body, opening))

struct ProposeDrafts : Basics {
  SEC_COMMAND("propose-drafts", body_or_secas,
              "What the agenda proposes of a modification of the item becomes draft lines; without `command` the first "
              "of its steps.");
  int item = 0;
  std::string modification;
  std::optional<std::string> command;
};
BOOST_DESCRIBE_STRUCT(ProposeDrafts, (Basics), (item, modification, command))

struct ConfirmLine : Basics {
  SEC_COMMAND("confirm-line", (by::a_body),
              "A draft line is what the body decided: with the other lines of its step, which is taken with it.");
  int line = 0;
  std::optional<DecisionMode> mode;  // default: at the meeting
};
BOOST_DESCRIBE_STRUCT(ConfirmLine, (Basics), (line, mode))

struct ConfirmLines : Basics {
  SEC_COMMAND("confirm-lines", (by::a_body),
              "Draft lines are what the body decided; all their steps are taken, or none.");
  OneOrMore<int> lines;
  std::optional<DecisionMode> mode;
};
BOOST_DESCRIBE_STRUCT(ConfirmLines, (Basics), (lines, mode))

struct RejectLine : Basics {
  SEC_COMMAND("reject-line", (by::a_body),
              "The body did not decide this: the step of the line, with all its lines, is not taken.");
  int line = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(RejectLine, (Basics), (line, reason))

struct DeferLine : Basics {
  SEC_COMMAND("defer-line", (by::a_body),
              "The body put this decision off: the step of the line, with all its lines, is not taken.");
  int line = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(DeferLine, (Basics), (line, reason))

struct DraftMinutes : Basics {
  SEC_COMMAND("draft-minutes", (by::a_body), "The minutes are drafted and go to the members.");
};
BOOST_DESCRIBE_STRUCT(DraftMinutes, (Basics), ())

struct ApproveMinutes : Basics {
  SEC_COMMAND("approve-minutes", (by::a_body), "The minutes are approved, at the next meeting or ex-committee.");
  DecisionMode mode{};
  std::optional<std::string> at;  // the meeting that approved them
};
BOOST_DESCRIBE_STRUCT(ApproveMinutes, (Basics), (mode, at))

struct Scheduled : Basics {
  static constexpr std::string_view name = "meeting-scheduled";
  std::string ref;
  Date date{};
  Body body{};
  std::optional<std::string> title;
  std::optional<std::string> place;
  std::optional<Date> papers_due;  // Working Days back from the meeting
  std::optional<Time> starts_at;
  std::optional<Time> ends_at;
  std::optional<Counting> papers_counted;  // none in old journals
  static Scheduled from(const Look& look, const Schedule& command);
};
BOOST_DESCRIBE_STRUCT(Scheduled, (Basics),
                      (ref, date, body, title, place, papers_due, starts_at, ends_at, papers_counted))

struct ItemAdded : Basics {
  static constexpr std::string_view name = "item-added";
  int item = 0;
  std::string title;
  Classification classification{};
  std::optional<Text> recommendation;
  std::vector<std::string> modifications;
  std::optional<std::string> paper;
  std::optional<Text> text;
  std::optional<Text> confidential_text;
  static ItemAdded from(const Look& look, const AddItem& command);
};
BOOST_DESCRIBE_STRUCT(ItemAdded, (Basics),
                      (item, title, classification, recommendation, modifications, paper, text, confidential_text))

struct PapersDueMoved : Adds<MoveDeadlines, "papers-due-moved"> {
  Date papers_due{};
  Counting papers_counted;
  static PapersDueMoved from(const Look& look, const MoveDeadlines& command);
};
BOOST_DESCRIBE_STRUCT(PapersDueMoved, (MoveDeadlines), (papers_due, papers_counted))
void keep_papers_due(const engine::Setting& setting, Scheduled& event);

struct PapersIssued : Keeps<PapersIssued, IssuePapers, "papers-issued"> {};
struct Held : Adds<Hold, "meeting-held"> {
  std::optional<Quorum> quorum;  // none in old journals
  static Held from(const Look& look, const Hold& command);
};
BOOST_DESCRIBE_STRUCT(Held, (Hold), (quorum))
struct EarlierApproved : Adds<ApproveEarlierMinutes, "earlier-minutes-approved"> {
  bool in_register = false;  // then that meeting hears of it
  static EarlierApproved from(const Look& look, const ApproveEarlierMinutes& command);
};
BOOST_DESCRIBE_STRUCT(EarlierApproved, (ApproveEarlierMinutes), (in_register))

struct DiscussionRecorded : Basics {
  static constexpr std::string_view name = "discussion-recorded";
  int item = 0;
  std::optional<Text> text;  // White; in old journals also the confidential one, by its light
  std::optional<Text> confidential_text;
  static DiscussionRecorded from(const Look& look, const RecordDiscussion& command);
};
BOOST_DESCRIBE_STRUCT(DiscussionRecorded, (Basics), (item, text, confidential_text))

struct DecisionProposed : Basics, About {
  static constexpr std::string_view name = "decision-proposed";
  int line = 0;  // numbered through the meeting
  int item = 0;
  Verb verb{};
  Text text;
  std::optional<bool> reckoned;  // its days are those that were reckoned then; not in older events
  std::optional<std::string> opening;
  static DecisionProposed from(const Look& look, const ProposeDecision& command);
};
BOOST_DESCRIBE_STRUCT(DecisionProposed, (Basics, About), (line, item, verb, text, reckoned, opening))

// The lines of one step, as the agenda worded them then: numbered from `line` on.
struct DraftsProposed : Basics {
  static constexpr std::string_view name = "drafts-proposed";
  int line = 0;
  int item = 0;
  std::string modification;
  std::string command;
  engine::body::AnyObject body;
  std::vector<DraftLine> lines;
  static DraftsProposed from(const Look& look, const ProposeDrafts& command);
};
BOOST_DESCRIBE_STRUCT(DraftsProposed, (Basics), (line, item, modification, command, body, lines))

struct LinesConfirmed : Basics {
  static constexpr std::string_view name = "lines-confirmed";
  std::vector<int> lines;  // those that were named, then the others of their steps
  DecisionMode mode{};
  std::vector<StepTaken> steps;
  std::optional<std::vector<Text>> warnings;  // what is confirmed otherwise than it was drafted
  static LinesConfirmed from(const Look& look, const ConfirmLines& command);
};
BOOST_DESCRIBE_STRUCT(LinesConfirmed, (Basics), (lines, mode, steps, warnings))

struct LineConfirmed : LinesConfirmed {
  using DescribedAs = LinesConfirmed;
  static constexpr std::string_view name = "line-confirmed";
  static LineConfirmed from(const Look& look, const ConfirmLine& command);
};

struct LineRejected : RejectLine {
  static constexpr std::string_view name = "line-rejected";
  std::vector<int> lines;  // it, and the others of its step
  static LineRejected from(const Look& look, const RejectLine& command);
};
BOOST_DESCRIBE_STRUCT(LineRejected, (RejectLine), (lines))

struct LineDeferred : DeferLine {
  static constexpr std::string_view name = "line-deferred";
  std::vector<int> lines;
  static LineDeferred from(const Look& look, const DeferLine& command);
};
BOOST_DESCRIBE_STRUCT(LineDeferred, (DeferLine), (lines))

struct MinutesDrafted : Keeps<MinutesDrafted, DraftMinutes, "minutes-drafted"> {};
struct MinutesApproved : Adds<ApproveMinutes, "minutes-approved"> {
  std::optional<bool> published;  // false: they are published by a step of their own; in old journals: they were
  static MinutesApproved from(const Look& look, const ApproveMinutes& command);
};
BOOST_DESCRIBE_STRUCT(MinutesApproved, (ApproveMinutes), (published))

inline void step(Facts&, const engine::Entry&) {}
#define SEC_MEETING_APPLY(EVENT) void apply(Facts& facts, const EVENT& event, const engine::Entry& entry)
SEC_MEETING_APPLY(Scheduled);
SEC_MEETING_APPLY(ItemAdded);
SEC_MEETING_APPLY(PapersDueMoved);
SEC_MEETING_APPLY(PapersIssued);
SEC_MEETING_APPLY(Held);
SEC_MEETING_APPLY(EarlierApproved);
SEC_MEETING_APPLY(DiscussionRecorded);
SEC_MEETING_APPLY(DecisionProposed);
SEC_MEETING_APPLY(DraftsProposed);
SEC_MEETING_APPLY(LinesConfirmed);
SEC_MEETING_APPLY(LineConfirmed);
SEC_MEETING_APPLY(LineRejected);
SEC_MEETING_APPLY(LineDeferred);
SEC_MEETING_APPLY(MinutesDrafted);
SEC_MEETING_APPLY(MinutesApproved);
SEC_MEETING_APPLY(OtherRenamed);
#undef SEC_MEETING_APPLY

}  // namespace sec::meeting
