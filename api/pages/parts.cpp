// Makes the values of the parts' templates: what is said, what may be done at once, and the fields of what is asked
// for.
#include "api/pages/parts.hpp"

#include <algorithm>

#include "api/http/target.hpp"
#include "api/http/text.hpp"
#include "api/pages/tables.hpp"
#include "engine/text.hpp"

namespace api::pages {
namespace {

using kainjow::mustache::data;
using Kind = FormField::Kind;

constexpr std::size_t place_max = 40;

// "text.classification" in the form of a command, "modifications.0" of a list.
const FormField* field_in(const FormField& form, std::string_view name) {
  const auto dot = name.find('.');
  const auto first = name.substr(0, dot);
  const auto found = std::find_if(form.fields.begin(), form.fields.end(),
                                  [&](const FormField& one) { return form.kind == Kind::list || one.name == first; });
  if (found == form.fields.end()) return nullptr;
  return dot == std::string_view::npos ? &*found : field_in(*found, name.substr(dot + 1));
}

// An item of a list is called what the list is.
std::string title_in(const FormField& form, const std::string& name) {
  const auto* field = field_in(form, name);
  if (field == nullptr) return "";
  if (field->title.empty() && field->name.empty()) return title_in(form, name.substr(0, name.rfind('.')));
  return field->title.empty() ? field->name : field->title;
}

data choices_of(const FormField& field, const std::string& typed) {
  return list_of(field.choices, [&](data& item, const FormChoice& one) {
    item["value"] = one.value;
    item["words"] = one.title.empty() ? one.value : one.title;
    item["chosen"] = data{one.value == typed};
  });
}

data field_of(const FormField& field, const std::string& name, const std::string& id, const std::string& typed) {
  data made;
  const bool chooses = field.kind == Kind::choice;
  made["select"] = data{chooses};
  made["area"] = data{field.kind == Kind::long_text};
  made["input"] = data{!chooses && field.kind != Kind::long_text};
  made["id"] = id;
  made["name"] = name;
  made["optional"] = data{!field.required || field.name.empty()};  // an item of a list
  made["value"] = shown(typed);
  if (chooses) made["choices"] = choices_of(field, typed);
  return made;
}

// Each place has its own fields, so that labels find them.
data fields_of(const engine::PageAct& act, const std::string& place, const Doing& doing) {
  const FormField& form = doing.form(act.command);
  std::vector<std::pair<std::string, const FormField*>> asked;
  for (const auto& name : act.asks)
    if (const auto* field = field_in(form, name)) asked.emplace_back(name, field);
  return list_of(asked, [&](data& item, const auto& one) {
    const auto& [name, field] = one;
    item = field_of(*field, name, place + "-" + act.command + "-" + name, typed_in(act.typed, name));
    item["title"] = title_in(form, name);
  });
}

// What is filled in and not asked for.
data hidden_of(const engine::PageAct& act) {
  Typed hidden;
  for (const auto& one : act.typed)
    if (std::find(act.asks.begin(), act.asks.end(), one.first) == act.asks.end()) hidden.push_back(one);
  return list_of(hidden, [](data& item, const auto& one) {
    item["name"] = one.first;
    item["value"] = shown(one.second);
  });
}

// Addresses stay in browsers and in logs: they carry numbers, and never what somebody has said.
bool may_stand_in_an_address(const std::pair<std::string, std::string>& typed) {
  return typed.second.find_first_not_of("0123456789") == std::string::npos;
}

std::string link_of(const engine::PageAct& act, const std::string& place, const Doing& doing) {
  std::string link = doing.address + "/do/" + act.command + "?back=" + encoded(place);
  for (const auto& one : act.typed)
    if (!one.second.empty() && may_stand_in_an_address(one)) link += "&" + encoded(one.first) + "=" + one.second;
  return link;
}

// A link leads to its form; if words are filled in there, a button does, for these do not stand in an address.
data act_of(const engine::PageAct& act, const std::string& place, const Doing& doing) {
  const bool asks = !act.at_once && !act.asks.empty();
  const bool leads = !act.at_once && !asks && std::all_of(act.typed.begin(), act.typed.end(), may_stand_in_an_address);
  data made;
  made["act"] = act.words.empty() ? in_words(act.command) : act.words;
  made["sends"] = data{!asks && !leads};
  made["asks"] = data{asks};
  made["leads"] = data{leads};
  made["href"] = link_of(act, place, doing);
  if (leads) return made;
  made["button"] = act.at_once || asks ? "send" : "fill";
  made["action"] = doing.address + "/do/" + act.command;
  made["version"] = doing.version;
  made["key"] = doing.new_key();
  made["back"] = place;
  made["typed"] = hidden_of(act);
  if (asks) made["fields"] = fields_of(act, place, doing);
  return made;
}

data prose_list(const std::vector<engine::Report::Paragraph>& said) {
  return list_of(said, [](data& item, const engine::Report::Paragraph& paragraph) {
    item["point"] = data{paragraph.point};
    item["pieces"] = list_of(paragraph.pieces, [](data& piece, const engine::Report::Piece& one) {
      piece["strong"] = data{one.strong};
      piece["words"] = shown(one.text);
    });
  });
}

std::string_view class_of(engine::PageLine::Tone tone) {
  using Tone = engine::PageLine::Tone;
  return tone == Tone::waits ? " wait" : tone == Tone::done ? " go" : tone == Tone::gone ? " stop" : "";
}

}  // namespace

data act_list(const std::vector<engine::PageAct>& acts, const std::string& place, const Doing& doing) {
  std::vector<const engine::PageAct*> open;
  for (const auto& act : acts)
    if (std::find(doing.open.begin(), doing.open.end(), act.command) != doing.open.end()) open.push_back(&act);
  return list_of(open, [&](data& item, const engine::PageAct* act) { item = act_of(*act, place, doing); });
}

namespace {
data line_list(const std::vector<engine::PageLine>& lines, const std::string& part, const Doing& doing) {
  return list_of(lines, [&](data& item, const engine::PageLine& line) {
    item["line_id"] = line.id;
    item["state"] = line.state;
    item["tone"] = std::string(class_of(line.tone));
    item["gone"] = data{line.tone == engine::PageLine::Tone::gone};
    item["said"] = prose_list(line.said);
    item["more"] = list_of(line.more, [](data& one, const std::string& text) { one["text"] = shown(text); });
    item["facts"] = facts_list(line.facts);
    auto acts = act_list(line.acts, part, doing);
    item["has_acts"] = data{!acts.is_empty_list()};
    item["acts"] = std::move(acts);
  });
}

}  // namespace

data facts_list(const std::vector<engine::PageFact>& facts) {
  return list_of(facts, [](data& item, const engine::PageFact& fact) {
    item["label"] = shown(fact.label);
    item["value"] = shown(fact.value);
    item["href"] = fact.href.empty() ? data{false} : data{fact.href};
  });
}

data part_list(const std::vector<engine::PagePart>& parts, const Doing& doing) {
  std::vector<std::pair<const engine::PagePart*, data>> there;
  for (const auto& part : parts)
    if (auto acts = act_list(part.acts, part.id, doing); !part.only_acts || !acts.is_empty_list())
      there.emplace_back(&part, std::move(acts));
  auto next = there.begin();
  return list_of(there, [&](data& item, const auto& one) {
    const engine::PagePart& part = *one.first;
    item["part_id"] = part.id;
    item["heading"] = shown(part.heading);
    item["tag"] = part.tag.empty() ? data{false} : data{part.tag};
    item["facts"] = facts_list(part.facts);
    item["has_facts"] = data{!part.facts.empty()};
    item["texts"] = list_of(part.texts, [](data& one, const engine::PageText& text) {
      one["label"] = text.label.empty() ? data{false} : data{shown(text.label)};
      one["said"] = prose_list(text.said);
    });
    item["lines"] = line_list(part.lines, part.id, doing);
    item["has_lines"] = data{!part.lines.empty()};
    item["has_acts"] = data{!one.second.is_empty_list()};
    item["acts"] = std::move(next++->second);
    item["done_here"] = doing.done.empty() || doing.done_at != part.id ? data{false} : data{doing.done};
  });
}

std::string place_in(std::string_view text) {
  const bool fits = !text.empty() && text.size() <= place_max && std::all_of(text.begin(), text.end(), [](char c) {
    return engine::is_letter_or_digit(c) || c == '-';
  });
  return fits ? std::string(text) : "";
}

}  // namespace api::pages
