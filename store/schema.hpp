// Whether the tables, indexes and triggers of a database are those that this program makes.
#pragma once

#include <optional>
#include <string>

namespace store {

class Connection;

// What nobody but this program makes there: of everything, or of what runs by itself when something is written.
enum class Strange { anything, triggers };

// The first one that is missing, strange or altered, as a sentence; nothing: all are as the schema of this database's
// version has them. Those of a backup are known.
std::optional<std::string> fault_of_schema(Connection& connection, Strange strange);
// The first table that is missing or has other columns. Who asks such a one would hear of SQLite's words.
std::optional<std::string> fault_of_tables(Connection& connection);

}  // namespace store
