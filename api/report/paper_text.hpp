// Text on its way onto paper.
#pragma once

#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace api::report {

// Appends UTF-8 text as the content of HTML elements and of attributes in double quotes; a line break becomes <br>. A
// control character, which no page, spreadsheet or document can hold, is shown as its picture (U+2400 and following).
// What turns the direction of all letters after it (U+202D, U+202E), and what is no character, is shown as U+FFFD.
void append_html(std::string& out, std::string_view text);
std::string html_text(std::string_view text);

// The same for XML and spreadsheets: control characters as their pictures, line breaks as line feeds; nothing escaped.
std::string printable(std::string_view text);

std::string xml_text(std::string_view text);  // printable(), escaped; line breaks are blanks
std::string css_text(std::string_view text);  // what stands between the quotes of a CSS string inside <style>

// With places in its words at which they may be broken (U+200B), if they are longer than any word is: a program that
// makes papers looks for such places for minutes.
std::string breakable(std::string_view text);
// A title of older days that is longer than one may be: cut, with an ellipsis.
std::string short_title(std::string_view title);

void append_date(std::string& out, engine::Date day);  // 15 March 2019

}  // namespace api::report
