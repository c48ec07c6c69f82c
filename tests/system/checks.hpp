// What several tests of the program check or do alike: refusals in one line, modes of files, statements in a database.
#pragma once

#include <sys/types.h>

#include "tests/system/program.hpp"

namespace outside {

// Refused with one clear line: it names the program and is not a fault of it.
void is_refused_in_one_line(const Ended& end);
// So, and `part` is in that line: a refusal for another reason is found.
void refused(const Ended& end, const std::string& part);

// Changes a database as anybody could who has SQLite and the file.
void run_sql(const fs::path& database, const std::string& sql);

// Who may do what with a file, of a link with the link itself.
mode_t mode_of(const fs::path& path);

}  // namespace outside
