// The function `holds_text(json, needle)` for SQL. It finds; it does not rank.
#pragma once

namespace SQLite {
class Database;
}

namespace store {

void add_search(SQLite::Database& database);

}  // namespace store
