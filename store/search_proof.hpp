// Whether the search index says what the journal says. It repairs nothing.
#pragma once

#include <optional>
#include <string>

#include "engine/finding.hpp"
#include "store/folder.hpp"

namespace store {

// The first thing that is missing, strange or altered, as a sentence. Nothing: there is none; or no index, or one that
// the next server makes anew in any case. Cases with entries that are not in it yet are not looked at.
std::optional<std::string> fault_of_search_index(const DataFolder& folder, const engine::Workflows& workflows,
                                                 const engine::Finding& finding, const engine::Reader& reader);

}  // namespace store
