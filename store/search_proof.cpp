// Gathers the texts of every case anew, and compares them and their letters with the index.
#include "store/search_proof.hpp"

#include <set>

#include "engine/grow.hpp"
#include "store/search_index.hpp"
#include "store/search_rows.hpp"
#include "store/up_to_date.hpp"

namespace store {
namespace {

constexpr std::size_t words_looked_up = 4;  // of a text

bool has_letters(Connection& connection, const engine::Passage& one, std::int64_t id) {
  auto words = engine::words_in(one.text);
  if (words.size() > words_looked_up) words.resize(words_looked_up);
  const auto asked = question(words);
  if (asked.empty()) return true;
  const auto table = letters_of(lowest_reader(one.readers));
  auto rows = connection.prepare("SELECT 1 FROM " + table + " WHERE " + table + " MATCH ? AND rowid = ?");
  return rows.with(asked, id).step();
}

std::optional<std::string> fault_of_case(Connection& connection, const engine::Case& current,
                                         const engine::Workflow& rules, std::vector<engine::Passage> passages) {
  std::set<PassageKey> wanted;
  for (const auto& one : passages) wanted.insert(key_of(one));
  for (const auto& [id, one] : passages_of(connection, current.id)) {
    const auto found = wanted.find(key_of(one));
    if (found == wanted.end())
      return "the search index has a text of " + current.id + " that the journal does not give";
    if (!has_letters(connection, one, id)) return "the search index has lost letters of a text of " + current.id;
    wanted.erase(found);
  }
  if (!wanted.empty()) return "the search index lacks a text of " + current.id;
  auto row = connection.prepare("SELECT collection, summary FROM cases WHERE id = ?");
  if (row.with(current.id).step() && row.view(0) == rules.collection() && row.view(1) == rules.listing(current).summary)
    return std::nullopt;
  return "the search index does not say how " + current.id + " stands";
}

std::optional<std::string> fault_of(Connection& index, const DataFolder& folder, const engine::Workflows& workflows,
                                    const engine::Finding& finding, const engine::Reader& reader) {
  Connection journal(folder.database(), Access::Read);
  index.exec("BEGIN");
  // A server that ended while it made the file has put nothing in it yet: the next one begins anew.
  if (!index.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").step()) return std::nullopt;
  if (index.meta("made_by") != projections_code()) return std::nullopt;
  const std::int64_t up_to = std::stoll(index.meta("up_to").value_or("0"));
  auto cases = journal.prepare("SELECT id FROM cases WHERE seq <= ? ORDER BY id");
  cases.with(up_to);
  while (cases.step()) {
    const auto entries = reader.entries(cases.view(0), {});
    if (entries.back().seq > up_to) continue;  // written meanwhile
    const auto current = engine::case_from(workflows, entries);
    const auto& rules = workflows.get(current.workflow);
    auto fault = fault_of_case(index, current, rules,
                               engine::passages(finding, rules, current, entries, engine::everybody(finding)));
    if (fault) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of_search_index(const DataFolder& folder, const engine::Workflows& workflows,
                                                 const engine::Finding& finding, const engine::Reader& reader) {
  const auto file = folder.path() / search_file;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  try {
    Connection index(file, Access::Read);
    return fault_of(index, folder, workflows, finding, reader);
  } catch (const SQLite::Exception& fault) {
    return std::string("the search index cannot be read (") + fault.what() + ")";
  }
}

}  // namespace store
