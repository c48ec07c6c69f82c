// Papers over HTTP: a report in the form that was asked for, by ?format= or by Accept; made once for as long as it is
// true.
#pragma once

#include "api/report/forms.hpp"
#include "api/routes/context.hpp"

namespace api {

// The forms by their media types, for Accept and for the OpenAPI document, and the parameter that chooses one too.
std::vector<std::string> paper_media();
// What a paper takes beside its own parameters: its form, for CSV one of its tables, and (if the workflow has
// classes of papers) whose copy it is to be.
std::vector<ParameterDescription> paper_parameters(const engine::Workflow& rules);

// 422 or 406 (as problems) if there is no such form. Takes ?format= from the query.
report::Form read_form(Call& call);
// How much the readers of the copy may see, by ?audience=; nothing: it is the caller's own. 422 for an unknown one.
std::optional<engine::Clearance> read_audience(Call& call, const engine::Workflow& rules);
// What only CSV takes: 422 with another form.
struct CsvChoice {
  std::optional<std::string> section = {};  // ?section=: the table, if it is not the main one
  bool marked = true;                       // ?bom=false: without the byte order mark that spreadsheets need
};
CsvChoice read_csv_choice(Call& call, report::Form form);
// Whether the call asks for what takes a second or more: no other thread may wait for it.
bool asks_for_slow_form(const Call& call);

struct Paper {
  std::string key;  // what was asked for, except the form; the same key, the same report while nothing is recorded
  engine::AsAt as_at;
  std::function<engine::Report()> make;
  CsvChoice csv = {};
};
Response paper_response(const Read& read, report::FinishedFiles& files, const engine::Actor& by, const Paper& paper,
                        report::Form form);

}  // namespace api
