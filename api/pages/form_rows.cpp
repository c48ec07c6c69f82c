// Walks through a form and writes down each of its fields as it has to stand on the page.
#include "api/pages/form_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api::pages {

namespace {
using Kind = FormField::Kind;
using kainjow::mustache::data;

constexpr std::size_t radios_max = 7;  // more choices than these are a list to open
constexpr std::size_t apart_min = 3;   // so many fields that may be left out of an item lie in a fold

bool lies_in(const std::string& name, const std::string& above) { return name == above || lies_below(name, above); }

// As the browser's own field for it wants it; what it would not take is shown as it was typed.
std::string london_clock(const std::string& text) {
  const auto instant = text.ends_with('Z') ? engine::read_time(text) : std::nullopt;
  if (!instant) return text;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(engine::london_hour(*instant)).count();
  return fmt::format("{}T{:02}:{:02}", engine::to_text(engine::london_date(*instant)), minutes / 60, minutes % 60);
}

class Rows {
 public:
  explicit Rows(const Shown& shown) : shown_(shown) {}

  void add(const FormField& field, const std::string& name, bool in_list = false) {
    if (!name.empty() && name == shown_.file_before) return add_file(name);
    if (field.kind == Kind::group) return add_group(field, name, in_list);
    if (field.kind == Kind::list) return add_list(field, name);
    if (field.kind == Kind::choice || field.kind == Kind::yes_no) add_choice(field, name, in_list);
    else add_input(field, name, in_list);
    for (const FormField& other : field.fields) add(other, below(name, other.name));
  }

  // Its hash is for programs. A file that came with a form that was refused is here: it is not to be chosen again.
  void add_file(const std::string& name) {
    const auto hash = typed_in(shown_.typed, name);
    data file = begun("file", name, "",
                      hash.empty() ? "It is sent with this form."
                                   : "It has been received. Choose another one only if it was the wrong one.");
    file["has_error"] = data{!error_at(name).empty()};
    file["error"] = error_at(name);
    rows.push_back(file);
    if (hash.empty()) return;
    data row = begun("hidden", name, "", "");
    row["value"] = shown(hash);
    rows.push_back(row);
  }

  void open_fold(const std::string& title, const std::string& hint, bool is_open) {
    data row = begun("opens_fold", "", title, hint);
    row["is_open"] = data{is_open};
    rows.push_back(row);
  }
  void close(const char* what) { rows.push_back(begun(what, "", "", "")); }
  bool touched(const std::string& name) const {
    const auto in_it = [&](const auto& typed) { return lies_in(typed.first, name) && !typed.second.empty(); };
    return !error_in(name).empty() || lies_in(shown_.one_more, name) ||
           std::any_of(shown_.typed.begin(), shown_.typed.end(), in_it);
  }

  data rows{data::type::list};

 private:
  // Every name that the template asks a row for: one that is missing would be looked for around it.
  static data begun(const char* what, const std::string& name, const std::string& title, const std::string& hint) {
    data row;
    for (const char* one : {"opens_fold", "closes_fold", "opens_group", "closes_group", "input", "area", "radios",
                            "select", "checks", "adds", "removes", "file", "hidden"})
      row[one] = data{std::string_view(one) == what};
    row["name"] = name;
    row["title"] = title;
    row["hint"] = hint;
    row["has_hint"] = data{!hint.empty()};
    row["has_error"] = data{false};
    row["optional"] = data{false};
    row["has_length"] = data{false};
    return row;
  }

  data of_field(const char* what, const FormField& field, const std::string& name, bool in_list) const {
    std::string title = field.title.empty() && !in_list ? field.name : field.title;
    if (title.empty()) title = number_of(name);
    const std::string hint = hints_ ? field.hint : "";
    data row = begun(what, name, title, hint);
    const std::string error = error_at(name);
    row["has_error"] = data{!error.empty()};
    row["error"] = error;
    row["optional"] = data{!field.required && !in_list};
    row["described"] = data{!hint.empty() || !error.empty()};
    row["by"] = (hint.empty() ? "" : name + "-hint") + std::string(error.empty() ? "" : " " + name + "-error");
    return row;
  }

  // "2": the second of its list.
  static std::string number_of(const std::string& name) {
    const std::string last = name.substr(name.rfind('.') + 1);
    return last.find_first_not_of("0123456789") == std::string::npos ? std::to_string(std::stoi(last) + 1) : last;
  }

  void add_group(const FormField& field, const std::string& name, bool in_list) {
    const bool folded = !field.required && !in_list;
    if (folded) open_fold(field.title, field.hint, touched(name));
    else rows.push_back(of_field("opens_group", field, name, in_list));
    if (in_list) add_item(field, name);
    else add_members(field.fields, name);
    close(folded ? "closes_fold" : "closes_group");
  }

  void add_those(const std::vector<FormField>& members, const std::string& name, auto which) {
    for (const FormField& one : members)
      if (which(one)) add(one, below(name, one.name));
  }
  void add_members(const std::vector<FormField>& members, const std::string& name) {
    add_those(members, name, [](const FormField&) { return true; });
  }

  // Lists are long: of each item that is first which has to be said, or is.
  void add_item(const FormField& field, const std::string& name) {
    const auto is_first = [&](const FormField& one) { return one.required || touched(below(name, one.name)); };
    std::vector<std::string> apart;
    for (const FormField& one : field.fields)
      if (!is_first(one)) apart.push_back(one.title);
    if (apart.size() < apart_min) {
      add_members(field.fields, name);
    } else {
      add_those(field.fields, name, is_first);
      open_fold("More about number " + number_of(name), engine::joined(apart, ", ") + ".", false);
      add_those(field.fields, name, [&](const FormField& one) { return !is_first(one); });
      close("closes_fold");
    }
    rows.push_back(begun("removes", name, number_of(name), ""));
  }

  void add_list(const FormField& field, const std::string& name) {
    const FormField& item = field.fields.front();
    if (item.kind == Kind::choice) return add_checks(field, name);
    rows.push_back(of_field("opens_group", field, name, false));
    std::vector<int> items = items_of(shown_.typed, name);
    if ((items.empty() && field.required) || shown_.one_more == name)
      items.push_back(items.empty() ? 0 : items.back() + 1);
    const bool hints = hints_;
    for (const int one : items) {
      add(item, below(name, std::to_string(one)), true);
      hints_ = false;  // the first item has said what its fields are
    }
    hints_ = hints;
    rows.push_back(begun("adds", name, field.title, items.empty() ? "" : "more"));
    close("closes_group");
  }

  void add_checks(const FormField& field, const std::string& name) {
    const FormField& item = field.fields.front();
    data row = of_field("checks", field, name, false), boxes{data::type::list};
    std::vector<std::string> chosen;
    for (const int one : items_of(shown_.typed, name))
      chosen.push_back(typed_in(shown_.typed, below(name, std::to_string(one))));
    for (std::size_t i = 0; i < item.choices.size(); ++i) {
      data box = box_of(item.choices[i], name, i);
      box["box"] = below(name, std::to_string(i));
      box["chosen"] = data{std::find(chosen.begin(), chosen.end(), item.choices[i].value) != chosen.end()};
      boxes.push_back(box);
    }
    row["choices"] = std::move(boxes);
    rows.push_back(row);
  }

  static data box_of(const FormChoice& choice, const std::string& name, std::size_t place) {
    data box;
    box["id"] = place == 0 ? name : name + "-" + std::to_string(place);
    box["value"] = choice.value;
    box["word"] = choice.title;
    box["about"] = choice.hint;
    box["has_about"] = data{!choice.hint.empty()};
    return box;
  }

  void add_choice(const FormField& field, const std::string& name, bool in_list) {
    const std::string typed = typed_in(shown_.typed, name);
    const bool radios = field.required && field.choices.size() <= radios_max;
    data row = of_field(radios ? "radios" : "select", field, name, in_list), boxes{data::type::list};
    bool known = typed.empty();
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
      data box = box_of(field.choices[i], name, i);
      box["chosen"] = data{field.choices[i].value == typed};
      known |= field.choices[i].value == typed;
      boxes.push_back(box);
    }
    if (!known && !radios) {  // what is no choice is shown all the same: it is what was typed
      data box = box_of({typed, typed, ""}, name, field.choices.size());
      box["chosen"] = data{true};
      boxes.push_back(box);
    }
    row["choices"] = std::move(boxes);
    rows.push_back(row);
  }

  void add_input(const FormField& field, const std::string& name, bool in_list) {
    const bool area = field.kind == Kind::long_text || field.kind == Kind::any;
    data row = of_field(area ? "area" : "input", field, name, in_list);
    std::string value = typed_in(shown_.typed, name), type = "text";
    if (field.kind == Kind::date && (value.empty() || engine::read_date(value))) type = "date";
    if (field.kind == Kind::instant) {
      value = london_clock(value);
      if (value.empty() || value.size() == 16) type = "datetime-local";
    }
    row["value"] = value;
    row["type"] = type;
    row["mode"] = field.kind == Kind::number ? "numeric" : "text";
    row["has_length"] = data{field.length_max > 0 && type == "text"};
    row["length"] = std::to_string(field.length_max);
    row["has_example"] = data{!field.example.empty() && field.kind == Kind::text};
    row["example"] = field.example;
    rows.push_back(row);
  }

  std::string error_at(const std::string& name) const {
    std::string all;
    for (const engine::FieldError& one : shown_.errors)
      if (field_at(one.pointer) == name) all += (all.empty() ? "" : "; ") + one.detail;
    return all;
  }
  std::string error_in(const std::string& name) const {
    for (const engine::FieldError& one : shown_.errors)
      if (lies_in(field_at(one.pointer), name)) return one.detail;
    return "";
  }

  const Shown& shown_;
  bool hints_ = true;
};

// The field that can be jumped to: itself, or the nearest one around it that the form has.
std::string nearest(const FormField& form, const std::string& name) {
  const FormField* at = &form;
  std::string known;
  for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + 1) {
    to = name.find('.', from);
    const std::string step = name.substr(from, to == std::string::npos ? to : to - from);
    const auto found = std::find_if(at->fields.begin(), at->fields.end(),
                                    [&](const FormField& one) { return at->kind == Kind::list || one.name == step; });
    if (found == at->fields.end()) break;
    at = &*found;
    known = name.substr(0, to);
  }
  return known;
}
}  // namespace

void set_errors(const FormField& form, const std::vector<engine::FieldError>& errors, data& values) {
  data list{data::type::list};
  for (const engine::FieldError& one : errors) {
    const std::string field = nearest(form, field_at(one.pointer));
    data item;
    item["field"] = field;
    item["linked"] = data{!field.empty()};
    item["detail"] = one.detail;
    list.push_back(item);
  }
  values["errors"] = std::move(list);
  values["has_errors"] = data{!errors.empty()};
}

namespace {
std::string titles_of_common(const FormField& form) {
  std::vector<std::string> titles;
  for (const FormField& one : form.fields)
    if (one.common) titles.push_back(one.title);
  return engine::joined(titles, ", ");
}
}  // namespace

void set_form(const FormField& form, const Shown& shown, data& values) {
  Rows rows(shown);
  const auto add_those = [&](auto which) {
    for (const FormField& member : form.fields)
      if (which(member)) rows.add(member, member.name);
  };
  add_those([](const FormField& one) { return one.required; });
  add_those([](const FormField& one) { return !one.required && !one.common && one.kind != Kind::group; });
  add_those([](const FormField& one) { return !one.required && !one.common && one.kind == Kind::group; });
  const bool some = std::any_of(form.fields.begin(), form.fields.end(), [](const auto& one) { return one.common; });
  const bool is_open = std::any_of(form.fields.begin(), form.fields.end(),
                                   [&](const FormField& one) { return one.common && rows.touched(one.name); });
  if (some) rows.open_fold("For the record", titles_of_common(form) + ". All of it may be left out.", is_open);
  add_those([](const FormField& one) { return one.common; });
  if (some) rows.close("closes_fold");
  values["rows"] = std::move(rows.rows);
  set_errors(form, shown.errors, values);
}

}  // namespace api::pages
