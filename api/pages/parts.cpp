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

// "text.classification" in the form of a command.
const FormField* field_in(const FormField& form, std::string_view name) {
  const auto dot = name.find('.');
  const auto first = name.substr(0, dot);
  const auto found =
      std::find_if(form.fields.begin(), form.fields.end(), [&](const FormField& one) { return one.name == first; });
  if (found == form.fields.end()) return nullptr;
  return dot == std::string_view::npos ? &*found : field_in(*found, name.substr(dot + 1));
}

data choices_of(const FormField& field, const std::string& typed) {
  return list_of(field.choices, [&](data& item, const FormChoice& one) {
    item.set("value", one.value);
    item.set("words", one.title.empty() ? one.value : one.title);
    item.set("chosen", data{one.value == typed});
  });
}

data field_of(const FormField& field, const std::string& name, const std::string& id, const std::string& typed) {
  data made;
  const bool chooses = field.kind == Kind::choice;
  made.set("select", data{chooses});
  made.set("area", data{field.kind == Kind::long_text});
  made.set("input", data{!chooses && field.kind != Kind::long_text});
  made.set("id", id);
  made.set("name", name);
  made.set("title", field.title.empty() ? field.name : field.title);
  made.set("optional", data{!field.required});
  made.set("value", shown(typed));
  if (chooses) made.set("choices", choices_of(field, typed));
  return made;
}

// Each place has its own fields, so that labels find them.
data fields_of(const engine::PageAct& act, const std::string& place, const Doing& doing) {
  data list{data::type::list};
  const FormField& form = doing.form(act.command);
  for (const auto& name : act.asks)
    if (const auto* field = field_in(form, name))
      list.push_back(field_of(*field, name, place + "-" + act.command + "-" + name, typed_in(act.typed, name)));
  return list;
}

// What is filled in and not asked for.
data hidden_of(const engine::PageAct& act) {
  Typed hidden;
  for (const auto& one : act.typed)
    if (std::find(act.asks.begin(), act.asks.end(), one.first) == act.asks.end()) hidden.push_back(one);
  return list_of(hidden, [](data& item, const auto& one) {
    item.set("name", one.first);
    item.set("value", shown(one.second));
  });
}

std::string link_of(const engine::PageAct& act, const std::string& place, const Doing& doing) {
  std::string link = doing.address + "/do/" + act.command + "?back=" + encoded(place);
  // Addresses stay in browsers and in logs: they carry numbers, and never what somebody has said.
  for (const auto& [name, value] : act.typed)
    if (!value.empty() && value.find_first_not_of("0123456789") == std::string::npos)
      link += "&" + encoded(name) + "=" + value;
  return link;
}

data act_of(const engine::PageAct& act, const std::string& place, const Doing& doing) {
  data made;
  made.set("act", act.words.empty() ? in_words(act.command) : act.words);
  made.set("sends", data{act.at_once});
  made.set("asks", data{!act.at_once && !act.asks.empty()});
  made.set("leads", data{!act.at_once && act.asks.empty()});
  made.set("href", link_of(act, place, doing));
  if (!act.at_once && act.asks.empty()) return made;
  made.set("action", doing.address + "/do/" + act.command);
  made.set("version", doing.version);
  made.set("key", doing.new_key());
  made.set("back", place);
  made.set("typed", hidden_of(act));
  if (!act.at_once) made.set("fields", fields_of(act, place, doing));
  return made;
}

data act_list(const std::vector<engine::PageAct>& acts, const std::string& place, const Doing& doing) {
  data list{data::type::list};
  for (const auto& act : acts)
    if (std::find(doing.open.begin(), doing.open.end(), act.command) != doing.open.end())
      list.push_back(act_of(act, place, doing));
  return list;
}

data prose_list(const std::vector<engine::Report::Paragraph>& said) {
  return list_of(said, [](data& item, const engine::Report::Paragraph& paragraph) {
    item.set("point", data{paragraph.point});
    item.set("pieces", list_of(paragraph.pieces, [](data& piece, const engine::Report::Piece& one) {
               piece.set("strong", data{one.strong});
               piece.set("words", shown(one.text));
             }));
  });
}

std::string_view class_of(engine::PageLine::Tone tone) {
  using Tone = engine::PageLine::Tone;
  return tone == Tone::waits ? " wait" : tone == Tone::done ? " go" : tone == Tone::gone ? " stop" : "";
}

data line_list(const std::vector<engine::PageLine>& lines, const std::string& part, const Doing& doing) {
  return list_of(lines, [&](data& item, const engine::PageLine& line) {
    item.set("line_id", line.id);
    item.set("state", line.state);
    item.set("tone", std::string(class_of(line.tone)));
    item.set("gone", data{line.tone == engine::PageLine::Tone::gone});
    item.set("said", prose_list(line.said));
    item.set("more", list_of(line.more, [](data& one, const std::string& text) { one.set("text", shown(text)); }));
    item.set("facts", facts_list(line.facts));
    const auto acts = act_list(line.acts, part, doing);
    item.set("has_acts", data{!acts.is_empty_list()});
    item.set("acts", acts);
  });
}

}  // namespace

data facts_list(const std::vector<engine::PageFact>& facts) {
  return list_of(facts, [](data& item, const engine::PageFact& fact) {
    item.set("label", shown(fact.label));
    item.set("value", shown(fact.value));
    item.set("href", fact.href.empty() ? data{false} : data{fact.href});
  });
}

data part_list(const std::vector<engine::PagePart>& parts, const Doing& doing) {
  data list{data::type::list};
  for (const auto& part : parts) {
    const auto acts = act_list(part.acts, part.id, doing);
    if (part.only_acts && acts.is_empty_list()) continue;
    data item;
    item.set("part_id", part.id);
    item.set("heading", shown(part.heading));
    item.set("tag", part.tag.empty() ? data{false} : data{part.tag});
    item.set("facts", facts_list(part.facts));
    item.set("has_facts", data{!part.facts.empty()});
    item.set("texts", list_of(part.texts, [](data& one, const engine::PageText& text) {
               one.set("label", text.label.empty() ? data{false} : data{shown(text.label)});
               one.set("said", prose_list(text.said));
             }));
    item.set("lines", line_list(part.lines, part.id, doing));
    item.set("has_lines", data{!part.lines.empty()});
    item.set("has_acts", data{!acts.is_empty_list()});
    item.set("acts", acts);
    item.set("done_here", doing.done.empty() || doing.done_at != part.id ? data{false} : data{doing.done});
    list.push_back(item);
  }
  return list;
}

std::string place_in(std::string_view text) {
  const bool fits = !text.empty() && text.size() <= place_max && std::all_of(text.begin(), text.end(), [](char c) {
    return engine::is_letter_or_digit(c) || c == '-';
  });
  return fits ? std::string(text) : "";
}

}  // namespace api::pages
