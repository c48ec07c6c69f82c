// Reads a JSON Schema as a form. It takes the schemas that the engine writes: objects, lists, words, and texts that may
// be an object instead.
#include "api/pages/form.hpp"

#include <algorithm>

namespace api::pages {

namespace {
using Kind = FormField::Kind;

FormField read_field(const FormJson& schema);

std::string said_in(const FormJson& schema, const char* member) {
  const auto found = schema.find(member);
  return found != schema.end() && found->is_string() ? found->get<std::string>() : "";
}

bool is_of_type(const FormJson& schema, std::string_view type) {
  const auto found = schema.find("type");
  if (found == schema.end()) return false;
  if (found->is_string()) return found->get_ref<const std::string&>() == type;
  return std::find(found->begin(), found->end(), type) != found->end();
}

void read_words(const FormJson& schema, FormField& field) {
  field.title = said_in(schema, "title");
  field.hint = said_in(schema, "description");
  const auto examples = schema.find("examples");
  if (examples == schema.end() || examples->empty()) return;
  const FormJson& first = examples->front();
  if (first.is_string()) field.example = first.get<std::string>();
  if (first.is_number()) field.example = first.dump();
}

void read_choices(const FormJson& schema, FormField& field) {
  field.kind = Kind::choice;
  const auto worded = schema.find("oneOf");
  for (const FormJson& value : schema["enum"]) {
    if (!value.is_string()) continue;
    FormChoice choice{value, value, ""};
    if (worded != schema.end())
      for (const FormJson& one : *worded)
        if (one.contains("const") && one["const"] == value && one.contains("title"))
          choice = {value, said_in(one, "title"), said_in(one, "description")};
    field.choices.push_back(std::move(choice));
  }
}

void read_members(const FormJson& schema, FormField& field) {
  const auto properties = schema.find("properties");
  if (properties == schema.end()) return;
  const auto required = schema.find("required");
  for (const auto& [name, member] : properties->items()) {
    FormField one = read_field(member);
    one.name = name;
    one.required = required != schema.end() && std::find(required->begin(), required->end(), name) != required->end();
    field.fields.push_back(std::move(one));
  }
}

// A text, or an object that has that text as its one required member.
void read_either(const FormJson& either, FormField& field) {
  field.kind = Kind::long_text;
  for (const FormJson& one : either) {
    if (!is_of_type(one, "object")) continue;
    FormField whole;
    read_members(one, whole);
    for (FormField& member : whole.fields)
      if (member.required && field.plain.empty()) field.plain = member.name;
      else field.fields.push_back(std::move(member));
  }
}

constexpr std::size_t short_text = 400;

FormField read_field(const FormJson& schema) {
  FormField field;
  read_words(schema, field);
  field.length_max = schema.value("maxLength", std::size_t{0});
  const std::string format = said_in(schema, "format");
  if (schema.contains("enum")) {
    read_choices(schema, field);
  } else if (const auto either = schema.find("anyOf"); either != schema.end() && !schema.contains("properties")) {
    read_either(*either, field);
  } else if (is_of_type(schema, "object")) {
    field.kind = schema.contains("properties") ? Kind::group : Kind::any;
    read_members(schema, field);
  } else if (is_of_type(schema, "array")) {
    field.kind = Kind::list;
    field.fields.push_back(read_field(schema["items"]));
    field.fields.back().required = true;
  } else if (is_of_type(schema, "boolean")) {
    field.kind = Kind::yes_no;
    field.choices = {{"true", "Yes", ""}, {"false", "No", ""}};
  } else if (is_of_type(schema, "integer") || is_of_type(schema, "number")) {
    field.kind = Kind::number;
  } else if (format == "date") {
    field.kind = Kind::date;
  } else if (format == "date-time") {
    field.kind = Kind::instant;
  } else {
    field.kind = Kind::text;
  }
  if (field.length_max > short_text) field.length_max = 0;  // nobody types that much into one line
  return field;
}
}  // namespace

FormField form_of(const FormJson& schema, const std::vector<std::string>& common) {
  FormField form = read_field(schema);
  form.required = true;
  form.kind = Kind::group;
  for (FormField& member : form.fields)
    member.common = !member.required && std::find(common.begin(), common.end(), member.name) != common.end();
  return form;
}

}  // namespace api::pages
