// Fills the page's template with the head of a report and writes its tables, with widths for the columns.
#include "api/report/html.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "api/pictures/picture.hpp"
#include "api/report/columns.hpp"
#include "api/report/files.hpp"
#include "api/report/paper_text.hpp"
#include "api/report/sections.hpp"
#include "api/report/words.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api::report {
namespace {

using kainjow::mustache::data;
using Section = engine::Report::Section;
using Column = engine::Report::Column;

constexpr std::size_t columns_upright = 6;             // a table with more wants wide pages
constexpr std::size_t sections_unlisted = 5;           // a paper with more has a list of contents
constexpr double room_upright = 112, room_wide = 165;  // characters on a line of a table
constexpr double cell_padding = 3, bold = 1.08;
constexpr double in_ch = 0.9;  // small letters are narrower than the digit that CSS measures by
// A table that is not cut in two: few rows, or rows of a few words.
constexpr std::size_t rows_few = 5, bytes_few = 3'000, rows_short = 16, bytes_short = 900, rows_beside_picture = 11;
constexpr std::size_t text_plain = 80;                        // bytes of a text in which no word has to be broken
constexpr std::size_t title_upright = 100, title_wide = 150;  // characters of it in the running header

// "GREEN" -> "green": the class of a traffic light or of a RAG word; nothing for other words.
std::string_view light(std::string_view word) {
  for (const auto& [spoken, name] :
       {std::pair<std::string_view, std::string_view>{"GREEN", "green"}, {"AMBER", "amber"}, {"RED", "red"}})
    if (engine::same_letters(word, spoken)) return name;
  return {};
}

// What stands around the cells of a column, written once for all rows. ASCII runs from left to right whatever a browser
// finds out.
struct Around {
  Around(const Column& column, bool names_row, bool is_ascii)
      : is_light(column.name == "rag"), is_title(column.name == "title"), close(names_row ? "</th>" : "</td>") {
    const std::string tag = names_row ? "<th scope=\"row\"" : "<td";
    const std::string right = column.kind == Column::Kind::number ? " class=\"n\"" : "";
    text = tag + right + (is_ascii ? ">" : " dir=\"auto\">");
    number = tag + " class=\"n\">";
    date = tag + ">";
    nothing = "<td" + right + "></td>";
  }
  bool is_light, is_title;
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
    if (text.size() <= text_plain) append_html(out, text);
    else append_html(out, breakable(around.is_title ? short_title(text) : text));
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
  void operator()(const engine::ProvisionalDay& day) const {
    out += around.date;
    append_date(out, day.on);
    out += engine::provisional_mark;
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

// What is written, and the rules that its tables need: a page may have no style within its elements. A document for
// other programs has them there, as these look nowhere else.
struct Written {
  HtmlFor whom = HtmlFor::browsers;
  std::string text, rules;
  int tables = 0;
  std::size_t pictures = 0;
};

// The widths of a table and of its columns.
void append_widths(Written& to, double share, double least, const std::vector<double>& columns, bool breaks,
                   const std::string& id) {
  auto& out = to.text;
  const auto classes = fmt::format("{}t{}", breaks ? "breaks " : "", ++to.tables);
  if (to.whom == HtmlFor::programs) {
    out += fmt::format("<table style=\"width: {:.0f}%\" aria-labelledby=\"{}\">\n<colgroup>", share, id);
    for (const double one : columns) out += fmt::format("<col style=\"width: {:.1f}%\">", one);
  } else {
    out += fmt::format("<table class=\"{}\" aria-labelledby=\"{}\">\n<colgroup>", classes, id);
    to.rules += fmt::format(".t{} {{ width: {:.0f}%; min-width: {:.0f}ch; }}\n", to.tables, share, least);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      out += "<col>";
      to.rules += fmt::format(".t{} col:nth-child({}) {{ width: {:.1f}%; }}\n", to.tables, i + 1, columns[i]);
    }
  }
  out += "</colgroup>\n";
}

void append_columns(Written& to, const std::vector<Extent>& columns, const std::string& id, double room) {
  auto widths = fitted(columns, room);
  const double width = std::accumulate(widths.begin(), widths.end(), 0.0);
  const double share = std::min(100.0, 100.0 * width / room);
  // Each column holds its longest word; on a page too narrow for that the table is scrolled.
  double least = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    least = std::max(least, columns[i].least * in_ch * width / widths[i]);
  // To look for places to break words at takes a printer long.
  const bool breaks =
      std::any_of(columns.begin(), columns.end(), [](const Extent& one) { return one.has_long_word; }) ||
      !std::equal(columns.begin(), columns.end(), widths.begin(),
                  [](const Extent& one, double given) { return one.least <= given; });
  for (double& one : widths) one *= 100.0 / width;
  append_widths(to, share, least, widths, breaks, id);
}

void append_table(Written& to, const Section& section, const std::string& id, double room) {
  const auto columns = on_page(section);
  auto& out = to.text;
  out += fmt::format("<div class=\"scroll\" role=\"region\" aria-labelledby=\"{}\" tabindex=\"0\">\n", id);
  append_columns(to, columns, id, room);
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

// On a page too narrow for its letters it is scrolled, as a table is.
void append_picture(Written& to, const engine::Picture& picture, bool wide) {
  auto& out = to.text;
  if (to.whom == HtmlFor::programs) {
    out += fmt::format("<p><img src=\"{}\" style=\"width: 100%\" alt=\"", picture_file(to.pictures++));
    auto words = picture_title(picture) + ". " + picture_words(picture);
    std::replace(words.begin(), words.end(), '\n', ' ');
    append_html(out, words);
    out += "\"></p>\n";
    return;
  }
  out += "<div class=\"scroll picture\" role=\"group\" tabindex=\"0\" aria-label=\"Picture: ";
  append_html(out, picture_title(picture));
  out += "\">\n" + drawn(picture, wide) + "</div>\n";
}

void append_pieces(std::string& out, const engine::Report::Paragraph& paragraph) {
  for (const auto& piece : paragraph.pieces) {
    if (piece.strong) out += "<strong>";
    append_html(out, breakable(piece.text));
    if (piece.strong) out += "</strong>";
  }
}

// Points that follow each other are one list.
void append_prose(std::string& out, const Section& section) {
  bool in_list = false;
  const auto list = [&](bool now) {
    if (in_list != now) out += now ? "<ul>\n" : "</ul>\n";
    in_list = now;
  };
  for (const auto& paragraph : section.prose) {
    list(paragraph.point);
    const std::string_view tag = paragraph.point ? "li" : "p";
    out += fmt::format("<{} dir=\"auto\">", tag);
    append_pieces(out, paragraph);
    out += fmt::format("</{}>\n", tag);
  }
  list(false);
}

void append_paragraph(std::string& out, std::string_view name, std::string_view text) {
  out += fmt::format("<p class=\"{}\" dir=\"auto\">", name);
  append_html(out, breakable(text));
  out += "</p>\n";
}

void append_heading(std::string& out, std::string_view heading, const std::string& id) {
  out += fmt::format("<h2 id=\"{}\" dir=\"auto\">", id);
  append_html(out, breakable(heading));
  out += "</h2>\n";
}

bool fits_a_page(const Section& section) {
  if (!section.prose.empty()) {
    std::size_t said = 0;
    for (const auto& paragraph : section.prose) said += paragraph.text().size();
    return said <= bytes_short;
  }
  if (section.rows.size() > (section.picture ? rows_beside_picture : rows_short)) return false;
  std::size_t bytes = 0;
  for (const auto& row : section.rows)
    for (const auto& cell : row)
      if (const auto* words = std::get_if<std::string>(&cell)) bytes += words->size();
  return bytes <= (section.rows.size() <= rows_few ? bytes_few : bytes_short);
}

// Written by hand: a template engine takes longer for rows than everything else together.
void append_section(Written& to, const Section& section, const std::string& id, bool wide) {
  auto& out = to.text;
  const std::string_view prose = section.prose.empty() ? "" : "prose";
  const std::string_view together = fits_a_page(section) ? "together" : "";
  const auto name = fmt::format("{}{}{}", together, together.empty() || prose.empty() ? "" : " ", prose);
  out += name.empty() ? "<section>\n" : fmt::format("<section class=\"{}\">\n", name);
  append_heading(out, section.heading, id);
  if (!section.prose.empty()) {
    if (section.picture) append_picture(to, *section.picture, wide);
    append_prose(out, section);
    out += "</section>\n";
    return;
  }
  if (!section.lead.empty()) append_paragraph(out, "lead", section.lead);
  if (section.picture) append_picture(to, *section.picture, wide);
  if (!section.columns.empty() && section.rows.empty())
    append_paragraph(out, "none", section.when_empty.empty() ? "None." : section.when_empty);
  if (!section.columns.empty() && !section.rows.empty()) append_table(to, section, id, wide ? room_wide : room_upright);
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
  for (const char c : name) id += engine::is_letter_or_digit(c) ? c : '-';
  if (id.empty() || !engine::is_letter(id[0])) id = "section-" + id;
  while (!taken.insert(id).second) id += "-again";
  return id;
}

data header(const engine::Report& report) {
  data all = data::type::list;
  for (const auto& [label, value] : report.header) {
    data one;
    one["label"] = html_text(label);
    one["value"] = html_text(breakable(value));
    all.push_back(one);
  }
  return all;
}

// What the list of contents names: a fragment and its heading.
using Entry = std::pair<std::string, std::string_view>;

data contents(const std::vector<Entry>& entries) {
  data list = data::type::list;
  for (const auto& [id, heading] : entries) {
    data entry;
    entry["id"] = id;
    entry["heading"] = html_text(heading);
    list.push_back(entry);
  }
  data made;
  made["entries"] = std::move(list);
  made["numbered"] = std::any_of(entries.begin(), entries.end(), [](const Entry& one) {
    return !one.second.empty() && one.second[0] >= '0' && one.second[0] <= '9';
  });
  return made;
}

// Everything except the sections.
std::string frame(const engine::Report& report, const std::vector<Entry>& entries, const std::string& rules) {
  data page;
  page["title"] = printable(short_title(report.title));
  page["heading"] = printable(breakable(short_title(report.title)));
  page["title_in_css"] = css_text(running_title(report));
  page["classification"] = printable(report.classification);
  page["classification_in_css"] = css_text(report.classification);
  page["light"] = std::string(light(report.classification));
  page["style"] = files::page_css + rules;
  page["orientation"] = is_landscape(report) ? "landscape" : "portrait";
  page["simulated"] = report.simulated;
  if (report.as_at) page["created"] = engine::to_text(*report.as_at);
  if (!report.handling.empty()) page["handling"] = html_text(report.handling);
  page["header"] = header(report);
  page["has_header"] = !report.header.empty();
  page["has_head"] = report.head.has_value();
  if (report.head) page["words_of_head"] = words_of_head(report), page["head"] = report.head->hash;
  if (entries.size() > sections_unlisted) page["contents"] = contents(entries);
  return kainjow::mustache::mustache(files::page_html).render(page);
}

}  // namespace

std::string running_title(const engine::Report& report) {
  const auto most = is_landscape(report) ? title_wide : title_upright;
  if (width_of(report.title) <= most) return report.title;
  return wrapped(report.title, most).front() + " \u2026";
}

bool is_landscape(const engine::Report& report) {
  return std::any_of(report.sections.begin(), report.sections.end(), [](const Section& section) {
    return section.on_paper && section.columns.size() > columns_upright;
  });
}

std::string drawn(const engine::Picture& picture, bool landscape) {
  return printable(picture_svg(picture, {landscape ? svg_page_width : svg_upright_width, false}));
}

std::string html(const engine::Report& report, HtmlFor whom) {
  constexpr std::string_view place = "<!-- sections -->\n";  // of the template; no text can say it, as < is escaped
  const std::string quiet_id = "nothing-to-report";
  std::vector<const Section*> sections;
  std::vector<Entry> entries;
  std::set<std::string> taken = {"paper", "contents", quiet_id};
  for (const auto& section : report.sections) {
    if (!is_printed(section)) continue;
    sections.push_back(&section);
    entries.emplace_back(fragment(section.name, taken), section.heading);
  }
  const auto quiet = quiet_sections(report);
  if (!quiet.empty()) entries.emplace_back(quiet_id, nothing_to_report);
  Written body{whom, "", ""};
  body.text.reserve(about_bytes(sections));
  const bool wide = is_landscape(report);
  for (std::size_t i = 0; i < sections.size(); ++i) append_section(body, *sections[i], entries[i].first, wide);
  if (!quiet.empty()) {
    body.text += "<section class=\"together\">\n";
    append_heading(body.text, nothing_to_report, quiet_id);
    append_paragraph(body.text, "none", quiet);
    body.text += "</section>\n";
  }
  auto out = frame(report, entries, body.rules);
  return out.replace(out.find(place), place.size(), body.text);
}

}  // namespace api::report
