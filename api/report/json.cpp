// Writes the members of a report in a fixed order, the keys of rows made once for a table.
#include "api/report/json.hpp"

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"

namespace api::report {
namespace {

using engine::JsonObject;
using Section = engine::Report::Section;
using Column = engine::Report::Column;

std::string_view kind_of(const Column& column) {
  switch (column.kind) {
    case Column::Kind::number:
      return "number";
    case Column::Kind::date:
      return "date";
    case Column::Kind::text:
      break;
  }
  return "text";
}

struct Append {
  std::string& out;
  void operator()(std::monostate) const { out += "null"; }
  void operator()(const std::string& text) const { engine::append_quoted(out, text); }
  void operator()(std::int64_t number) const { out += std::to_string(number); }
  void operator()(const engine::Date& day) const {
    out += '"';
    out += engine::to_text(day);
    out += '"';
  }
  void operator()(const engine::ProvisionalDay& day) const { (*this)(day.on); }
};

// A row says once since when some of its days are provisional.
void append_provisional(std::string& out, const std::vector<engine::Cell>& row) {
  const engine::Date* from = nullptr;
  for (const auto& cell : row)
    if (const auto* day = std::get_if<engine::ProvisionalDay>(&cell); day != nullptr && (!from || day->from < *from))
      from = &day->from;
  if (from != nullptr) out += R"(,"provisional_from":")" + engine::to_text(*from) + '"';
}

// The keys of a row, written once for all rows: they are the same in each.
std::vector<std::string> keys_of(const Section& section) {
  std::vector<std::string> keys;
  for (const auto& column : section.columns) {
    auto& key = keys.emplace_back(keys.empty() ? "{" : ",");
    engine::append_quoted(key, column.name);
    key += ':';
  }
  return keys;
}

void append_rows(std::string& out, const Section& section) {
  const auto keys = keys_of(section);
  engine::append_list(out, section.rows, [&](std::string& text, const auto& row) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      text += keys[i];
      std::visit(Append{text}, i < row.size() ? row[i] : engine::Cell());
    }
    append_provisional(text, row);
    text += '}';
  });
}

void append_section(std::string& out, const Section& section) {
  JsonObject one(out);
  one.text("heading", section.heading);
  one.text_or_null("lead", section.lead);
  if (!section.prose.empty())
    engine::append_list(one.key("prose"), section.prose, [](std::string& text, const auto& paragraph) {
      engine::append_quoted(text, paragraph.text());
    });
  engine::append_list(one.key("columns"), section.columns, [](std::string& text, const Column& column) {
    JsonObject described(text);
    described.text("name", column.name);
    described.text("heading", column.heading);
    described.text("kind", kind_of(column));
  });
  append_rows(one.key("rows"), section);
}

}  // namespace

std::string json(const engine::Report::Head& head) {
  return R"({"entries":)" + std::to_string(head.entries) + R"(,"hash":")" + head.hash + "\"}";
}

std::string json(const engine::Report& report) {
  std::string text;
  {
    JsonObject whole(text);
    whole.text("report", report.name);
    whole.text("title", report.title);
    whole.text("classification", report.classification);
    whole.text_or_null("handling", report.handling);
    whole.text_or_null("as_at", report.as_at ? engine::to_text(*report.as_at) : "");
    whole.text_or_null("since", report.since ? engine::to_text(*report.since) : "");
    whole.text_or_null("known_at", report.known_at ? engine::to_text(*report.known_at) : "");
    if (report.head) whole.raw("head", json(*report.head));
    whole.boolean("simulated", report.simulated);
    {
      JsonObject header(whole.key("header"));
      for (const auto& [label, value] : report.header) header.text(label, value);
    }
    for (const auto& section : report.sections)
      if (!section.on_paper) append_rows(whole.key(section.name), section);
    JsonObject sections(whole.key("sections"));
    for (const auto& section : report.sections)
      if (section.on_paper) append_section(sections.key(section.name), section);
  }
  return text;
}

}  // namespace api::report
