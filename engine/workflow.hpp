// What the engine, the store and the API know of a workflow. They know nothing else.
#pragma once

#include <algorithm>
#include <functional>
#include <string_view>

#include "engine/documents.hpp"
#include "engine/question.hpp"
#include "engine/types.hpp"

namespace engine {

class Calendar;

// A case that a command names, and how it is called now.
struct NamedCase {
  std::string case_id;    // empty: there is no such case
  std::string reference;  // the one in use
  const Case* current = nullptr;
};

// The setting of a decision: everything that a rule may look at beside the case and the command.
struct Setting {
  Time now{};    // when it will be recorded
  Date today{};  // the London day of `now`
  Date on{};     // the business date that the command takes effect on
  Actor by;
  // Who reads the reasons, if that is not `by`: one may ask what others may do.
  std::optional<Actor> reader;
  std::vector<const Case*> related;  // as asked for by Workflow::related() and related_by_body(); nullptr: no such case
  const Calendar* calendar = nullptr;  // of Workflow::calendar_case(); nullptr: there is no such case
  // Who holds a token that is good now, for commands that name one of them; nullptr: it is not known.
  const std::vector<Actor>* holders = nullptr;
  std::vector<NamedCase> named = {};  // as asked for by Workflow::names(), in that order
  // The entries of the case that this one goes on from, as asked for by Workflow::goes_on_from(), oldest first;
  // nullptr: it begins by itself.
  std::shared_ptr<const std::vector<Entry>> past = nullptr;
  bool brought = false;  // a step of another case asks for it, and nobody by hand
  // What the body names by `sha256`; nothing: it names none, or what is kept is not known.
  std::optional<NamedBytes> bytes = {};
};

// When `now` is and which day it is, on a case: no earlier than its last event was recorded.
Setting setting_at(Time now, const Case& current);

// A row of the table as data: for the documentation, the diagrams and the API.
struct RowDescription {
  std::vector<std::string_view> from;  // more than one: the row holds in each of these states
  std::string_view command;
  std::string_view to;  // empty: it stays; "<...>" describes a target that follows from the facts
  std::string_view event;
  std::string_view clause;
  std::vector<std::string_view> guards;
};

struct StateDescription {
  std::string_view name;     // "change-board-vote"
  std::string_view display;  // "Report Phase: Change Board vote"
  std::string_view stage;    // "Report Phase"
  bool terminal = false;
};

struct CommandDescription {
  std::string_view name;
  std::string_view summary;             // one sentence
  std::vector<std::string_view> roles;  // who may send it; empty: `sent_by` alone
  Json schema;                          // JSON Schema 2020-12 of the body
  bool any_version = false;             // `If-Match: *` is enough
  bool opens = false;                   // it opens a case
  // Who may record it for those whose act it is, saying from what in `recorded_from`.
  std::vector<std::string_view> recorders;
  bool previews = true;  // one may ask what it would do: its outcome is no secret before it is done
  // Who sends what nobody else may, or beside those who may: a role that no token has, like "clock".
  std::string_view sent_by{};

  // Whether somebody of this role may send it, as their own act or to record another's.
  bool is_for(std::string_view role) const {
    const auto is_among = [&](const auto& those) { return std::find(those.begin(), those.end(), role) != those.end(); };
    return is_among(roles) || is_among(recorders);
  }
};

// How one version of a case stands in lists and reports.
struct Listing {
  std::vector<std::string> references;  // the one in use first
  std::string series;                   // numbers of one series are given once; empty: unnumbered
  int number = 0;                       // 0: none that the next one follows
  Json summary;  // one flat JSON object, the fields of lists: {"ref": ..., "title": ..., "state": ...}
  // Both follow from the references: Workflow::place() of the one in use, Workflow::likeness() of each that has one.
  std::string place = {};
  std::vector<std::string> likenesses = {};
  std::vector<std::string> mentions = {};  // references of other cases that it shows
};

// What the alarm and the task lists need besides, while the version is the newest.
struct Projection : Listing {
  std::vector<Deadline> deadlines;
  std::vector<Task> tasks;
  // More tasks, for what is many: groups that are shared with the version before have not changed, and nobody looks
  // into them again. Each is sorted; no task is in two.
  std::vector<std::shared_ptr<const std::vector<Task>>> task_groups;
};

template <class Visit>
void for_each_task(const Projection& projection, Visit visit) {
  for (const auto& task : projection.tasks) visit(task);
  for (const auto& group : projection.task_groups)
    for (const auto& task : *group) visit(task);
}

// The outcome of deciding: one event, or why not.
struct Decided {
  Event event;
  Date effective_on{};
};
using Decision = std::variant<Decided, Refused, Forbidden, Malformed>;

// A command that a change brings with it: on another case, or as a further step of the same one.
struct Consequence {
  Command command;
  std::string cause;    // the place in the body that asked for it, as a pointer: "/parts/1"; faults name that place
  bool onward = false;  // a further step of the case itself, from where the step before it left it
};

// Identity of a case about to be opened.
struct Identity {
  std::string case_id;
  std::string pointer = "/ref";  // where the body says it
};

// The numbers of a series that are given, for who looks for the next.
struct Numbers {
  int last = 0;  // the highest that counts
  // The highest likeness in use that is above `above`, and not above `up_to`; nothing: there is none between them.
  std::function<std::optional<std::string>(std::string_view above, std::string_view up_to)> highest;
};

// A class of papers, and how much its readers may see.
struct Audience {
  std::string_view name;
  Clearance sees = 0;
};

// A version of a case, as lists and reports show it.
struct Listed {
  std::string case_id;
  std::int64_t seq = 0;  // of its last event then
  Json summary;          // Listing::summary
  bool operator==(const Listed&) const = default;
};

// A command for every case of its collection that has a deadline after an instant, or that mentions a reference, or for
// one that is named. A case that refuses it stays as it is; what it is news for in turn hears of it, too.
struct Circular {
  Command command;  // its reference is filled in
  Time deadlines_after{};
  std::string mentioned = {};  // if it is not empty, to those alone that mention it
  std::string addressed = {};  // if it is not empty, to the one alone that is called so
};

// Whether what is asked of several, under a name that they share, is asked of this one of them still.
using OwesOf = std::function<bool(const Case& current, const Task& task, const Actor& actor, Date today)>;
// A step in words for people: "Sent back by the Authority".
using EventWordsOf = std::function<std::string(std::string_view collection, const Event& event)>;

// Finds a case by what it is called; nullptr: there is none.
using FindCase = std::function<const Case*(std::string_view collection, const std::string& reference)>;

struct ReportInput {
  Date as_at{};
  Date since{};
  std::optional<Time> known_at;
  bool simulated = false;
  Clearance clearance = 0;  // of who reads it
  // Of Workflow::calendar_case(), as at as_at; nullptr: there is no such case.
  const Calendar* calendar = nullptr;
  std::vector<Listed> now;     // every case as at as_at, by reference
  std::vector<Listed> then;    // the same as at `since`
  std::vector<Json> standing;  // beside `now`: what ReportCode::asks_each was answered; empty: it asked nothing
  std::vector<Entry> between;  // events effective after `since` up to as_at, in order, as their reader may see them
  // The steps since ReportCode::moves_since that led into another state, in order, as their reader may see them.
  std::vector<Entry> moves;
  // Of the question that the report asks, if it does: the cases that it is about, and others that it looks at.
  std::vector<const Case*> about;
  std::vector<const Case*> others;
  // Every case of other collections as at as_at, in the order of ReportCode::looks_at.
  std::vector<std::vector<Listed>> beside;
};

// A report as a row: its name, the function that makes it, and what has to be read for it beside the summaries.
struct ReportCode {
  std::string_view name;  // "change-status"
  Report (*make)(const ReportInput& input);
  bool compares;  // it looks at ReportInput::then, which takes as long to read as all the rest
  // The other collections that it looks at, by their summaries.
  std::vector<std::string_view> looks_at = {};
  // What `since` is when nobody said it; input: as_at and beside. nullptr or nothing: a month before as_at.
  std::optional<Date> (*since)(const ReportInput& input) = nullptr;
  // The day after which it looks at ReportInput::moves, which may be long before `since`. nullptr: it looks at none.
  Date (*moves_since)(Date as_at) = nullptr;
  // The question whose cases it looks at; empty: it goes by the summaries alone.
  std::string_view asks = {};
  // The name of the question that the report asks of this case; empty: none. The answer follows from the case, the day,
  // and what `looks_at` names, so it may be kept.
  std::string_view (*asks_each)(const Listed& one) = nullptr;
};

using Answered = std::variant<Answer, Refused, Malformed>;

// What most questions need beside the cases that they are about.
inline std::vector<Selection> no_subjects(const Question&) { return {}; }
inline std::vector<CaseName> needs_no_others(const Question&, const std::vector<const Case*>&) { return {}; }
inline std::vector<CasesLike> needs_none_like(const Question&, const std::vector<const Case*>&) { return {}; }

// A question as a row: its description, the function that answers it, and what has to be read for it. The functions get
// the cases that it is about.
struct QuestionCode {
  QuestionDescription description;
  Answered (*answer)(const Question& question, const std::vector<const Case*>& about,
                     const std::vector<const Case*>& others);  // pure
  // Which cases a question about many is about: those that fit one of these.
  std::vector<Selection> (*subjects)(const Question& question) = no_subjects;
  // The other cases that an answer looks at, and those that it does not know by name.
  std::vector<CaseName> (*needs)(const Question& question, const std::vector<const Case*>& about) = needs_no_others;
  std::vector<CasesLike> (*needs_like)(const Question& question,
                                       const std::vector<const Case*>& about) = needs_none_like;
};

const std::vector<ReportCode>& no_reports();
const std::vector<QuestionCode>& no_questions();

// A document of an item of a part: its bytes, or (when they are empty) a sentence about why there is none.
struct PartDocument {
  Json text;
  std::string why_not;
};

class Workflow {
 public:
  virtual ~Workflow() = default;

  virtual std::string_view name() const = 0;        // "sec-2019"
  virtual std::string_view title() const = 0;       // "SEC Section D after SECMP0049"
  virtual std::string_view collection() const = 0;  // "modifications": what the API calls its cases
  virtual std::string_view noun() const = 0;        // "modification": what the API calls one
  virtual std::vector<RowDescription> table() const = 0;
  virtual std::vector<StateDescription> states() const = 0;
  virtual std::vector<CommandDescription> commands() const = 0;

  // Whether a case opened by this command follows these rules.
  virtual bool opens(const Command& command, Date today) const = 0;
  // The name of a case about to be opened. `numbers`: those given so far in series().
  virtual std::string_view series() const = 0;
  virtual std::variant<Identity, Malformed> identify(const Command& command, const Numbers& numbers) const = 0;
  // Where a reference stands among all of its collection: the byte order of these texts is the order of lists. No two
  // references have the same. By default numbers in it count as numbers, so that SECP_99 stands before SECP_100.
  virtual std::string place(std::string_view reference) const;
  // What no two cases may share, however their references are written beside it; empty (the default): there is nothing.
  virtual std::string likeness(std::string_view reference) const;
  virtual Case blank(std::string case_id) const = 0;
  // The id of the case that goes on in the one which this command opens: the decision is handed its entries. Nothing
  // (the default): it begins by itself.
  virtual std::optional<std::string> goes_on_from(const Command& command) const;
  // By the first entry of a case: which one it was before. A view as at an earlier day is of that one.
  virtual std::optional<CaseName> was_before(const Entry& opening) const;

  // The other cases that a decision on this command looks at: ids of cases.
  virtual std::vector<std::string> related(const Case& current, std::string_view command) const = 0;
  // And those that its body names, which come after them; none by default.
  virtual std::vector<std::string> related_by_body(const Command& command) const;
  // Those that its body names, by any of their references.
  virtual std::vector<CaseName> names(const Command& command) const;
  // Pure. The body is read, the rows are tried, nothing is changed. Rows of one state and command exclude each other:
  // throws std::logic_error when two of them hold at once.
  virtual Decision decide(const Case& current, const Command& command, const Setting& setting) const = 0;
  // Pure, and never refuses: the event has happened. The same for every workflow of a collection.
  virtual Case evolve(const Case& current, const Entry& entry) const = 0;
  // The rows from here, with what stands in the way on `setting.on` for `setting.by`; who may send is in commands().
  virtual std::vector<Option> options(const Case& current, const Setting& setting) const = 0;
  // Whether `reader` may learn beforehand what this deadline of the case will bring: what is counted then may be a
  // secret until it is.
  virtual bool foretold(const Case& current, const std::string& deadline, const Actor& reader) const;
  // Since when what is due then may still move, because it was counted over holidays that are not published yet;
  // nothing: it was not.
  virtual std::optional<Date> provisional_from(const Case& current, Time due) const;
  // A sentence when the change breaks a rule that must hold whatever the table says.
  virtual std::optional<std::string> broken_invariant(const Case& before, const Case& after,
                                                      const Entry& entry) const = 0;

  // What the change brings with it, in order: done in the same transaction, or none of it is.
  virtual std::vector<Consequence> consequences(const Case& before, const Case& after, const Entry& entry) const;

  // And commands for every case of a collection that has a deadline ahead, or names another; in the same transaction.
  virtual std::vector<Circular> circulars(const Case& before, const Case& after, const Entry& entry) const;

  // A sentence when the case and another one do not agree after all that a command has brought about, and did before.
  virtual std::optional<std::string> disagreement(const Case& before, const Case& after, const FindCase& find) const;

  // The case that keeps the calendar which these rules count by; nothing: they are handed none.
  virtual std::optional<CaseName> calendar_case() const;
  // The calendar that a case of this workflow keeps, for as long as the case is there; nullptr: it keeps none.
  virtual const Calendar* calendar(const Case& current) const;

  virtual Listing listing(const Case& current) const = 0;
  // Every field that a summary of its collection may have: lists can be narrowed and sorted by them. By default
  // those of a blank case, which has all of them.
  virtual std::vector<std::string> summary_fields() const;
  virtual Projection project(const Case& current) const = 0;
  // Whose tasks a caller sees: as Task::assignee.
  virtual std::vector<std::string> assignees(const Actor& actor) const;

  virtual Clearance clearance(const Actor& actor) const = 0;
  // The classes that copies of its papers are made for, the lowest first; empty: a paper is for who asks for it.
  virtual std::vector<Audience> audiences() const;
  // JSON about a case without what a caller may not read. What the functions below return has been through it; what is
  // shown of a case otherwise has to go through it.
  virtual Json gated(Json text, Clearance clearance) const = 0;
  virtual Json view(const Case& current, Clearance clearance) const = 0;
  // The version that a caller sees for the real one: some events may not show yet.
  virtual int seen_version(const Case& current, int version, Clearance clearance) const = 0;
  // Whether steps that do not show to this caller may have been taken on it, or may be before long. Then the caller's
  // own step takes effect on the day on which it is sent: a refused day would tell of the last of those.
  virtual bool may_hide_steps(const Case& current, Clearance clearance) const = 0;
  // The body of an event as a caller may see it; nothing when even its existence may not show, "null" when only that.
  virtual std::optional<Json> seen_body(const Case& current, const Entry& entry, const Actor& seen_by) const = 0;
  // Whether a caller who sees that event may know whose step it was.
  virtual bool tells_who(const Case& current, const Entry& entry, const Actor& seen_by) const = 0;
  // Lists within a case: {"ballots"}; and the items of one, each a JSON object, as somebody may see them.
  virtual std::vector<std::string_view> parts() const = 0;
  virtual std::vector<Json> part(const Case& current, std::string_view name, const Actor& seen_by) const = 0;
  // Documents that an item of a part has beside itself: {"bundle"}; and the bytes of one, or why it is not there.
  virtual std::vector<std::string_view> part_documents(std::string_view part) const;
  virtual PartDocument part_document(const Case& current, std::string_view part, std::size_t item,
                                     std::string_view document) const;
  // Parts whose items may have bytes beside them: {"documents"}; and those that somebody may read.
  virtual std::vector<std::string_view> parts_with_bytes() const;
  virtual std::vector<ItemBytes> item_bytes(const Case& current, std::string_view part, const Actor& seen_by) const;
  // Those of that hash, in any part; nothing: they may read none.
  std::optional<KeptBytes> readable_bytes(const Case& current, std::string_view sha256, const Actor& seen_by) const;

  virtual const std::vector<ReportCode>& reports() const = 0;
  const ReportCode* report_called(std::string_view name) const;  // nullptr: there is none

  virtual const std::vector<QuestionCode>& questions() const;
  // The row of a question, by its name. Throws std::logic_error: nobody asks for what is not on the list.
  const QuestionCode& question_called(std::string_view name) const;
  // What it answers, past the gate. `others`: as the question's needs() asked for them, in that order; nullptr: no such
  // case. After them those of needs_like(), by reference within each of its selections.
  Answered answer(const Question& question, const std::vector<const Case*>& about,
                  const std::vector<const Case*>& others) const;
};

// Every workflow there is. The workflows of one collection share their facts and their events.
class Workflows {
 public:
  explicit Workflows(std::vector<std::unique_ptr<Workflow>> all);

  const std::vector<std::unique_ptr<Workflow>>& all() const { return all_; }
  const Workflow* find(std::string_view name) const;            // by its own name
  const Workflow& get(std::string_view name) const;             // throws std::logic_error when there is none
  const Workflow* first_of(std::string_view collection) const;  // any one: for what they share
  std::vector<const Workflow*> of(std::string_view collection) const;
  // What the command would do can be tried without doing it: it is no secret until it is done.
  bool has_dry_run(std::string_view collection, std::string_view command) const;
  std::vector<std::string> assignees(const Actor& actor) const;  // under which tasks of any collection are the caller's

 private:
  std::vector<std::unique_ptr<Workflow>> all_;
};

}  // namespace engine
