// How a case will stand if nobody does anything: its own deadlines fire, in order, and nothing is written.
#pragma once

#include "engine/ports.hpp"

namespace engine {

struct Foreseen {
  Case then;
  // It goes only so far: what this deadline brings is a secret until it has passed.
  std::optional<Deadline> secret;
};

// From `current`, as it stands at `now`, up to and with `until`, as far as `reader` may know. What a deadline brings
// about on other cases is looked at and thrown away; their own deadlines do not fire.
Foreseen foreseen(const Workflows& workflows, const Reader& journal, Case current, Time now, Time until,
                  const Actor& reader);

}  // namespace engine
