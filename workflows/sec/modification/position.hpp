// Where a modification stood when it was taken over from an older register, and the days that are known before.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

// A document that a historic register names: public, as the register is.
struct KnownDocument {
  std::string kind;
  std::string title;
  std::optional<std::string> version;
};
BOOST_DESCRIBE_STRUCT(KnownDocument, (), (kind, title, version))

// What a historic register tells of one day of a modification: a milestone, and where it stood from then on.
struct KnownStep {
  std::string code;  // sec-rules 8.3, or one of ours: past_codes.hpp
  std::optional<std::string> text;
  std::optional<std::string> state;  // null: that day says nothing of it
  std::optional<Path> path;
  std::optional<Verdict> outcome;  // of the vote or the determination
  std::optional<Status> status;
  std::optional<bool> urgent;
  std::optional<int> part;
  std::optional<std::string> release;
  std::optional<Date> planned_on;                       // of its implementation
  std::optional<bool> undated;                          // true: so it stood on that day; since when is not known
  std::optional<std::vector<KnownDocument>> documents;  // that it had by then
};
BOOST_DESCRIBE_STRUCT(KnownStep, (),
                      (code, text, state, path, outcome, status, urgent, part, release, planned_on, undated, documents))

struct KnownDay : KnownStep {
  Date on{};
};
BOOST_DESCRIBE_STRUCT(KnownDay, (KnownStep), (on))

// Where a modification stands that is taken over from an older register: without its past, or with those days of it
// that are known.
struct TakenPosition {
  std::string state;
  std::optional<Path> path;
  std::optional<int> round;
  Date as_of{};
  std::string source;
  std::optional<Verdict> decision;  // what was decided, if that may still be referred
  std::optional<Time> window_ends;  // until when it may be referred
  std::vector<KnownDay> history;    // from `as_of` on, in their order: each becomes a step of its own
  std::optional<std::vector<PlannedPart>> implementation;  // its parts, as far as they are known
};
BOOST_DESCRIBE_STRUCT(TakenPosition, (),
                      (state, path, round, as_of, source, decision, window_ends, history, implementation))

// `at`: where the step is in the body.
void check_known_step(const KnownStep& step, const std::string& at, engine::body::Reading& reading);
// The days that are known, in their order, none before the position or after today.
// What is kept as text says nothing of when it happened; all else happened after the raising.
void check_history(const TakenPosition& position, const std::optional<Date>& raised_on, Date today,
                   engine::body::Reading& reading);

}  // namespace sec
