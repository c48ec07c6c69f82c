// A folder of an older program comes up to date by itself, and whoever started the program hears of it.
#pragma once

#include <memory>

#include "engine/workflow.hpp"
#include "store/folder.hpp"

namespace secmp {

// For who holds the lock: a bar on a terminal while it is done, and a line in the log.
store::DataFolder& up_to_date(store::DataFolder& folder, const engine::Workflows& workflows);

// For who only reads. If the folder is not up to date, it is made so first; if another process holds it or it may not
// be written, throws store::Refusal, which says to start a server on it.
std::unique_ptr<store::DataFolder> open_to_read(const std::string& data, const engine::Workflows& workflows);

}  // namespace secmp
