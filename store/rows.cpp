// Reads selected rows of the journal as entries.
#include "store/rows.hpp"

#include "engine/calendar.hpp"
#include "store/fold.hpp"

namespace store {

engine::Entry entry_of(const Running& row, const std::filesystem::path& file) {
  engine::Entry entry;
  entry.seq = row.number(0);
  entry.case_id = row.text(1);
  entry.workflow = row.text(2);
  entry.version = static_cast<int>(row.number(3));
  entry.event = {row.text(4), row.text(5), row.text(6), row.text(7)};
  const auto date = engine::read_date(row.view(8));
  if (!date) throw damaged(file, "entry " + std::to_string(entry.seq) + " has no effective date");
  entry.effective_on = *date;
  entry.at = time_of(row.number(9));
  entry.by.id = row.text(10);
  entry.by.role = row.text(11);
  entry.request_id = row.text(12);
  return entry;
}

std::vector<engine::Entry> entries_of(Running& rows, const std::filesystem::path& file) {
  std::vector<engine::Entry> entries;
  while (rows.step()) entries.push_back(entry_of(rows, file));
  return entries;
}

std::vector<std::string> cases_alike(Connection& connection, std::string_view collection, std::string_view likeness) {
  auto rows = connection.prepare("SELECT case_id FROM likenesses WHERE collection = ? AND likeness = ?");
  rows.with(collection, likeness);
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.text(0));
  return found;
}

std::vector<std::string> cases_mentioning(Connection& connection, std::string_view reference) {
  auto rows = connection.prepare("SELECT case_id FROM mentions WHERE reference = ? ORDER BY case_id");
  rows.with(upper_case(reference));
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.text(0));
  return found;
}

std::vector<engine::Entry> entries_of_case(Connection& connection, std::string_view case_id) {
  static const std::string sql = "SELECT" + entry_columns + "FROM journal j WHERE case_id = ? ORDER BY version";
  auto rows = connection.prepare(sql);
  return entries_of(rows.with(case_id), connection.file());
}

}  // namespace store
