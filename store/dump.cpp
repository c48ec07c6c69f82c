// The journal as JSON Lines: for other programs, and for eyes.
#include <algorithm>
#include <ostream>

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "store/digest.hpp"
#include "store/rows.hpp"
#include "store/verify.hpp"

namespace store {
namespace {

// In JSON a raw line break can only stand between values, and a line of ours must not have one.
std::string on_one_line(std::string json) {
  std::replace_if(
      json.begin(), json.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return json;
}

std::string line_of(const engine::Entry& entry, std::string_view hash) {
  std::string line;
  {
    engine::JsonObject object(line);
    object.number("seq", entry.seq);
    object.text("case", entry.case_id);
    object.number("version", entry.version);
    object.text("workflow", entry.workflow);
    object.text("event", entry.event.type);
    object.raw("body", on_one_line(entry.event.body));
    object.text("from", entry.event.from);
    object.text("to", entry.event.to);
    object.text("effective_on", engine::to_text(entry.effective_on));
    object.text("at", engine::to_text(entry.at));
    {
      engine::JsonObject by(object.key("by"));
      by.text("id", entry.by.id);
      by.text("role", entry.by.role);
    }
    object.text_or_null("request_id", entry.request_id);
    object.text("hash", hex(hash));
  }
  return line + "\n";
}

}  // namespace

void dump(const std::filesystem::path& database, std::ostream& out) {
  static const std::string sql = "SELECT" + entry_columns + ", j.hash FROM journal j ORDER BY seq";
  guarded(database, [&] {
    Connection connection(database, Access::Read);
    auto rows = connection.prepare(sql);
    while (out && rows.step()) out << line_of(entry_of(rows, database), rows.view(after_entry_columns));
  });
}

}  // namespace store
