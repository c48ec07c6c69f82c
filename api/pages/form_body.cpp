// From what was typed to a body, and from a body to what would have to be typed for it.
#include <algorithm>
#include <charconv>
#include <optional>

#include "api/http/prescan.hpp"
#include "api/pages/form.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api::pages {

namespace {
using Kind = FormField::Kind;
using Found = std::optional<FormJson>;

// "1,000" and "1 000" as people write them.
FormJson number_in(const std::string& text) {
  std::string digits = text;
  std::erase_if(digits, [](char c) { return c == ',' || c == ' '; });
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc{} || end != digits.data() + digits.size()) return text;
  return number;
}

FormJson yes_or_no_in(const std::string& text) {
  if (text == "true") return true;
  return text == "false" ? FormJson(false) : FormJson(text);
}

// By its first letters, three at least; 0: it is none.
unsigned month_in(std::string_view letters) {
  for (unsigned month = 1; month <= 12 && letters.size() >= 3; ++month)
    if (engine::lower(engine::month_name(std::chrono::month(month))).starts_with(letters)) return month;
  return 0;
}

// "25 March 2019" as people write it, "2019-03-25" as browsers do.
FormJson day_in(const std::string& text) {
  int day = 0, year = 0;
  const char* const end = text.data() + text.size();
  const auto [behind_day, no_day] = std::from_chars(text.data(), end, day);
  const std::string rest = no_day == std::errc{} ? engine::lower(engine::trimmed({behind_day, end})) : "";
  const auto blank = rest.find(' ');
  if (blank == std::string::npos) return text;
  const auto month = month_in(std::string_view(rest).substr(0, blank));
  const auto [behind, no_year] = std::from_chars(rest.data() + blank + 1, rest.data() + rest.size(), year);
  if (month == 0 || no_year != std::errc{} || behind != rest.data() + rest.size()) return text;
  const engine::Date date{std::chrono::year(year), std::chrono::month(month),
                          std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? FormJson(engine::to_text(date)) : FormJson(text);
}

// "2019-03-25T17:00", by the clocks of London, as browsers send it.
FormJson instant_in(const std::string& text) {
  constexpr std::size_t with_minutes = std::string_view("2019-03-25T17:00").size();
  const auto shown = engine::read_time(text + (text.size() == with_minutes ? ":00Z" : "Z"));
  if (!shown) return text;
  const auto day = std::chrono::floor<std::chrono::days>(*shown);
  return engine::to_text(engine::london_time(engine::Date(day), *shown - day));
}

Found value_of(const FormField& field, const std::string& name, const Typed& typed);

// What has to be there stands empty in it; if that is all, nothing was typed.
Found members_of(const std::vector<FormField>& fields, const std::string& name, const Typed& typed) {
  FormJson object = FormJson::object();
  for (const FormField& one : fields)
    if (auto value = value_of(one, below(name, one.name), typed)) object[one.name] = *std::move(value);
  const bool some = std::any_of(object.begin(), object.end(),
                                [](const FormJson& one) { return !one.is_structured() || !one.empty(); });
  return some || (name.empty() && !object.empty()) ? Found(std::move(object)) : std::nullopt;
}

Found items_in(const FormField& field, const std::string& name, const Typed& typed) {
  FormJson list = FormJson::array();
  for (const int item : items_of(typed, name))
    if (auto value = value_of(field.fields.front(), below(name, std::to_string(item)), typed))
      list.push_back(*std::move(value));
  return list.empty() ? std::nullopt : Found(std::move(list));
}

Found text_in(const FormField& field, const std::string& name, const Typed& typed) {
  std::string text = typed_in(typed, name);
  if (text.empty() && !field.plain.empty()) text = typed_in(typed, below(name, field.plain));
  const bool blank = engine::trimmed(text, " \t\n").empty();
  if (field.fields.empty()) return blank ? std::nullopt : Found(text);
  auto others = members_of(field.fields, name, typed);
  if (!others) return blank ? std::nullopt : Found(text);
  FormJson whole = FormJson::object();
  if (!blank) whole[field.plain] = text;
  whole.update(*others);
  return whole;
}

// No deeper than a program may send it: what is done with it goes down into it.
Found object_in(const std::string& text) { return prescan(text) ? FormJson(text) : FormJson::parse(text); }

Found plain_value(const FormField& field, const std::string& name, const Typed& typed) {
  const std::string text(engine::trimmed(typed_in(typed, name)));
  if (text.empty()) return std::nullopt;
  switch (field.kind) {
    case Kind::number:
      return number_in(text);
    case Kind::yes_no:
      return yes_or_no_in(text);
    case Kind::date:
      return day_in(text);
    case Kind::instant:
      return instant_in(text);
    case Kind::any:
      return object_in(text);
    default:
      return text;
  }
}

Found value_of(const FormField& field, const std::string& name, const Typed& typed) {
  const auto or_empty = [&](Found found, FormJson empty) {
    return found || !field.required ? found : Found(std::move(empty));
  };
  if (field.kind == Kind::group) {
    // An item of a list is not there only because it might be.
    const Found found = members_of(field.fields, name, typed);
    return field.name.empty() ? found : or_empty(found, FormJson::object());
  }
  if (field.kind == Kind::list) return or_empty(items_in(field, name, typed), FormJson::array());
  if (field.kind == Kind::text || field.kind == Kind::long_text) return text_in(field, name, typed);
  return plain_value(field, name, typed);
}

void type(const FormField& field, const std::string& name, const FormJson& value, Typed& typed) {
  if (value.is_null()) return;
  if (value.is_object() && !field.fields.empty() && field.kind != Kind::list) {
    for (const auto& [member, one] : value.items()) {
      if (member == field.plain && !field.plain.empty()) typed.emplace_back(name, one.get<std::string>());
      for (const FormField& below_it : field.fields)
        if (below_it.name == member) type(below_it, below(name, member), one, typed);
    }
  } else if (value.is_array() && field.kind == Kind::list) {
    for (std::size_t i = 0; i < value.size(); ++i)
      type(field.fields.front(), below(name, std::to_string(i)), value[i], typed);
  } else {
    typed.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
}
}  // namespace

FormJson body_of(const FormField& form, const Typed& typed) {
  return members_of(form.fields, "", typed).value_or(FormJson::object());
}

Typed typed_for(const FormField& form, const FormJson& body) {
  Typed typed;
  type(form, "", body, typed);
  return typed;
}

std::string field_at(std::string_view pointer) {
  std::string name;
  for (std::size_t i = pointer.starts_with('/') ? 1 : 0; i < pointer.size(); ++i) {
    if (pointer[i] == '~' && i + 1 < pointer.size()) name += pointer[++i] == '1' ? '/' : '~';
    else name += pointer[i] == '/' ? '.' : pointer[i];
  }
  return name;
}

std::string below(const std::string& name, std::string_view member) {
  return name.empty() ? std::string(member) : name + "." + std::string(member);
}

bool lies_below(std::string_view name, std::string_view above) {
  return name.size() > above.size() && name.starts_with(above) && name[above.size()] == '.';
}

std::string typed_in(const Typed& typed, std::string_view name) {
  for (const auto& [one, value] : typed)
    if (one == name && !value.empty()) return value;
  return "";
}

Typed without(Typed typed, std::string_view name) {
  std::erase_if(typed, [&](const auto& one) { return one.first == name || lies_below(one.first, name); });
  return typed;
}

std::vector<int> items_of(const Typed& typed, std::string_view list) {
  constexpr int item_max = 9'999;
  std::vector<int> items;
  for (const auto& one : typed) {
    if (!lies_below(one.first, list)) continue;
    int item = 0;
    const char* const begin = one.first.data() + list.size() + 1;
    const char* const end = one.first.data() + one.first.size();
    const auto [behind, fault] = std::from_chars(begin, end, item);
    if (fault == std::errc{} && item >= 0 && item <= item_max && (behind == end || *behind == '.'))
      items.push_back(item);
  }
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

}  // namespace api::pages
