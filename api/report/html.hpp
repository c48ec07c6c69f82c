// A report as a web page, and what a PDF and a Word document are made of.
#pragma once

#include "engine/report.hpp"

namespace api::report {

// One HTML 5 file, UTF-8: no script, nothing from elsewhere; made to be read on a screen, by a screen reader and on A4
// paper, with the classification on every page. Dates are written 15 March 2019. A column called "rag" gets a mark
// beside its word. The same report gives the same bytes.
enum class HtmlFor {
  browsers,  // and printers: styles in its head alone, so that a policy can name them
  programs   // that make a document of it: they read the widths of tables within the tables
};
std::string html(const engine::Report& report, HtmlFor whom = HtmlFor::browsers);

// So much of the title as the running header of a page has room for.
std::string running_title(const engine::Report& report);

bool is_landscape(const engine::Report& report);  // whether its tables want wide pages

// A picture as SVG, as wide as the paper, with what no paper can hold replaced as in its other texts.
std::string drawn(const engine::Picture& picture, bool landscape);

}  // namespace api::report
