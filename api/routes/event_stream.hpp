// The events of all cases as one stream (server-sent events), as far as one caller may see them.
#pragma once

#include "api/routes/context.hpp"

namespace api {

struct EventStream {
  engine::Actor by;
  std::int64_t after = 0;  // number of the last entry that was looked at, shown or not
};

// Entries after stream.after as text, at most a portion; moves stream.after. Empty: nothing to show among those looked
// at. Query threads only, one at a time for each stream.
std::string next_portion(const Read& read, EventStream& stream);

}  // namespace api
