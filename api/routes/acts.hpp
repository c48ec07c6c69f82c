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
// As the rules list them, which is as a life takes them.
std::vector<std::string> in_their_order(const Read& read, const engine::Workflow& rules,
                                        const std::vector<std::string>& open);
// To the form of a command of a case at `address`. Whoever is consulted, and whoever votes, has a page of their own;
// nothing: they have none now.
std::optional<pages::Link> link_to(const Read& read, const Call& call, const engine::Case& current,
                                   const std::string& command, const std::string& address);
// To what founds another case of a collection, for who may; else none.
std::vector<pages::Link> opening_of(const Read& read, const Call& call, const std::string& collection,
                                    const std::string& command);

}  // namespace api
