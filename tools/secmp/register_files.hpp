// Files that a historic register comes in, as records.
#pragma once

#include <string_view>

#include "workflows/sec/historic/record.hpp"

namespace secmp {

// Its first character says which: JSON (a list of records), or CSV with a header line. Throws BadFile with a
// sentence for what is neither; a single record of a wrong shape carries its fault.
std::vector<sec::historic::SourceRecord> read_register(std::string_view text);

}  // namespace secmp
