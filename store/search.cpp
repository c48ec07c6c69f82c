// Registers `holds_text` with a connection of SQLite.
#include "store/search.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "store/fold.hpp"

namespace store {
namespace {

std::string_view text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr ? std::string_view{}
                         : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

// No exception may pass through SQLite's own frames.
void search(sqlite3_context* context, int, sqlite3_value** values) {
  try {
    sqlite3_result_int(context, holds_text(text_of(values[0]), text_of(values[1])) ? 1 : 0);
  } catch (const std::exception&) {
    sqlite3_result_error_nomem(context);
  }
}

}  // namespace

void add_search(SQLite::Database& database) {
  database.createFunction("holds_text", 2, true, nullptr, &search, nullptr, nullptr, nullptr);
}

}  // namespace store
