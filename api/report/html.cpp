#include "api/report/html.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "api/report/columns.hpp"
#include "api/report/files.hpp"
#include "api/report/paper_text.hpp"
#include "engine/calendar.hpp"

namespace api::report {
namespace {

using kainjow::mustache::data;
using Section = engine::Report::Section;
using Column = engine::Report::Column;

constexpr std::size_t columns_upright = 6;             // a table with more wants wide pages
constexpr std::size_t sections_unlisted = 5;           // a paper with more has a list of contents
constexpr double room_upright = 112, room_wide = 165;  // characters on a line of a table
constexpr double cell_padding = 3, bold = 1.08;

// "GREEN" -> "green": the class of a traffic light or of a RAG word; nothing for other words.
std::string_view light(std::string_view word) {
  for (const auto& [spoken, name] :
       {std::pair<std::string_view, std::string_view>{"GREEN", "green"}, {"AMBER", "amber"}, {"RED", "red"}})
    if (std::equal(word.begin(), word.end(), spoken.begin(), spoken.end(),
                   [](char a, char b) { return (a & ~0x20) == b; }))
      return name;
  return {};
}

// What stands around the cells of a column, written once for all rows. ASCII runs from left to right whatever a browser
// finds out.
struct Around {
  Around(const Column& column, bool names_row, bool is_ascii)
      : is_light(column.name == "rag"), close(names_row ? "</th>" : "</td>") {
    const std::string tag = names_row ? "<th scope=\"row\"" : "<td";
    const std::string right = column.kind == Column::Kind::number ? " class=\"n\"" : "";
    text = tag + right + (is_ascii ? ">" : " dir=\"auto\">");
    number = tag + " class=\"n\">";
    date = tag + ">";
    nothing = "<td" + right + "></td>";
  }
  bool is_light;
  std::string text, number, date, nothing;
  std::string_view close;
};

struct AppendCell {
  std::string& out;
  const Around& around;

  void operator()(std::monostate) const { out += around.nothing; }
  void operator()(const std::string& text) const {
    if (text.empty()) return (*this)(std::monostate{});
    if (around.is_light) out += fmt::format("<td class=\"rag {}\">", light(text));
    else out += around.text;
    append_html(out, text);
    out += around.is_light ? "</td>" : around.close;
  }
  void operator()(std::int64_t number) const {
    out += around.number;
    out += std::to_string(number);
    out += around.close;
  }
  void operator()(const engine::Date& day) const {
    out += around.date;
    append_date(out, day);
    out += around.close;
  }
};

std::vector<Extent> on_page(const Section& section) {
  auto all = extents(section);
  for (auto& column : all) {
    const double larger = &column == &all.front() ? bold : 1;  // the names of the rows
    column.least = (column.least + cell_padding) * larger;
    column.natural = (column.natural + cell_padding) * larger;
  }
  return all;
}

void append_columns(std::string& out, const std::vector<Extent>& columns, const std::string& id, double room) {
  const auto widths = fitted(columns, room);
  const double width = std::accumulate(widths.begin(), widths.end(), 0.0);
  const double share = std::min(100.0, 100.0 * width / room);
  // To look for places to break words at takes a printer long.
  const bool breaks =
      std::any_of(columns.begin(), columns.end(), [](const Extent& one) { return one.has_long_word; }) ||
      !std::equal(columns.begin(), columns.end(), widths.begin(),
                  [](const Extent& one, double given) { return one.least <= given; });
  out += fmt::format("<table class=\"{}{}\" style=\"width: {:.0f}%\" aria-labelledby=\"{}\">\n<colgroup>",
                     share < 60 ? "narrow" : "wide", breaks ? " breaks" : "", share, id);
  for (const double one : widths) out += fmt::format("<col style=\"width: {:.1f}%\">", 100.0 * one / width);
  out += "</colgroup>\n";
}

void append_table(std::string& out, const Section& section, const std::string& id, double room) {
  const auto columns = on_page(section);
  out += fmt::format("<div class=\"scroll\" role=\"region\" aria-labelledby=\"{}\" tabindex=\"0\">\n", id);
  append_columns(out, columns, id, room);
  out += "<thead><tr>";
  for (const auto& column : section.columns) {
    out += column.kind == Column::Kind::number ? "<th class=\"n\" scope=\"col\" dir=\"auto\">"
                                               : "<th scope=\"col\" dir=\"auto\">";
    append_html(out, column.heading);
    out += "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  std::vector<Around> around;
  for (std::size_t i = 0; i < columns.size(); ++i) around.emplace_back(section.columns[i], i == 0, columns[i].is_ascii);
  static const engine::Cell nothing;
  for (const auto& row : section.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < around.size(); ++i)
      std::visit(AppendCell{out, around[i]}, i < row.size() ? row[i] : nothing);
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n</div>\n";
}

void append_paragraph(std::string& out, std::string_view name, std::string_view text) {
  out += fmt::format("<p class=\"{}\" dir=\"auto\">", name);
  append_html(out, text);
  out += "</p>\n";
}

// Written by hand: a template engine takes longer for rows than everything else together.
void append_section(std::string& out, const Section& section, const std::string& id, double room) {
  out += fmt::format("<section>\n<h2 id=\"{}\" dir=\"auto\">", id);
  append_html(out, section.heading);
  out += "</h2>\n";
  if (!section.lead.empty()) append_paragraph(out, "lead", section.lead);
  if (!section.columns.empty() && section.rows.empty())
    append_paragraph(out, "none", section.when_empty.empty() ? "None." : section.when_empty);
  if (!section.columns.empty() && !section.rows.empty()) append_table(out, section, id, room);
  out += "</section>\n";
}

std::size_t about_bytes(const std::vector<const Section*>& sections) {
  std::size_t cells = 0;
  for (const auto* section : sections) cells += section->rows.size() * section->columns.size();
  return 256 * sections.size() + 40 * cells;
}

// A fragment to link to, from the section's name; once in the page.
std::string fragment(const std::string& name, std::set<std::string>& taken) {
  std::string id;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    id += plain ? c : '-';
  }
  if (id.empty() || !((id[0] >= 'a' && id[0] <= 'z') || (id[0] >= 'A' && id[0] <= 'Z'))) id = "section-" + id;
  while (!taken.insert(id).second) id += "-again";
  return id;
}

data header(const engine::Report& report) {
  data all = data::type::list;
  for (const auto& [label, value] : report.header) {
    data one;
    one["label"] = html_text(label);
    one["value"] = html_text(value);
    all.push_back(one);
  }
  return all;
}

// Everything but the sections: `ids` has one fragment for each that is on paper.
std::string frame(const engine::Report& report, const std::vector<const Section*>& sections,
                  const std::vector<std::string>& ids) {
  data page;
  page["title"] = printable(report.title);
  page["title_in_css"] = css_text(report.title);
  page["classification"] = printable(report.classification);
  page["classification_in_css"] = css_text(report.classification);
  page["light"] = std::string(light(report.classification));
  page["style"] = std::string(files::page_css);
  page["orientation"] = is_landscape(report) ? "landscape" : "portrait";
  page["simulated"] = report.simulated;
  if (report.as_at) page["created"] = engine::to_text(*report.as_at);
  if (!report.handling.empty()) page["handling"] = html_text(report.handling);
  page["header"] = header(report);
  page["has_header"] = !report.header.empty();
  if (sections.size() > sections_unlisted) {
    data entries = data::type::list;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      data entry;
      entry["id"] = ids[i];
      entry["heading"] = html_text(sections[i]->heading);
      entries.push_back(entry);
    }
    data contents;
    contents["entries"] = std::move(entries);
    page["contents"] = std::move(contents);
  }
  return kainjow::mustache::mustache(files::page_html).render(page);
}

}  // namespace

bool is_landscape(const engine::Report& report) {
  return std::any_of(report.sections.begin(), report.sections.end(), [](const Section& section) {
    return section.on_paper && section.columns.size() > columns_upright;
  });
}

std::string html(const engine::Report& report) {
  constexpr std::string_view place = "<!-- sections -->\n";  // of the template; no text can say it, as < is escaped
  std::vector<const Section*> sections;
  std::vector<std::string> ids;
  std::set<std::string> taken = {"paper", "contents"};
  for (const auto& section : report.sections) {
    if (!section.on_paper) continue;
    sections.push_back(&section);
    ids.push_back(fragment(section.name, taken));
  }
  auto out = frame(report, sections, ids);
  const auto at = out.find(place);
  const auto rest = out.substr(at + place.size());
  out.erase(at);
  out.reserve(out.size() + rest.size() + about_bytes(sections));
  const double room = is_landscape(report) ? room_wide : room_upright;
  for (std::size_t i = 0; i < sections.size(); ++i) append_section(out, *sections[i], ids[i], room);
  out += rest;
  return out;
}

}  // namespace api::report
