// The events of all cases, or of one, as a stream (server-sent events), as far as one caller may see them.
#pragma once

#include "api/routes/context.hpp"

namespace api {

struct EventStream {
  engine::Actor by;
  Sharer sharer;                       // on whose account it is
  std::string authorization;           // the header that it was opened with; empty: none
  std::int64_t after = 0;              // number of the last entry that was looked at, shown or not
  std::optional<std::string> case_id;  // of this case alone
  std::string opening;                 // comes before everything else
};

struct Portion {
  std::string text;   // empty: nothing to show among the entries that were looked at
  bool last = false;  // the stream ends after it
};

// Entries after stream.after, at most a portion; moves stream.after. The last one when the caller's token is no longer
// what it was. Query threads only, one at a time for each stream.
Portion next_portion(const Read& read, EventStream& stream);

// What a client reads that cannot be told more: why, and how to come back.
std::string stream_ended(std::string_view why);

}  // namespace api
