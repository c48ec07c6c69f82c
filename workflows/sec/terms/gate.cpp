// Section 9 as two small tables (who sees which class, which members stay) and one walk over JSON.
#include "workflows/sec/terms/gate.hpp"

#include <algorithm>
#include <functional>

#include <nlohmann/json.hpp>

#include "engine/body.hpp"
#include "engine/text.hpp"

namespace sec {

engine::Clearance clearance(const engine::Actor& actor) {
  // What the program itself sends stands beside SECAS.
  static constexpr std::string_view its_own[] = {"clock",        "split",   "calendar", "release",
                                                 "modification", "undoing", "meeting"};
  const auto& role = actor.role;
  if (is_secas(role) || std::find(std::begin(its_own), std::end(its_own), role) != std::end(its_own)) return for_secas;
  if (role == "panel-secretary" || role == "authority") return for_the_panel;
  if (role == "change-board-member") return for_the_board;
  if (role == "dcc") return for_bodies;
  if (role.empty() || role == "public") return for_everybody;
  return for_parties;
}

namespace {
// Section 9 as data: from which level on a class is seen, and what stands in its place below.
struct Light {
  Classification classification;
  engine::Clearance seen_from;
  std::string_view neutral_line;
};
constexpr Light lights[] = {
    {Classification::white, for_everybody, ""},
    {Classification::green, for_parties, "Green: for SEC Parties and smart metering stakeholders"},
    {Classification::amber, for_bodies, "Amber: for members of the body"},
    {Classification::red, for_the_panel, "Red: recorded in the Confidential Minutes"},
};
const Light& light_of(Classification classification) {
  for (const auto& light : lights)
    if (light.classification == classification) return light;
  return lights[std::size(lights) - 1];
}

// Members of a classified object that everybody sees: they say which one it is, that it is classified, and what was
// decided of it. What is classified within them is looked at by itself.
constexpr std::string_view kept_members[] = {
    "classification", "neutral_line", "ref",  "number", "item",  "part",   "kind",  "code",         "version",
    "meeting",        "body",         "mode", "state",  "stage", "status", "round", "verb",         "decision",
    "decided_by",     "lines",        "on",   "at",     "since", "until",  "due",   "public_until",
};
// An item of an agenda is called in the open minutes what it is called in the confidential ones: letters stand for
// names. Its open text stands beside the confidential one (16.9).
bool is_kept(const nlohmann::ordered_json& object, std::string_view member) {
  if (member == "title" && object.contains("item")) return true;
  if (member == "text" && object.contains("item") && object.contains("title")) return true;
  return std::find(std::begin(kept_members), std::end(kept_members), member) != std::end(kept_members);
}

using Dom = nlohmann::ordered_json;

// A label that nobody knows is Red.
Classification label_of(std::string_view word) {
  for (const auto& [label, name] : engine::body::wire_names<Classification>())
    if (engine::same_letters(word, name)) return label;
  return Classification::red;
}

void hide(Dom& object, engine::Clearance clearance);

void walk(Dom& value, engine::Clearance clearance) {
  if (value.is_array())
    for (auto& item : value) walk(item, clearance);
  if (!value.is_object()) return;
  const auto label = value.find(engine::body::classification_field);
  if (label != value.end() && label->is_string() && !shows(label_of(label->get_ref<const std::string&>()), clearance))
    return hide(value, clearance);
  for (auto& item : value.items()) walk(item.value(), clearance);
  // The step that a line of minutes brings about says what its text says.
  const auto text = value.find("text"), step = value.find("body");
  if (text == value.end() || step == value.end() || !text->is_object() || !step->is_object()) return;
  if (text->contains("text") && (*text)["text"].is_null()) *step = nullptr;
}

void hide(Dom& object, engine::Clearance clearance) {
  for (auto& item : object.items()) {
    auto& value = item.value();
    if (is_kept(object, item.key())) walk(value, clearance);
    else if (value.is_array()) value = Dom::array();
    else value = nullptr;
  }
}
}  // namespace

engine::Clearance clearance(const engine::Question& question) {
  const auto asking = clearance(question.by);
  return std::min(asking, question.audience.value_or(asking));
}

std::vector<engine::Audience> audiences() {
  std::vector<engine::Audience> all;
  for (const auto& light : lights) all.push_back({engine::body::wire_name(light.classification), light.seen_from});
  return all;
}

bool shows(Classification classification, engine::Clearance clearance) {
  return clearance >= light_of(classification).seen_from;
}

// Our writers write names and labels without escapes; quotes within a text are escaped, so that a text which reads like
// a label is none. Whatever else is there is looked into.
bool bears_a_label(std::string_view json) {
  static constexpr std::string_view name = "\"classification\"";
  static const std::boyer_moore_horspool_searcher searcher(name.begin(), name.end());
  for (auto at = json.begin(); (at = std::search(at, json.end(), searcher)) != json.end();) {
    at += name.size();
    const auto rest = json.substr(static_cast<std::size_t>(at - json.begin()));
    if (!rest.starts_with(":\"white\"")) return true;
  }
  return false;
}

engine::Json gated(engine::Json text, engine::Clearance clearance) {
  if (clearance >= light_of(Classification::red).seen_from || !bears_a_label(text)) return text;
  auto dom = Dom::parse(text, nullptr, false);
  if (dom.is_discarded()) throw std::logic_error("what bears a classification is no JSON");
  walk(dom, clearance);
  return dom.dump();
}

std::string_view neutral_line(Classification classification) { return light_of(classification).neutral_line; }

std::string shown(const Text& text, engine::Clearance clearance) {
  return shows(text.classification, clearance) ? text.text : std::string(neutral_line(text.classification));
}

}  // namespace sec
