// Checks with doctest, so that what was found is printed beside it.
#include "tests/system/checks.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace outside {

void is_refused_in_one_line(const Ended& end) {
  CAPTURE(end.err);
  CHECK(end.signal == 0);
  CHECK(end.exit_code == 1);
  CHECK(one_line(end.err));
  CHECK(end.err.starts_with("secmp: "));
  CHECK(end.err.find("std::") == std::string::npos);
}

void refused(const Ended& end, const std::string& part) {
  is_refused_in_one_line(end);
  CAPTURE(end.err);
  CAPTURE(part);
  CHECK(end.err.find(part) != std::string::npos);
}

void run_sql(const fs::path& database, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);
  char* wrong = nullptr;
  CAPTURE(sql);
  CHECK(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &wrong) == SQLITE_OK);
  CHECK(wrong == nullptr);
  sqlite3_free(wrong);
  sqlite3_close(handle);
}

mode_t mode_of(const fs::path& path) {
  struct stat found {};
  REQUIRE(::lstat(path.c_str(), &found) == 0);
  return found.st_mode & 07777;
}

}  // namespace outside
