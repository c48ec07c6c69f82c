// The schema as numbered steps, each applied once. What the tables mean is said where they are written and read.
#pragma once

#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace store {

inline constexpr int our_application_id = 0x5345434d;  // what makes a database ours, and not somebody else's

// Step n brings version n - 1 to version n. Never edited once released: a change is a new step.
const std::vector<std::string_view>& migrations();

inline constexpr int first_version_with_seals = 5;  // of requests and of the clock

int schema_version(SQLite::Database& database);
// All missing steps in one transaction: after a crash, or a step that fails, it is the version that it was.
void migrate(SQLite::Database& database, const std::vector<std::string_view>& steps = migrations());

}  // namespace store
