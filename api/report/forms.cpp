// Calls the function that makes each form, and names files after what is in them.
#include "api/report/forms.hpp"

#include <algorithm>
#include <stdexcept>

#include "api/report/csv.hpp"
#include "api/report/html.hpp"
#include "api/report/json.hpp"
#include "api/report/text.hpp"
#include "api/report/xlsx.hpp"
#include "engine/calendar.hpp"
#include "engine/hash.hpp"
#include "engine/text.hpp"

namespace api::report {
namespace {

// Everything that the form shows is in this text.
std::string said(const engine::Report& report, Form form) {
  switch (form) {
    case Form::json:
      return json(report);
    case Form::text:
      return text(report);
    case Form::csv:
      return csv(report);
    case Form::xlsx:
      return json(report) + text(report);  // the sentences of empty tables are not in JSON
    case Form::html:
    case Form::pdf:
    case Form::docx:
      break;
  }
  return html(report);
}

// ASCII letters, digits and dashes.
std::string plain(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (engine::is_letter_or_digit(c) || c == '_') name += c;
    else if (!name.empty() && name.back() != '-') name += '-';
  }
  name = name.substr(0, 100);
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name;
}

// The name of its file without classification and extension.
std::string stem(const engine::Report& report) {
  auto name = plain(report.file.empty() ? report.name : report.file);
  if (name.empty()) name = "report";
  if (report.as_at && report.file.empty()) name += "-" + engine::to_text(*report.as_at);
  return name;
}

}  // namespace

const FormDescription& describe(Form form) {
  return *std::find_if(forms.begin(), forms.end(), [&](const auto& one) { return one.form == form; });
}

const FormDescription* form_called(std::string_view name) {
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const auto& one) { return one.name == name; });
  return found == forms.end() ? nullptr : &*found;
}

std::vector<std::string> media_types() {
  std::vector<std::string> all;
  for (const auto& form : forms) all.emplace_back(form.media);
  return all;
}

std::string form_names() {
  std::string all;
  for (const auto& form : forms) all += (all.empty() ? "" : ", ") + std::string(form.name);
  return all;
}

Rendered render(const engine::Report& report, Form form, const Programs& programs) {
  switch (form) {
    case Form::xlsx:
      return xlsx(report);
    case Form::pdf:
      return pdf(report, html(report), programs);
    case Form::docx:
      return docx(report, html(report, HtmlFor::programs), programs);
    case Form::json:
    case Form::text:
    case Form::html:
    case Form::csv:
      break;
  }
  return said(report, form);
}

std::string fingerprint(const engine::Report& report, Form form) {
  return engine::sha256_hex(std::string(describe(form).name) + '\n' + said(report, form));
}

void choose_table(engine::Report& report, const std::string& section) {
  const auto* found = report.section(section);
  if (found == nullptr || found->columns.empty()) {
    std::string names;
    for (const auto& one : report.sections)
      if (!one.columns.empty()) names += (names.empty() ? "" : ", ") + one.name;
    throw std::invalid_argument("there is no table '" + section + "' in it; these are: " + names);
  }
  report.file = stem(report) + "-" + section;
  report.main_table = section;
}

std::string file_name(const engine::Report& report, Form form) {
  auto name = stem(report);
  if (report.confidential) name += "-" + plain(report.classification);  // other readers' copies have other names
  return name + "." + std::string(describe(form).extension);
}

}  // namespace api::report
