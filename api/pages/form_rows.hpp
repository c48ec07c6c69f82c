// A form as the lines of a page, one after the other, so that one template without any logic can write them.
#pragma once

#include <kainjow/mustache.hpp>

#include "api/pages/form.hpp"

namespace api::pages {

// What a form is shown with.
struct Shown {
  Typed typed = {};                             // what stands in its fields
  std::vector<engine::FieldError> errors = {};  // what is wrong with them
  std::string one_more = {};                    // the list that has another empty item at its end
  std::string file_before = {};  // the field that a file may be chosen for instead; empty: none can be sent
};

// For form.mustache.html: `rows`, and of what is wrong `errors`, `has_errors`.
void set_form(const FormField& form, const Shown& shown, kainjow::mustache::data& values);
// The list of what is wrong alone, for forms that are made by hand. `form`: what it knows of can be jumped to.
void set_errors(const FormField& form, const std::vector<engine::FieldError>& errors, kainjow::mustache::data& values);

}  // namespace api::pages
