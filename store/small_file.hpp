// Small SQLite files beside the register: tokens, sessions, who has uploaded what. Of secrets they hold hashes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace SQLite {
class Database;
}

namespace store {

// Which file it is: others are left alone.
struct SmallFile {
  int application_id = 0;
  const char* table = "";   // that it has once it is made
  const char* schema = "";  // SQL that makes it
  const char* holds = "";   // "tokens"
};

// For a change; made if it is not there, for its owner alone. Waits so long for others. Throws Refusal for a file of
// something else, SQLite::Exception otherwise.
SQLite::Database open_small_file(const std::filesystem::path& file, const SmallFile& kind, int patience_ms);
int application_id_of(SQLite::Database& database);

// What is kept of a secret of 32 random bytes: SHA-256 of it.
std::string hash_of_secret(std::string_view secret);

}  // namespace store
