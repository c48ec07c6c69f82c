// Makes the values of a section's template.
#include "api/pages/tables.hpp"

#include "api/http/target.hpp"
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
  made.set("text", words);
  made.set("label", column.heading);
  made.set("number", data{column.kind == engine::Report::Column::Kind::number});
  const auto to = leads_to.find(column.name);
  if (to != leads_to.end() && !words.empty()) made.set("href", to->second + encoded(words));
  return made;
}

data rows_of(const Section& section, const LeadsTo& leads_to) {
  static const engine::Cell nothing;
  data rows{data::type::list};
  for (const auto& row : section.rows) {
    data cells{data::type::list};
    for (std::size_t i = 0; i < section.columns.size(); ++i)
      cells.push_back(cell_of(section.columns[i], i < row.size() ? row[i] : nothing, leads_to));
    data one;
    one.set("cells", cells);
    rows.push_back(one);
  }
  return rows;
}

void add_table(data& item, const Section& section, const LeadsTo& leads_to) {
  data headings{data::type::list}, table;
  for (const auto& column : section.columns) {
    data heading;
    heading.set("words", column.heading);
    heading.set("number", data{column.kind == engine::Report::Column::Kind::number});
    headings.push_back(heading);
  }
  table.set("headings", headings);
  table.set("rows", rows_of(section, leads_to));
  data one{data::type::list};
  one.push_back(table);
  item.set("table", one);
}

// Points that follow each other are one list; here each paragraph says for itself what it is.
data prose_of(const Section& section) {
  data list{data::type::list};
  for (const auto& paragraph : section.prose) {
    data one;
    one.set("text", shown(paragraph.text()));
    list.push_back(one);
  }
  return list;
}

}  // namespace

std::string shown(std::string_view text) { return report::printable(text); }

data section_list(const std::vector<Section>& sections, const LeadsTo& leads_to, const std::string& prefix) {
  data list{data::type::list};
  int number = 0;
  for (const auto& section : sections) {
    if (!report::is_printed(section)) continue;
    data item;
    item.set("id", prefix + std::to_string(++number));
    item.set("heading", shown(section.heading));
    if (!section.prose.empty()) {
      item.set("prose", prose_of(section));
    } else {
      if (!section.lead.empty()) item.set("lead", shown(section.lead));
      if (!section.columns.empty() && !section.rows.empty()) add_table(item, section, leads_to);
      else if (!section.columns.empty()) item.set("none", section.when_empty.empty() ? "None." : section.when_empty);
    }
    list.push_back(item);
  }
  return list;
}

}  // namespace api::pages
