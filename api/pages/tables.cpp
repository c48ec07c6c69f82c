// Makes the values of a section's template.
#include "api/pages/tables.hpp"

#include <array>

#include "api/http/target.hpp"
#include "api/pages/frame.hpp"
#include "api/report/paper_text.hpp"
#include "api/report/sections.hpp"
#include "engine/spoken.hpp"

namespace api::pages {
namespace {

using kainjow::mustache::data;
using Section = engine::Report::Section;

struct WordsOf {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& text) const { return shown(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const engine::Date& day) const { return engine::spoken_short(day); }
  std::string operator()(const engine::ProvisionalDay& day) const {
    return engine::spoken_short(day.on) + std::string(engine::provisional_mark);
  }
};

data cell_of(const engine::Report::Column& column, const engine::Cell& cell, const LeadsTo& leads_to) {
  data made;
  const auto words = std::visit(WordsOf{}, cell);
  made["text"] = words;
  made["label"] = column.heading;
  made["day"] = data{std::holds_alternative<engine::Date>(cell)};
  made["number"] = data{column.kind == engine::Report::Column::Kind::number};
  const auto to = leads_to.find(column.name);
  if (to != leads_to.end() && !words.empty()) made["href"] = to->second + encoded(words);
  return made;
}

data rows_of(const Section& section, const LeadsTo& leads_to) {
  static const engine::Cell nothing;
  return list_of(section.rows, [&](data& item, const std::vector<engine::Cell>& row) {
    auto cell = row.begin();
    item["cells"] = list_of(section.columns, [&](data& one, const engine::Report::Column& column) {
      one = cell_of(column, cell == row.end() ? nothing : *cell++, leads_to);
    });
  });
}

void add_table(data& item, const Section& section, const LeadsTo& leads_to) {
  item["table"] = list_of(std::array{&section}, [&](data& table, const Section* one) {
    table["headings"] = list_of(one->columns, [](data& heading, const engine::Report::Column& column) {
      heading["words"] = column.heading;
      heading["number"] = data{column.kind == engine::Report::Column::Kind::number};
    });
    table["rows"] = rows_of(*one, leads_to);
  });
}

// Points that follow each other are one list; here each paragraph says for itself what it is.
data prose_of(const Section& section) {
  return list_of(section.prose, [](data& item, const engine::Report::Paragraph& paragraph) {
    item["text"] = shown(paragraph.text());
  });
}

}  // namespace

std::string shown(std::string_view text) { return report::printable(text); }

data section_list(const std::vector<Section>& sections, const LeadsTo& leads_to, const std::string& prefix) {
  std::vector<const Section*> printed;
  for (const auto& section : sections)
    if (report::is_printed(section)) printed.push_back(&section);
  int number = 0;
  return list_of(printed, [&](data& item, const Section* one) {
    const Section& section = *one;
    item["id"] = prefix + std::to_string(++number);
    item["heading"] = shown(section.heading);
    if (!section.prose.empty()) {
      item["prose"] = prose_of(section);
    } else {
      if (!section.lead.empty()) item["lead"] = shown(section.lead);
      if (!section.columns.empty() && !section.rows.empty()) add_table(item, section, leads_to);
      else if (!section.columns.empty()) item["none"] = section.when_empty.empty() ? "None." : section.when_empty;
    }
  });
}

}  // namespace api::pages
