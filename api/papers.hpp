// Papers over HTTP: a report in the form that was asked for, by ?format= or by Accept; made once for as long as it is
// true.
#pragma once

#include "api/report/forms.hpp"
#include "api/shared.hpp"

namespace api {

// The forms by their media types, for Accept and for the OpenAPI document, and the parameter that chooses one too.
std::vector<std::string> paper_media();
ParameterDescription format_parameter();

// 422 or 406 (as problems) where there is no such form. Takes ?format= from the query.
report::Form read_form(Call& call);
// Whether the call asks for what takes a second or more: no other thread may wait for it.
bool asks_for_slow_form(const Call& call);

struct Paper {
  std::string key;  // what was asked for, but for the form; the same key, the same report while nothing is recorded
  engine::AsAt as_at;
  std::function<engine::Report()> make;
};
Response paper_response(Shared& shared, const Paper& paper, report::Form form);

}  // namespace api
