// A whole data folder as one file, made while others write to it.
#pragma once

#include <filesystem>

#include "store/folder.hpp"
#include "store/head.hpp"

namespace store {

class Connection;

// The file is a database: one snapshot of the register, and a table with every other file of the folder (tokens, and
// whatever else lies in it), so that SQLite itself keeps both together and whole. On disk under its name when this
// returns; never half of it, and never over a file that is there. Readable for its owner alone.
struct BackedUp {
  int files = 0;  // beside the register
  Head head;      // of the journal in it; the file says it, too, so that a restore knows whether all of it is there
};
BackedUp backup(const std::filesystem::path& folder, const std::filesystem::path& file);

// One snapshot of the register alone into a file that is missing or empty.
void copy_register(const std::filesystem::path& database, const std::filesystem::path& file);
void copy_register(Connection& from, const std::filesystem::path& file);  // faults as SQLite has them

// The tables that a backup has beside those of the register.
inline constexpr const char* drop_files =
    "DROP TABLE IF EXISTS backup_files; DROP TABLE IF EXISTS backup_parts; DROP TABLE IF EXISTS backup_head";

}  // namespace store
