// Every form that a report comes in, as a table; and one way to make any of them.
#pragma once

#include <array>
#include <variant>
#include <vector>

#include "api/report/convert.hpp"
#include "engine/report.hpp"

namespace api::report {

enum class Form { json, text, html, csv, xlsx, pdf, docx };

struct FormDescription {
  Form form;
  std::string_view name;          // as ?format= and --format have it
  std::string_view media;         // as Accept has it
  std::string_view content_type;  // as Content-Type has it
  std::string_view extension;
  bool slow;  // made by a program of its own, in a second or more: keep it off threads that others wait for
};

// In the order in which a client that takes anything gets them.
inline constexpr std::array<FormDescription, 7> forms = {{
    {Form::json, "json", "application/json", "application/json", "json", false},
    {Form::text, "text", "text/plain", "text/plain; charset=utf-8", "txt", false},
    {Form::html, "html", "text/html", "text/html; charset=utf-8", "html", false},
    {Form::csv, "csv", "text/csv", "text/csv; charset=utf-8; header=present", "csv", false},
    {Form::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", false},
    {Form::pdf, "pdf", "application/pdf", "application/pdf", "pdf", true},
    {Form::docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", true},
}};

const FormDescription& describe(Form form);
const FormDescription* form_called(std::string_view name);  // nullptr: there is none of that name
std::vector<std::string> media_types();                     // of all forms, in their order
std::string form_names();                                   // "json, text, html, csv, xlsx, pdf, docx"

using Rendered = Converted;  // the bytes of the file, or why it cannot be made now (pdf and docx alone)

// A slow form waits for its turn and for its program: up to programs.limit for each. Any thread.
Rendered render(const engine::Report& report, Form form, const Programs& programs = {});

// Names the file that render() would give, without making it: the same name, the same content. 64 hex digits.
std::string fingerprint(const engine::Report& report, Form form);

// From now on the table of that name is what a CSV file is made of, and the name of the file says so. Throws
// std::invalid_argument with a sentence that names the tables there are.
void choose_table(engine::Report& report, const std::string& section);

// "change-status-2019-03-15.pdf", "SECP_66_1503-minutes-RED.pdf": safe in Content-Disposition as it stands, ASCII
// letters, digits, dots and dashes.
std::string file_name(const engine::Report& report, Form form);

}  // namespace api::report
