// Any bytes as a historic register: it is refused with a sentence, or each of its records becomes a command whose body
// is read, or has a doubt that says why not.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/body.hpp"
#include "engine/table_workflow.hpp"
#include "engine/text.hpp"
#include "tests/fuzz/holds.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/csv.hpp"
#include "tools/secmp/register_files.hpp"
#include "workflows/all.hpp"
#include "workflows/sec/historic/bring_in.hpp"
#include "workflows/sec/modification/packs.hpp"

namespace {
using fuzz::holds;
using sec::historic::SourceRecord;

bool is_sentence(std::string_view text) { return text.size() > 3 && engine::is_utf8(text); }

const engine::CommandCode& raise() {
  for (const auto& one : sec::modification_code().commands)
    if (one.description.name == "raise") return one;
  std::abort();
}

void becomes_a_command(const SourceRecord& record) {
  static const auto today = std::chrono::year(2026) / 1 / 5;
  const auto brought = sec::historic::bring_in(record, today, workflows::calendar());
  holds(!brought.record.empty(), "a record has a name");
  for (const auto& doubt : brought.doubts) holds(is_sentence(doubt.done), "a doubt says what was done", doubt.field);
  if (brought.raise.empty()) return holds(!brought.doubts.empty(), "what is not brought in is doubted");
  holds(nlohmann::json::accept(brought.raise), "what is brought in is JSON", brought.raise);
  engine::body::Reading reading;
  const auto read = raise().read(*raise().kind, brought.raise, reading);
  for (const auto& error : reading.errors)
    holds(is_sentence(error.detail), "what is wrong with a record is said", error.pointer);
  holds(brought.days > 0, "what is brought in has a day");
}

// Rows that are written again, every field in quotes, are the same rows.
void rows_come_back(std::string_view text) {
  const auto rows = secmp::read_csv(text);
  std::string again;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      again += i == 0 ? "\"" : ",\"";
      for (const char c : row.fields[i]) again += c == '"' ? std::string("\"\"") : std::string(1, c);
      again += '"';
    }
    again += "\r\n";
  }
  const auto others = secmp::read_csv(again);
  holds(others.size() == rows.size(), "there are as many rows when they are read again", again);
  for (std::size_t i = 0; i < rows.size(); ++i)
    holds(others[i].fields == rows[i].fields, "rows come back as they were", again);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    rows_come_back(text);
  } catch (const secmp::BadFile& bad) {
    holds(is_sentence(bad.what()) && std::string_view(bad.what()).starts_with("line "), "a fault has its line",
          bad.what());
  }
  try {
    for (const auto& record : secmp::read_register(text)) {
      holds(!record.place.empty(), "a record has its place in the file");
      holds(record.fault.empty() || is_sentence(record.fault), "a fault has a sentence", record.fault);
      becomes_a_command(record);
    }
  } catch (const secmp::BadFile& bad) {
    holds(is_sentence(bad.what()), "what is no register has a sentence", bad.what());
  }
  return 0;
}
