// Makes the schema anew in memory, and compares.
#include "store/schema.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "store/connection.hpp"
#include "store/migrations.hpp"

namespace store {
namespace {

// "trigger journal_has_no_gap" to the text that made it; that is empty for what SQLite makes by itself.
using Parts = std::map<std::string, std::string>;

Parts parts_of(SQLite::Database& database) {
  SQLite::Statement rows(database, "SELECT type || ' ' || name, ifnull(sql, '') FROM sqlite_master");
  Parts parts;
  while (rows.executeStep()) parts.emplace(rows.getColumn(0).getString(), rows.getColumn(1).getString());
  return parts;
}

Parts made_anew(int version) {
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE);
  const auto& all = migrations();
  migrate(fresh, {all.begin(), all.begin() + std::clamp(version, 0, static_cast<int>(all.size()))});
  return parts_of(fresh);
}

// Made once for each version.
Parts parts_of_version(int version) {
  static std::mutex mutex;
  static std::map<int, Parts> known;
  const std::scoped_lock hold(mutex);
  if (!known.contains(version)) known.emplace(version, made_anew(version));
  return known.at(version);
}

// SQLite names the indexes that it makes by itself after their tables.
bool is_of_backup(const std::string& name) {
  for (const std::string table : {"backup_files", "backup_parts", "backup_head"})
    if (name == "table " + table || name == "index sqlite_autoindex_" + table + "_1") return true;
  return false;
}

std::optional<std::string> fault_of_part(const Parts& found, const std::string& name, const std::string& sql) {
  const auto there = found.find(name);
  if (there == found.end()) return "the " + name + " is missing";
  if (there->second != sql) return "the " + name + " is not as this program makes it";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of_tables(Connection& connection) {
  const auto expected = parts_of_version(schema_version(connection.database()));
  const auto found = parts_of(connection.database());
  for (const auto& [name, sql] : expected)
    if (auto fault = name.starts_with("table ") ? fault_of_part(found, name, sql) : std::nullopt) return fault;
  return std::nullopt;
}

std::optional<std::string> fault_of_schema(Connection& connection, Strange strange) {
  const auto expected = parts_of_version(schema_version(connection.database()));
  const auto found = parts_of(connection.database());
  for (const auto& [name, sql] : expected)
    if (auto fault = fault_of_part(found, name, sql)) return fault;
  for (const auto& [name, _] : found)
    if (!expected.contains(name) && !is_of_backup(name) &&
        (strange == Strange::anything || name.starts_with("trigger ")))
      return "the " + name + " is none of this program's";
  return std::nullopt;
}

}  // namespace store
