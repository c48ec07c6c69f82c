// A form for any body: what people see of a JSON Schema, what they type, and the body that this makes. The schema is
// the only place that says what there is to fill in; here is how it is asked for. Values only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/types.hpp"

namespace api::pages {

using FormJson = nlohmann::ordered_json;

// Names of fields with what stands in them, as a browser sends them: {"objectives.0.view", "better"}.
using Typed = std::vector<std::pair<std::string, std::string>>;

struct FormChoice {
  std::string value, title, hint;
};

struct FormField {
  enum class Kind { text, long_text, number, yes_no, date, instant, choice, group, list, any };
  Kind kind = Kind::text;
  std::string name;         // within what it belongs to; empty: the whole body, or an item of a list
  std::string title, hint;  // for people
  std::string example;      // empty: there is none
  bool required = false;    // has to be there when what it belongs to is
  bool common = false;      // every command of these rules takes it
  std::size_t length_max = 0;
  std::vector<FormChoice> choices = {};
  std::vector<FormField> fields = {};  // of a group; of a list the one that each item is
  // Of a text: the member of an object that it may be instead, whose other members are `fields`. With none of these it
  // is the text alone.
  std::string plain = {};
};

// The form of an object's schema. `common`: names of members that it has in common with all other forms.
FormField form_of(const FormJson& schema, const std::vector<std::string>& common = {});

// The body that was typed. What was left empty is left out, and so is an item of a list in which nothing is; what does
// not fit its field stays the text that was typed, so that whoever reads the body can say what is wrong with it.
FormJson body_of(const FormField& form, const Typed& typed);
// What one would have to type for it: the other way round.
Typed typed_for(const FormField& form, const FormJson& body);

// "/objectives/0/view" is the field "objectives.0.view".
std::string field_at(std::string_view pointer);
// "objectives.0": what lies within a field.
std::string below(const std::string& name, std::string_view member);
bool lies_below(std::string_view name, std::string_view above);
// What stands in a field; empty: nothing, or it is not there.
std::string typed_in(const Typed& typed, std::string_view name);
// Without the fields below `name` and itself.
Typed without(Typed typed, std::string_view name);
// The numbers of the items of a list of which something was sent, in order.
std::vector<int> items_of(const Typed& typed, std::string_view list);

}  // namespace api::pages
