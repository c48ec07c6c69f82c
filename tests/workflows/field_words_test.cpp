// Every member of every command and each of its choices has a title and a hint, in words that fit a form.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "workflows/all.hpp"

namespace {

using Dom = nlohmann::json;

constexpr std::size_t title_most = 60, hint_most = 160;

void has_words(const Dom& schema, const std::string& place) {
  CAPTURE(place);
  CHECK_MESSAGE(schema.contains("title"), place << " has no title");
  CHECK_MESSAGE(schema.contains("description"), place << " has no hint");
  CHECK(schema.value("title", "").size() <= title_most);
  CHECK(schema.value("description", "").size() <= hint_most);
}

void look_at(const Dom& schema, const std::string& place);

void look_at_members(const Dom& schema, const std::string& place) {
  std::set<std::string> titles;
  for (const auto& [name, member] : schema["properties"].items()) {
    const auto at = place + "/" + name;
    has_words(member, at);
    CHECK_MESSAGE(titles.insert(member.value("title", at)).second, at << " is called as another one beside it");
    look_at(member, at);
  }
}

void look_at(const Dom& schema, const std::string& place) {
  if (schema.contains("properties")) look_at_members(schema, place);
  if (schema.contains("items")) look_at(schema["items"], place);
  for (const auto& one : schema.value("anyOf", Dom::array())) look_at(one, place);
  if (!schema.contains("enum")) return;
  std::set<std::string> said;
  for (const auto& one : schema.value("oneOf", Dom::array())) {
    if (!one.contains("const")) continue;
    has_words(one, place + "=" + one["const"].get<std::string>());
    said.insert(one["const"].get<std::string>());
  }
  for (const auto& word : schema["enum"])
    if (word.is_string()) CHECK_MESSAGE(said.contains(word), place << " does not say what " << word << " is");
}

}  // namespace

TEST_CASE("Each member of each command, and each choice, has its words") {
  const auto rules = workflows::all();
  std::size_t commands = 0;
  for (const auto& workflow : rules.all())
    for (const auto& command : workflow->commands()) {
      if (command.roles.empty()) continue;
      ++commands;
      look_at(Dom::parse(command.schema), std::string(workflow->collection()) + "/" + std::string(command.name));
    }
  CHECK(commands > 200);
}
