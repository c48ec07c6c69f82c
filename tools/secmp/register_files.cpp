// What registers call their columns and fields, as CSV and as JSON, and how a record is read out of either.
#include "tools/secmp/register_files.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "engine/blanks.hpp"
#include "engine/text.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/csv.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/modification/past_codes.hpp"

namespace secmp {

namespace {
using Dom = nlohmann::json;
using sec::historic::SourceDay;
using sec::historic::SourceRecord;

struct Field {
  std::string_view name;
  std::string SourceRecord::*into;
};
// Of both forms.
constexpr Field fields[] = {
    {"ref", &SourceRecord::ref},
    {"title", &SourceRecord::title},
    {"code", &SourceRecord::code},
    {"proposer_type", &SourceRecord::proposer_type},
    {"proposer_category", &SourceRecord::proposer_category},
    {"raised", &SourceRecord::raised},
    {"path", &SourceRecord::path},
    {"urgent", &SourceRecord::urgent},
    {"release", &SourceRecord::release},
    {"implementation_date", &SourceRecord::implementation_date},
    {"status", &SourceRecord::status},
    {"outcome", &SourceRecord::outcome},
};
constexpr Field csv_fields[] = {
    {"proposer", &SourceRecord::proposer},
    {"problem", &SourceRecord::problem},
    {"note", &SourceRecord::note},
    {"source", &SourceRecord::source},
};
constexpr Field json_fields[] = {
    {"proposer_org", &SourceRecord::proposer},
    {"summary", &SourceRecord::problem},
    {"notes", &SourceRecord::note},
    {"source_url", &SourceRecord::source},
};

template <std::size_t N>
const Field* find(const Field (&among)[N], std::string_view name) {
  const auto* found =
      std::find_if(std::begin(among), std::end(among), [&](const auto& one) { return one.name == name; });
  return found == std::end(among) ? nullptr : found;
}

std::string trimmed(std::string_view text) { return std::string(engine::without_blanks(text)); }

// What a cell says: trimmed, and nothing if it says by a dash, or in so many letters, that there is nothing.
std::string said(std::string_view cell) {
  auto text = trimmed(cell);
  const auto word = sec::historic::plain_words(text);  // of dashes it leaves nothing
  return word.empty() || word == "n/a" ? std::string() : text;
}

std::vector<std::string> split(std::string_view text, std::string_view at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(at), text.size());
    if (auto part = trimmed(text.substr(0, end)); !part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Registers as CSV.

// "pa_requested" for PA_REQUESTED; empty: it is no milestone's column.
std::string milestone_of(std::string_view column) {
  auto code = engine::upper(column);
  return sec::historic::is_code(code) ? code : std::string();
}

constexpr std::string_view lists[] = {"milestones", "parties_impacted", "documents_affected", "modification_documents",
                                      "votes"};

// What other registers call them.
constexpr std::pair<std::string_view, std::string_view> synonyms[] = {
    {"reference", "ref"},
    {"ref_no", "ref"},
    {"reference_number", "ref"},
    {"reference_no", "ref"},
    {"number", "ref"},
    {"modification_number", "ref"},
    {"modification_reference", "ref"},
    {"mod_number", "ref"},
    {"mod_ref", "ref"},
    {"modification_title", "title"},
    {"proposed_by", "proposer"},
    {"proposer_party_category", "proposer_category"},
    {"party_category", "proposer_category"},
    {"date_raised", "raised"},
    {"raised_on", "raised"},
    {"raised_date", "raised"},
    {"stage", "status"},
    {"state", "status"},
    {"current_status", "status"},
    {"urgency", "urgent"},
    {"modification_path", "path"},
    {"governance_path", "path"},
    {"target_release", "release"},
    {"date_implemented", "implementation_date"},
    {"final_decision", "outcome"},
    {"parties", "parties_impacted"},
    {"impacted_parties", "parties_impacted"},
    {"affected_parties", "parties_impacted"},
    {"documents", "documents_affected"},
    {"impacted_documents", "documents_affected"},
    {"affected_documents", "documents_affected"},
    {"papers", "modification_documents"},
    {"change_board_votes", "votes"},
    {"notes", "note"},
    {"comments", "note"},
    {"description", "problem"},
    {"issue", "problem"},
};

// How names are compared, however the file writes them: "Date Raised" as "date_raised".
std::string joined_words(std::string_view written) {
  auto name = sec::historic::plain_words(written);
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

// What it is called here: "Ref" is "ref", and what only JSON registers call so, like "summary", is the column of that
// field. Empty: it is no column.
std::string column_called(std::string_view written) {
  const auto name = joined_words(written);
  if (const auto* other = find(json_fields, name))
    for (const auto& field : csv_fields)
      if (field.into == other->into) return std::string(field.name);
  const bool known = find(fields, name) != nullptr || find(csv_fields, name) != nullptr ||
                     std::find(std::begin(lists), std::end(lists), name) != std::end(lists) ||
                     !milestone_of(name).empty();
  return known ? name : "";
}

std::string column_names() {
  std::vector<std::string_view> names;
  for (const auto& field : fields) names.push_back(field.name);
  for (const auto& field : csv_fields) names.push_back(field.name);
  names.insert(names.end(), std::begin(lists), std::end(lists));
  return fmt::format("{}, or the code of a milestone, as cb_vote", fmt::join(names, ", "));
}

std::string synonym(std::string_view written) {
  const auto name = joined_words(written);
  for (const auto& [other, ours] : synonyms)
    if (other == name) return std::string(ours);
  return "";
}

struct Column {
  std::string name;     // as it is called here; empty: nobody knows it, or another is called so already
  std::string written;  // in the file; empty: it has no name
};

// Names of our own first: a synonym of one that is there is another column.
std::vector<Column> called_here(const std::vector<std::string>& written,
                                const std::function<std::string(std::string_view)>& own) {
  std::vector<Column> columns;
  const auto once = [&](std::string name) {
    const bool there = std::any_of(columns.begin(), columns.end(), [&](const auto& one) { return one.name == name; });
    return there ? std::string() : name;
  };
  for (const auto& one : written) columns.push_back({once(own(one)), trimmed(one)});
  for (auto& column : columns)
    if (column.name.empty()) column.name = once(synonym(column.written));
  return columns;
}

std::vector<Column> columns_of(const CsvRow& header) {
  auto columns = called_here(header.fields, column_called);
  for (const auto& column : columns)
    if (const auto name = column.name.empty() ? column_called(column.written) : std::string(); !name.empty())
      throw BadFile(fmt::format("line 1: the column '{}' stands there twice", name));
  if (std::none_of(columns.begin(), columns.end(), [](const auto& one) { return one.name == "ref"; }))
    throw BadFile(fmt::format("line 1: there is no column 'ref', nor one called Reference or Number; columns are: {}",
                              column_names()));
  return columns;
}

// "2021-04-21;Change Board;approve".
void put_vote(SourceRecord& record, const std::string& line) {
  const auto parts = split(line, ";");
  if (parts.size() != 3) record.fault = fmt::format("votes: '{}' is not DATE;BODY;OUTCOME", line);
  else record.votes.push_back({parts[1], parts[0], parts[2]});
}

void put(SourceRecord& record, const std::string& column, const std::string& value) {
  if (const auto* field = find(fields, column)) record.*field->into = value;
  else if (const auto* own = find(csv_fields, column)) record.*own->into = value;
  else if (column == "parties_impacted") record.parties = split(value, "|\n");
  else if (column == "documents_affected") record.documents = split(value, "|\n");
  else if (column == "modification_documents") record.papers = split(value, "|\n");
  else if (column == "votes")
    for (const auto& line : split(value, "|\n")) put_vote(record, line);
  else if (column != "milestones") record.days.push_back({value, "", milestone_of(column)});
  else
    for (const auto& line : split(value, "|\n")) {
      const auto semicolon = line.find(';');
      if (semicolon == std::string::npos) record.fault = fmt::format("milestones: '{}' is not DATE;TEXT", line);
      else record.days.push_back({trimmed(line.substr(0, semicolon)), trimmed(line.substr(semicolon + 1)), ""});
    }
}

bool says_nothing(const std::string& field) { return said(field).empty(); }

// What stands under a name that nobody knows is left out, and said.
void put(SourceRecord& record, const Column& column, std::size_t place, const std::string& value) {
  if (!column.name.empty()) put(record, column.name, value);
  else record.unread.push_back(column.written.empty() ? fmt::format("column {}", place + 1) : column.written);
}

std::vector<SourceRecord> from_csv(std::string_view text) {
  const auto rows = read_csv(text);
  if (rows.empty()) throw BadFile("the file is empty");
  const auto columns = columns_of(rows[0]);
  std::vector<SourceRecord> records;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    auto fields = rows[i].fields;
    if (std::all_of(fields.begin(), fields.end(), says_nothing)) continue;  // a row of commas
    while (fields.size() > columns.size() && says_nothing(fields.back())) fields.pop_back();
    auto& record = records.emplace_back();
    record.place = fmt::format("line {}", rows[i].line);
    if (fields.size() != columns.size()) {
      record.fault = fmt::format("it has {} fields, and the header has {}", fields.size(), columns.size());
      continue;
    }
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (const auto value = said(fields[c]); !value.empty()) put(record, columns[c], c, value);
  }
  return records;
}

// Registers as JSON.

// A text, or what is written as a number or as true and false; what is null stays empty.
std::string plain(SourceRecord& record, const std::string& name, const Dom& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return said(value.get<std::string>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump();
  record.fault = fmt::format("'{}' must be a text", name);
  return "";
}

// A list, or a text with the items between bars, as a column has them.
std::vector<std::string> texts(SourceRecord& record, const std::string& name, const Dom& value) {
  std::vector<std::string> all;
  if (value.is_null()) return all;
  if (value.is_string()) return split(plain(record, name, value), "|\n");
  if (!value.is_array()) record.fault = fmt::format("'{}' must be a list", name);
  else
    for (const auto& one : value)
      if (auto text = plain(record, name, one); !text.empty()) all.push_back(std::move(text));
  return all;
}

// The objects of a list; none, with a fault, when it is not one.
std::vector<Dom> objects(SourceRecord& record, const std::string& name, const Dom& value) {
  std::vector<Dom> all;
  const bool fits =
      value.is_null() ||
      (value.is_array() && std::all_of(value.begin(), value.end(), [](const auto& one) { return one.is_object(); }));
  if (!fits) record.fault = fmt::format("'{}' must be a list of objects", name);
  else if (value.is_array()) all.assign(value.begin(), value.end());
  return all;
}

constexpr std::string_view person = "person", votes = "votes";

// As a column is called, except that under "proposer" a JSON register has a person.
std::string field_called(std::string_view written) {
  const auto name = joined_words(written);
  return name == "proposer" ? std::string(person) : column_called(written);
}

// `field`: the place of the value in its file, for the sentence if it has a wrong form.
void put(SourceRecord& record, const std::string& name, const std::string& field, const Dom& value) {
  const auto member = [&](const Dom& from, const char* of) {
    return from.contains(of) ? plain(record, field + "/" + of, from[of]) : std::string();
  };
  if (name == person) record.names_a_person = !plain(record, field, value).empty();
  else if (name == "parties_impacted") record.parties = texts(record, field, value);
  else if (name == "documents_affected") record.documents = texts(record, field, value);
  else if (name == "modification_documents") record.papers = texts(record, field, value);
  else if (name == "milestones")
    for (const auto& one : objects(record, field, value))
      record.days.push_back({member(one, "date"), member(one, "text"), ""});
  else if (name == votes && !value.is_string())
    for (const auto& one : objects(record, field, value))
      record.votes.push_back({member(one, "body"), member(one, "date"), member(one, "outcome")});
  else if (const auto text = plain(record, field, value); !text.empty()) put(record, name, text);
}

// What stands under a name that nobody knows is left out, and said.
void put_all(SourceRecord& record, const Dom& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  const auto columns = called_here(names, field_called);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& value = object[names[i]];
    if (!columns[i].name.empty()) put(record, columns[i].name, names[i], value);
    else if (!value.is_null() && !value.empty()) record.unread.push_back(names[i]);
  }
}

std::vector<SourceRecord> from_json(std::string_view text) {
  const auto dom = Dom::parse(text, nullptr, false);
  if (!dom.is_array()) throw BadFile("the file is no JSON list of records");
  std::vector<SourceRecord> records;
  for (const auto& one : dom) {
    auto& record = records.emplace_back();
    record.place = fmt::format("record {}", records.size());
    if (!one.is_object()) record.fault = "it is not a JSON object";
    else put_all(record, one);
  }
  return records;
}
}  // namespace

std::vector<SourceRecord> read_register(std::string_view marked) {
  const auto without = engine::without_mark(std::string(marked));
  const std::string_view text = without;
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) throw BadFile("the file is empty");
  return text[first] == '[' || text[first] == '{' ? from_json(text) : from_csv(text);
}

}  // namespace secmp
