// The words of the engine: case, command, event, reply. Values only; nothing here does anything.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/hash.hpp"

namespace engine {

using Json = std::string;                  // JSON as text, kept byte for byte
using Time = std::chrono::sys_seconds;     // when something was recorded (UTC)
using Date = std::chrono::year_month_day;  // when it took effect (a London day)

// Who asks. `seat` and `category` are empty except for members of a body and for parties.
struct Actor {
  std::string id;
  std::string role;
  std::string name;
  std::string seat;
  std::string category;
  bool operator==(const Actor&) const = default;
};

// What a workflow remembers of a case; only that workflow knows its type.
struct Facts {
  virtual ~Facts() = default;
  std::size_t bytes = 1024;  // estimated size in memory, for cache limits
};

// One thing that moves through a workflow, as far as its events have brought it.
struct Case {
  std::string id;        // the first reference it had: "DP083"
  std::string workflow;  // the rules it follows now: "sec-2019"
  int version = 0;       // the number of its events
  std::string state;     // empty before the first event
  Date effective_on{};   // of its last event
  Time at{};             // of its last event
  std::int64_t seq = 0;  // of its last event
  // Never changed once made, so the writer, replies and readers may share it.
  std::shared_ptr<const Facts> facts;
};

// A request to change one case, or (with an empty `reference`) to open one.
struct Command {
  std::string collection;  // "modifications"
  std::string reference;   // any reference of the case, in any letter case
  std::string name;        // "cast-vote"
  Json body = "{}";
  Actor by;
  std::string request_id;              // unique for each client (by.id); empty: none
  std::string fingerprint;             // of the request with this request_id: another one is Reused
  std::vector<int> expected_versions;  // the one that the sender was looking at, or several; none: whichever it is
  std::optional<Date> default_on;      // effective_on when the body names none; today when this is empty too
  // true: refuse if the case has a later effective date, instead of moving default_on to it
  bool default_stands = false;
  bool dry_run = false;  // only say what it would do
  // By another step, with whose day: if that one lies ahead of the clock, it gives way to today.
  bool brought = false;
  // Part of another command's transaction: if this one is refused, or its case does not exist, it is skipped.
  bool if_possible = false;
};

// Something that happened to a case.
struct Event {
  std::string type;  // "vote-cast"
  Json body;
  std::string from;
  std::string to;
};

// An event as the journal holds it.
struct Entry {
  std::int64_t seq = 0;  // 1, 2, 3 ... without a gap
  std::string case_id;
  std::string workflow;  // the rules that decided it
  int version = 0;       // 1, 2, 3 ... without a gap in its case
  Event event;
  Date effective_on{};
  Time at{};
  Actor by;  // the journal keeps id and role
  std::string request_id;
};

// Whether a case as it is at hand knows of an entry. Who reads a case first and its entries afterwards may find one of
// it that came in between: what such a case hides it cannot say, and it may be a vote.
inline bool knows_of(const Case& current, const Entry& entry) {
  return entry.case_id != current.id || entry.version <= current.version;
}

struct Deadline {
  std::string name;
  Time due;
  auto operator<=>(const Deadline&) const = default;
};

// Something that somebody owes: "seat LS-3 has not voted".
struct Task {
  std::string name;
  std::string assignee;  // a role, a seat ("seat:LS-3") or a party ("party:ID")
  std::optional<Time> due;
  auto operator<=>(const Task&) const = default;
};

// Why a way forward is closed, where the rule stands, and who can cure it.
struct Unmet {
  std::string guard;
  std::string reason;
  std::string clause;
  std::string who;
  bool operator==(const Unmet&) const = default;
};

// One row of the table seen from a case: where it leads and what stands in the way.
struct Option {
  std::string command;
  std::string to;
  std::vector<Unmet> unmet;
  int met = 0;  // how many of its guards hold
};

struct FieldError {
  std::string pointer;  // RFC 6901 into the body; empty: the body as a whole
  std::string detail;
  bool operator==(const FieldError&) const = default;
};

struct Accepted {
  Case after;
  Entry entry;
  bool replayed = false;                   // an earlier request with the same request_id did it
  bool dry_run = false;                    // it would have been; nothing was written
  std::vector<Accepted> brought = {};      // what else it brought about, in order
  bool deadlines_changed = false;          // one of its case came, went or moved
  std::optional<Time> next_deadline = {};  // of its case, if they have changed; nothing: it has none left
  Hash hash{};                             // of its entry in the journal's chain; zeros: not known
};
// `tried`: the rows of this command from this state; empty when it has none here. `possible`: the commands that have
// one.
struct Refused {
  std::string state;
  std::vector<Option> tried;
  std::vector<std::string> possible;
  // If it was a step that the command brings about on another case: which one, and what in the body asked for it.
  std::string of = {};     // a reference
  std::string cause = {};  // a pointer
  bool replayed = false;   // an earlier request with the same request_id was refused, and this is its answer
};
// The role may not send this command. `roles` may; `recorders` may record it for them, saying from what.
struct Forbidden {
  std::vector<std::string> roles;
  std::vector<std::string> recorders = {};
};
struct NotFound {
  std::string what;
};  // a sentence
struct Malformed {
  std::vector<FieldError> errors;
};  // readable but wrong
struct Conflict {
  int version = 0;
};  // the case has moved on; its version as the sender may see it
// The request_id belongs to another request.
struct Reused {
  bool refused = false;  // that one was, as far as is known
};
struct Busy {};    // the queue is full; nothing was done
struct Broken {};  // the journal takes no more writes until a restart
struct Failed {
  std::string why;
};  // a fault of ours in this command alone; for the log, not for the caller
using Reply = std::variant<Accepted, Refused, Forbidden, NotFound, Malformed, Conflict, Reused, Busy, Broken, Failed>;

}  // namespace engine
