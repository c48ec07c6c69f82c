// Follows the hash chain through a journal, from its first entry or at its end, and looks at the pages of its file.
#pragma once

#include "store/verify.hpp"

namespace store {

class Connection;

// The entries up to one, or to the first whose hash does not hold. `holds` is given each that does. Counts no
// cases.
Verified follow_chain(Connection& connection, std::int64_t up_to,
                      const std::function<void(const engine::Entry& entry)>& holds);

// Pages, indexes and types, as SQLite knows them: a sentence; nothing: they are well.
std::optional<std::string> fault_of_file(Connection& connection);

}  // namespace store
