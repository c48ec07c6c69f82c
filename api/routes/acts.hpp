// What somebody who has signed in has just done to a case, and what they may do next, for its page.
#pragma once

#include "api/routes/page.hpp"

namespace api {

// "Vote opened, on Monday 18 March 2019."; empty: that entry is no step of this case, or not theirs to see.
std::string done_by(const Read& read, const Call& call, const engine::Case& current, std::int64_t seq);
// Each command that nothing stands in the way of. The case is the first argument of the call.
std::vector<std::string> open_to(const Read& read, const Call& call, const std::string& collection);

}  // namespace api
