// The days on which entries took effect, in order, so that a report finds those of some weeks. The database writes them
// by itself, a run of entries at a time: an index that grew with each entry would cost each of them a page on disk.
#pragma once

#include <optional>
#include <string>

namespace store {

class Connection;

// What came after the last whole run is looked through. Another number is another step of the schema.
constexpr int entries_of_a_run = 256;

// The step of the schema that makes the table `days`, fills it, and has it kept up with the journal.
const std::string& table_of_days();

// The entries of some days by their seq: all, or those that led into another state. Parameters: the day before the
// first of them, the last of them.
enum class Steps { all, moves };
std::string entries_by_day(Steps which);

// Says which row is not as the journal has it, or that some are missing.
std::optional<std::string> wrong_days(Connection& connection);
// The same of the first and the newest entries alone: of a table that was emptied, or cut off, it says so.
std::optional<std::string> lost_days(Connection& connection);
// Makes all rows anew; if that fails, they stay as they are, and wrong_days() says so.
void refill_days(Connection& connection);
// In the transaction of who asks. Throws what SQLite throws.
void make_days_anew(Connection& connection);

}  // namespace store
