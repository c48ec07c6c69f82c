// What somebody who has signed in has just done to a case, and what they may do next, for its page.
#pragma once

#include "api/routes/page.hpp"
#include "api/routes/representation.hpp"

namespace api {

// "Vote opened, on Monday 18 March 2019."; empty: that entry is no step of this case, or not theirs to see.
std::string done_by(const Read& read, const Call& call, const engine::Case& current, std::int64_t seq);
// Each command that nothing stands in the way of, of a case as it is now.
std::vector<std::string> open_to(const Read& read, const Call& call, const FoundCase& found,
                                 const engine::Calendar& calendar);

}  // namespace api
