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

constexpr std::size_t columns_upright = 6;      // a table with more wants wide pages
constexpr std::size_t sections_unlisted = 5;    // a paper with more has a list of contents
constexpr double room_upright = 112, room_wide = 168;  // characters on a line of a table

// "GREEN" -> "green": the class of a traffic light or of a RAG word; nothing for other words.
std::string_view light(std::string_view word) {
  for (const auto& [spoken, name] : {std::pair<std::string_view, std::string_view>{"GREEN", "green"},
                                     {"AMBER", "amber"}, {"RED", "red"}})
    if (std::equal(word.begin(), word.end(), spoken.begin(), spoken.end(),
                   [](char a, char b) { return (a & ~0x20) == b; }))
      return name;
  return {};
}

// Rows are written by hand: a template engine takes longer for them than everything else together.
struct AppendCell {
  std::string& out;
  const Column& column;
  std::string_view tag;  // "td", or "th" for what names the row

  void open(std::string_view attributes) const {
    out += '<';
    out += tag;
    out += attributes;
    out += tag == "th" ? " scope=\"row\">" : ">";
  }
  void close() const {
    out += "</";
    out += tag;
    out += ">";
  }
  void operator()(std::monostate) const { out += column.kind == Column::Kind::number ? "<td class=\"n\"></td>" : "<td></td>"; }
  void operator()(const std::string& text) const {
    if (text.empty()) return (*this)(std::monostate{});
    if (column.name == "rag") open(fmt::format(" class=\"rag {}\"", light(text)));
    else open(column.kind == Column::Kind::number ? " class=\"n\" dir=\"auto\"" : " dir=\"auto\"");
    append_html(out, text);
    close();
  }
  void operator()(std::int64_t number) const {
    open(" class=\"n\"");
    out += std::to_string(number);
    close();
  }
  void operator()(const engine::Date& day) const {
    open("");
    append_date(out, day);
    close();
  }
};

void append_columns(std::string& out, const Section& section, const std::string& id, double room) {
  const auto widths = fitted(extents(section), room);
  const double all = std::accumulate(widths.begin(), widths.end(), 0.0);
  const double share = std::min(100.0, 100.0 * all / room);
  out += fmt::format("<table{} style=\"width: {:.0f}%\" aria-labelledby=\"{}\">\n<colgroup>",
                     share < 60 ? " class=\"narrow\"" : "", share, id);
  for (const double width : widths) out += fmt::format("<col style=\"width: {:.1f}%\">", 100.0 * width / all);
  out += "</colgroup>\n";
}

std::string table(const Section& section, const std::string& id, double room) {
  if (section.columns.empty()) return "";
  if (section.rows.empty())
    return "<p class=\"none\" dir=\"auto\">" + html_text(section.when_empty.empty() ? "None." : section.when_empty) + "</p>\n";
  std::string out = fmt::format("<div class=\"scroll\" role=\"region\" aria-labelledby=\"{}\" tabindex=\"0\">\n", id);
  append_columns(out, section, id, room);
  out += "<thead><tr>";
  for (const auto& column : section.columns) {
    out += column.kind == Column::Kind::number ? "<th class=\"n\" scope=\"col\" dir=\"auto\">" : "<th scope=\"col\" dir=\"auto\">";
    append_html(out, column.heading);
    out += "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  static const engine::Cell nothing;
  for (const auto& row : section.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < section.columns.size(); ++i)
      std::visit(AppendCell{out, section.columns[i], i == 0 ? "th" : "td"}, i < row.size() ? row[i] : nothing);
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n</div>\n";
  return out;
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

}  // namespace

bool is_landscape(const engine::Report& report) {
  return std::any_of(report.sections.begin(), report.sections.end(), [](const Section& section) {
    return section.on_paper && section.columns.size() > columns_upright;
  });
}

std::string html(const engine::Report& report) {
  const bool wide = is_landscape(report);
  data page;
  page["title"] = printable(report.title);
  page["title_in_css"] = css_text(report.title);
  page["classification"] = printable(report.classification);
  page["classification_in_css"] = css_text(report.classification);
  page["light"] = std::string(light(report.classification));
  page["style"] = std::string(files::page_css);
  page["orientation"] = wide ? "landscape" : "portrait";
  page["simulated"] = report.simulated;
  if (report.as_at) page["created"] = engine::to_text(*report.as_at);
  if (!report.handling.empty()) page["handling"] = html_text(report.handling);
  page["header"] = header(report);
  data sections = data::type::list, entries = data::type::list;
  std::set<std::string> taken = {"paper", "contents"};
  for (const auto& section : report.sections) {
    if (!section.on_paper) continue;
    const auto id = fragment(section.name, taken);
    data entry;
    entry["id"] = id;
    entry["heading"] = html_text(section.heading);
    data one = entry;
    entries.push_back(entry);
    if (!section.lead.empty()) one["lead"] = html_text(section.lead);
    one["table"] = table(section, id, wide ? room_wide : room_upright);
    sections.push_back(one);
  }
  if (sections.list_value().size() > sections_unlisted) {
    data contents;
    contents["entries"] = std::move(entries);
    page["contents"] = std::move(contents);
  }
  page["sections"] = std::move(sections);
  return kainjow::mustache::mustache(files::page_html).render(page);
}

}  // namespace api::report
