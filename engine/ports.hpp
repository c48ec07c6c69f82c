// What the engine needs from outside: a journal to write, a reader of snapshots, a clock.
#pragma once

#include <functional>

#include "engine/workflow.hpp"

namespace engine {

// Everything that one accepted command changes. It is written whole or not at all.
struct Change {
  Entry entry;
  Time remembered_at{};  // from when on its request is; never before the entry
  std::string collection;
  std::string workflow_after;  // the rules that the case follows from now on
  Projection after;
  bool deadlines_changed = true;             // false: as they were, leave them alone
  std::vector<Deadline> deadlines_before{};  // if they have changed
  bool references_changed = true;
  bool summary_changed = true;  // it, or where the case stands in lists
  bool mentions_changed = true;
  std::vector<Task> tasks_gone;
  std::vector<Task> tasks_new;
  int brought = 0;  // how many changes that its command brings about follow it at once
  Hash hash{};      // of the entry in the journal's chain, once it is appended; zeros: this journal has no chain
};

// What an earlier request with the same request_id came to.
struct Outcome {
  std::string fingerprint;
  std::string case_id;
  std::int64_t seq = 0;  // its entry; 0: it was refused
  Json refusal;          // as remembered with remember_refusal()
  int brought = 0;       // how many entries that it brought about follow its own
  bool altered = false;  // somebody has changed it since: nothing of it is to be believed
};

// One transaction on the journal. Destroyed without commit(), it leaves no trace.
class Batch {
 public:
  virtual ~Batch() = default;
  virtual std::optional<std::string> case_of(std::string_view collection, std::string_view reference) = 0;
  // The cases whose references have or had that likeness, in the order of their ids.
  virtual std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) = 0;
  // As Numbers::highest.
  virtual std::optional<std::string> highest_likeness(std::string_view collection, std::string_view above,
                                                      std::string_view up_to) = 0;
  virtual std::vector<Entry> entries(std::string_view case_id) = 0;  // all of a case, oldest first
  // The cases that have a deadline after an instant, each once.
  virtual std::vector<std::string> cases_with_deadlines(Time after) = 0;
  // Those that mention a reference, each once.
  virtual std::vector<std::string> cases_mentioning(std::string_view reference) = 0;
  virtual int last_number(std::string_view series) = 0;  // 0: none given yet
  virtual std::optional<Outcome> outcome_of(std::string_view client, std::string_view request_id) = 0;
  virtual std::optional<Entry> entry(std::int64_t seq) = 0;
  // Sets entry.seq and hash. Sees and follows what this batch has appended before.
  virtual void append(Change& change, std::string_view fingerprint) = 0;
  virtual void remember_refusal(const Command& command, std::string_view case_id, const Json& refusal, Time at) = 0;
  virtual void commit() = 0;  // returns when the batch is on disk
};

class Journal {
 public:
  virtual ~Journal() = default;
  virtual std::unique_ptr<Batch> begin() = 0;
  // Nothing to do just now: time for a checkpoint, and to forget requests that are old by then.
  virtual void idle(Time now) = 0;
};

// Both empty: as it is now. They select a prefix of the events of a case.
struct AsAt {
  std::optional<Date> effective;
  std::optional<Time> known;
  bool now() const { return !effective && !known; }
};

struct Filter {
  std::vector<std::pair<std::string, std::string>> equal;  // field of the summary, value
  std::string text;                                        // contained in any text field, letter case aside
  std::string sort = "ref";                                // a field of the summary; "-field" turns the order round
  // Pages after the first are as the journal had it at this entry: one that whoever reads them can see, since their
  // cursors say it. Nothing: the newest there is.
  std::optional<std::int64_t> pages_as_at = {};
  // The ids of all cases of today that `text` finds, if somebody has looked them up: it finds no other ones then.
  std::optional<std::vector<std::string>> found = {};
};

struct Page {
  std::vector<Json> items;          // Projection::summary
  std::optional<std::string> next;  // cursor of the next page
};

struct DueDeadline {
  std::string collection;
  std::string case_id;
  Deadline deadline;
  int version = 0;
};

struct OpenTask {
  std::string collection;
  std::string case_id;
  std::string reference;
  Task task;
};

struct Recorded {
  std::string case_id;
  Time at{};  // when its last entry was
};

// An entry with its hash in the journal's chain; zeros: this journal has no chain.
struct Link {
  Entry entry;
  Hash hash{};
};

// Snapshots of what is on disk. Any thread; never waits for the writer.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::optional<std::string> case_of(std::string_view collection, std::string_view reference) const = 0;
  virtual std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) const = 0;
  virtual std::optional<std::string> collection_of(std::string_view case_id) const = 0;
  // Entries of a case with version > after, oldest first, at most `limit` (0: all).
  virtual std::vector<Entry> entries(std::string_view case_id, const AsAt& as_at, int after = 0,
                                     int limit = 0) const = 0;
  // Entries of all cases with seq > after, in order.
  virtual std::vector<Entry> journal(std::int64_t after, int limit) const = 0;
  virtual std::int64_t last_seq() const = 0;
  // Entries of all cases that were recorded at `instant` or before, with seq < before, the newest first.
  virtual std::vector<Link> recorded_by(Time instant, std::int64_t before, int limit) const = 0;
  // Throws std::invalid_argument for a cursor that is not one of ours. `sort` and fields are checked by the caller.
  virtual Page list(std::string_view collection, const Filter& filter, const AsAt& as_at, int limit,
                    std::string_view cursor) const = 0;
  virtual std::vector<Listed> summaries(std::string_view collection, const AsAt& as_at) const = 0;  // all, by place
  virtual std::vector<Entry> effective_between(std::string_view collection, Date after, const AsAt& until) const = 0;
  // Those of them that led into another state, openings too.
  virtual std::vector<Entry> moves_between(std::string_view collection, Date after, const AsAt& until) const = 0;
  virtual std::vector<OpenTask> tasks(
      const std::vector<std::string>& assignees) const = 0;               // soonest first; of nobody named: none
  virtual std::vector<DueDeadline> due(Time until, int limit) const = 0;  // soonest first
  virtual std::optional<Time> next_due() const = 0;
  // Those that mention a reference now, each once.
  virtual std::vector<std::string> cases_mentioning(std::string_view reference) const = 0;
  // The cases whose last entry was recorded after an instant, the latest first.
  virtual std::vector<Recorded> recorded_after(Time instant, int limit) const = 0;
};

using Clock = std::function<Time()>;

// Who holds a token that is good now. May be called on the writer thread for every batch, so it has to be quick;
// nullptr: it is not known.
using Holders = std::function<std::shared_ptr<const std::vector<Actor>>()>;

}  // namespace engine
