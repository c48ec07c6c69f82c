// A record of a historic register as the command that takes the modification over, with every day of it that is known
// as a step of its own. Pure. What is doubtful is not guessed: it is left out, kept as text, or the record is refused,
// and each doubt says which.
#pragma once

#include <functional>

#include "engine/calendar.hpp"
#include "engine/report.hpp"
#include "workflows/sec/historic/record.hpp"

namespace sec::historic {

enum class DoubtKind {
  refused,        // the record as a whole
  bad_day,        // impossible, ambiguous, unreadable
  contradiction,  // two things that cannot both be
  unknown_word,   // a state, a path, a category that the Code does not have
  unread_text,    // a line of a timeline that no table knows
  not_dated,      // it has no day of its own
  left_out,       // known, but not kept here
};

struct Doubt {
  DoubtKind kind{};
  std::string record;  // its reference, or its place in the file
  std::string field;
  std::string found;
  std::string done;  // a sentence
};

struct Brought {
  std::string record;
  engine::Json raise;  // body of the command that opens the case; empty: refused, as the last doubt says
  int days = 0;        // steps that it brings
  std::vector<Doubt> doubts;
};

// `read_on`: the day on which the register stood so; nothing of it is from later. `calendar`: of this register, for it
// says how far ahead a day may be named.
Brought bring_in(const SourceRecord& record, engine::Date read_on, const engine::Calendar& calendar);

// A release as the register has it: when it went live, or is to.
struct KnownRelease {
  bool is_live = false;
  std::optional<engine::Date> on;
};
using FindRelease = std::function<std::optional<KnownRelease>(const std::string& id)>;
// Where the record tells of another day for a release than the register does.
std::vector<Doubt> doubts_of_releases(const Brought& brought, const FindRelease& find);

// What became of a file of records. `outcomes`: one word each, "imported" or "refused".
struct Outcome {
  std::string record, title, outcome, reason;
  int days = 0;
};
engine::Report doubts_report(const std::string& file, engine::Date read_on, const std::vector<Outcome>& outcomes,
                             const std::vector<Doubt>& doubts);

}  // namespace sec::historic
