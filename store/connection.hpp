// One SQLite connection, opened as the data folder needs it, with its prepared statements. It knows no table.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/folder.hpp"

namespace store {

struct Blob {
  std::string_view bytes;
};

// A prepared statement at work: bound, stepped through, and reset when this goes out of scope.
class Running {
 public:
  explicit Running(SQLite::Statement& statement) : statement_(statement) {}
  ~Running() { statement_.tryReset(); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // ?1, ?2 ... A text that has a name is not copied: it must outlive the last step().
  template <class... Values>
  Running& with(Values&&... values) {
    bound_ = 0;
    (bind(std::forward<Values>(values)), ...);
    return *this;
  }
  template <class Value>
  Running& also(Value&& value) {  // the one after those bound so far
    bind(std::forward<Value>(value));
    return *this;
  }
  bool step() { return statement_.executeStep(); }
  int run() { return statement_.exec(); }  // for what gives no rows; how many it changed

  bool null(int column) const { return statement_.getColumn(column).isNull(); }
  std::int64_t number(int column) const { return statement_.getColumn(column).getInt64(); }
  double real(int column) const { return statement_.getColumn(column).getDouble(); }
  int type(int column) const { return statement_.getColumn(column).getType(); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }  // of a blob: its bytes
  std::string_view view(int column) const;                                                 // until the next step

 private:
  void bind(std::int64_t value) { statement_.bind(++bound_, value); }
  void bind(int value) { statement_.bind(++bound_, value); }
  void bind(double value) { statement_.bind(++bound_, value); }
  void bind(const std::string& value) { statement_.bindNoCopy(++bound_, value); }
  void bind(std::string&& value) { statement_.bind(++bound_, value); }
  void bind(std::string_view value) { statement_.bind(++bound_, std::string(value)); }
  void bind(const char* value) { statement_.bind(++bound_, value); }
  void bind(Blob value) { statement_.bind(++bound_, value.bytes.data(), static_cast<int>(value.bytes.size())); }
  void bind(std::nullopt_t) { statement_.bind(++bound_); }

  SQLite::Statement& statement_;
  int bound_ = 0;
};

// One thread at a time. A reader never writes, never checkpoints and maps no memory; the writer checkpoints only
// when its owner calls for it.
class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access);

  SQLite::Database& database() { return database_; }
  // Prepared once for the life of the connection. Not twice at the same time for the same text.
  Running prepare(const std::string& sql) { return Running(kept(by_text_[sql], sql.c_str())); }
  template <std::size_t size>
  Running prepare(const char (&sql)[size]) {
    return Running(kept(literals_[sql], sql));
  }  // found by its address
  void exec(const char* sql) { database_.exec(sql); }
  std::int64_t number(const std::string& sql);             // the first column of the first row; 0 when there is none
  std::optional<std::string> meta(std::string_view name);  // nothing: never set

  std::mutex& mutex() { return mutex_; }  // for those who share the connection of the writer
  const std::filesystem::path& file() const { return file_; }

 private:
  SQLite::Statement& kept(std::unique_ptr<SQLite::Statement>& place, const char* sql);

  const std::filesystem::path file_;
  SQLite::Database database_;
  std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> by_text_;
  std::unordered_map<const void*, std::unique_ptr<SQLite::Statement>> literals_;
  std::mutex mutex_;
};

// For who goes through a database as a whole: pages that are met again are kept, up to so many KiB.
inline constexpr const char* room_for_the_whole = "PRAGMA cache_size=-200000";
// What a writer has otherwise; what it kept beyond that is given back.
inline constexpr const char* room_of_a_writer = "PRAGMA cache_size=-16000; PRAGMA shrink_memory";

// What to do if a data folder is damaged, as the end of a sentence.
std::string how_to_restore(const std::filesystem::path& folder);
// A fault of SQLite as one sentence that names the file and says what to do.
Refusal refusal_of(const SQLite::Exception& fault, const std::filesystem::path& file);
Refusal damaged(const std::filesystem::path& file, std::string_view what);

// Runs `work`; a fault of SQLite in it comes out as a Refusal.
template <class Work>
auto guarded(const std::filesystem::path& file, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& fault) {
    throw refusal_of(fault, file);
  }
}

}  // namespace store
