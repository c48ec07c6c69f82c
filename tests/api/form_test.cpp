// Forms that are made of a schema: what is asked for, what a browser sends, and the body that this makes.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "api/pages/files.hpp"
#include "api/pages/form_rows.hpp"

using namespace api::pages;

namespace {

const FormJson schema = FormJson::parse(R"json({
  "type": "object", "additionalProperties": false, "required": ["title", "kind", "sure", "parts", "empty"],
  "properties": {
    "title": {"type": "string", "title": "Title", "description": "In a few words.", "maxLength": 300},
    "kind": {"type": "string", "enum": ["a", "b"], "title": "Kind",
             "oneOf": [{"const": "a", "title": "The first", "description": "One <b>."},
                       {"const": "b", "title": "The second"}]},
    "sure": {"type": "boolean", "title": "Sure"},
    "parts": {"type": "array", "title": "Parts", "items": {
      "type": "object", "required": ["part", "words"], "properties": {
      "part": {"type": "integer", "title": "Number"},
      "words": {"title": "Words", "anyOf": [{"type": "string", "minLength": 1}, {"type": "object", "required": ["text"],
        "properties": {"text": {"type": "string"},
                       "light": {"type": "string", "enum": ["white", "red"], "title": "Light"}}}]},
      "days": {"type": "array", "title": "Days", "items": {"type": "string", "format": "date"}}}}},
    "empty": {"type": "array", "title": "Nothing", "items": {"type": "string"}},
    "tags": {"type": ["array", "null"], "title": "Tags", "items": {"type": "string", "enum": ["x", "y", "z"]}},
    "until": {"type": ["string", "null"], "format": "date-time", "title": "Until"},
    "maybe": {"type": ["boolean", "null"], "title": "Maybe"},
    "cost": {"type": ["object", "null"], "title": "Cost",
             "properties": {"low": {"type": "integer"}, "high": {"type": "integer"}}},
    "any": {"type": ["object", "null"], "title": "Anything"},
    "note": {"type": ["string", "null"], "title": "Note"}}})json");

std::string shown(const FormField& form, const Shown& with) {
  kainjow::mustache::data values;
  set_form(form, with, values);
  kainjow::mustache::mustache page{std::string(files::form_html)};
  REQUIRE(page.is_valid());
  return page.render(values);
}

FormJson typed(const Typed& fields) { return body_of(form_of(schema), fields); }

}  // namespace

TEST_CASE("What is typed into a form is the body that its schema describes") {
  const FormJson body = typed({{"title", " A title "},
                               {"kind", "b"},
                               {"sure", "true"},
                               {"parts.0.part", "1,000"},
                               {"parts.0.words", "one\ntwo"},
                               {"parts.3.part", "2"},
                               {"parts.3.words", "secret"},
                               {"parts.3.words.light", "red"},
                               {"parts.3.days.0", "25 March 2019"},
                               {"parts.3.days.1", ""},
                               {"parts.3.days.2", "2019-03-26"},
                               {"parts.7.part", "  "},
                               {"tags.0", "x"},
                               {"tags.2", "z"},
                               {"until", "2019-07-01T17:00"},
                               {"maybe", ""},
                               {"cost.high", "200"},
                               {"any", R"({"a":[1]})"},
                               {"note", "  \n"}});
  CHECK(body == FormJson::parse(R"json({
    "title": " A title ", "kind": "b", "sure": true,
    "parts": [{"part": 1000, "words": "one\ntwo"},
              {"part": 2, "words": {"text": "secret", "light": "red"}, "days": ["2019-03-25", "2019-03-26"]}],
    "empty": [], "tags": ["x", "z"], "until": "2019-07-01T16:00:00Z", "cost": {"high": 200}, "any": {"a": [1]}})json"));
}

TEST_CASE("What does not fit its field stays what was typed, so that it can be said what is wrong with it") {
  const FormJson body = typed({{"sure", "perhaps"},
                               {"parts.0.part", "two"},
                               {"until", "tomorrow"},
                               {"parts.0.days.0", "31 February 2019"},
                               {"any", "{"}});
  CHECK(body["sure"] == "perhaps");
  CHECK(body["parts"][0]["part"] == "two");
  CHECK(body["parts"][0]["days"][0] == "31 February 2019");
  CHECK(body["until"] == "tomorrow");
  CHECK(body["any"] == "{");
}

TEST_CASE("What is typed to break the program is text like any other") {
  const std::string deep(200'000, '[');
  const std::string twice = R"({"a": 1, "a": 2})";
  for (const std::string& any : {deep, deep + std::string(200'000, ']'), twice})
    CHECK((typed({{"any", any}})["any"] == any));
  for (const char* until :
       {"2019-03-25TAA:BB", "2019-03-25T99:99", "-", "2019-03-25T17:00:00:00:00", "25T25T25T25T25T2"})
    CHECK(typed({{"until", until}})["until"] == until);
  const FormJson far =
      typed({{"parts.99999999999999999999.part", "1"}, {"parts.9999.part", "2"}, {"parts.-1.part", "3"}});
  CHECK(far["parts"].size() == 1);
}

TEST_CASE("A form that is filled with a body gives that body back") {
  const FormField form = form_of(schema);
  const FormJson body = FormJson::parse(R"json({
    "title": "T", "kind": "a", "sure": false,
    "parts": [{"part": 0, "words": {"text": "w", "light": "white"}, "days": ["2019-03-25"]}],
    "empty": [], "tags": ["y"], "until": "2019-03-25T17:00:00Z", "maybe": true, "cost": {"low": 1, "high": 2},
    "any": {"b": {}},
    "note": "n"})json");
  CHECK(body_of(form, typed_for(form, body)) == body);
}

TEST_CASE("A form shows what was typed as text, and where it is wrong") {
  const std::string canary = "\"><script>alert(1)</script>{{title}}'&";
  FormField form = form_of(schema, {"note"});
  Typed all;
  for (const char* name : {"title", "kind", "sure", "parts.0.part", "parts.0.words", "parts.0.words.light",
                           "parts.0.days.0", "empty.0", "until", "maybe", "cost.low", "any", "note"})
    all.emplace_back(name, canary);
  const std::string page =
      shown(form, {all, {{"/parts/0/part", canary}, {"/nothing/here", "x"}, {"/cost", "y"}}, "tags"});
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("value=\"&quot;&gt;&lt;script&gt;") != std::string::npos);
  CHECK(page.find("One &lt;b&gt;.") != std::string::npos);
  CHECK(page.find("id=\"parts.0.part-error\"") != std::string::npos);
  CHECK(page.find("aria-describedby=\" parts.0.part-error\"") != std::string::npos);
  CHECK(page.find("<details class=\"fold\" open><summary>Cost</summary>") != std::string::npos);
  CHECK(page.find("<summary>For the record</summary>") != std::string::npos);
  for (const char* attribute : {"value=", "name=", "id=", "type=", "for="})
    for (auto at = page.find(attribute); at != std::string::npos; at = page.find(attribute, at + 1))
      CHECK(page[at + std::string_view(attribute).size()] == '"');
}

TEST_CASE("What is wrong is listed with the field to go to, or the nearest around it") {
  kainjow::mustache::data values;
  set_errors(form_of(schema), {{"/parts/2/words/text", "a"}, {"/nothing", "b"}, {"/cost/low", "c"}}, values);
  kainjow::mustache::mustache list{"{{#errors}}{{field}}: {{detail}}\n{{/errors}}"};
  CHECK(list.render(values) == "parts.2.words: a\n: b\ncost.low: c\n");
}

TEST_CASE("Another item of a list is one more empty one, and a list that has to be there shows its first") {
  const FormField form = form_of(schema);
  const auto times = [](const std::string& page, std::string_view part) {
    int count = 0;
    for (auto at = page.find(part); at != std::string::npos; at = page.find(part, at + 1)) ++count;
    return count;
  };
  CHECK(times(shown(form, {}), ".part\" name=") == 1);
  const Typed one = {{"parts.4.part", "1"}};
  CHECK(times(shown(form, {one, {}, ""}), ".part\" name=") == 1);
  const std::string more = shown(form, {one, {}, "parts"});
  CHECK(times(more, ".part\" name=") == 2);
  CHECK(more.find("name=\"parts.5.part\"") != std::string::npos);
  CHECK(without({{"parts.4.part", "1"}, {"parts.41.part", "2"}}, "parts.4") == Typed{{"parts.41.part", "2"}});
}

TEST_CASE("Pages have no way of their own to the engine: commands are handed over where those of programs are") {
  namespace fs = std::filesystem;
  std::set<std::string> ways;
  for (const auto& file : fs::recursive_directory_iterator(fs::path(SECMP_SOURCE_DIR) / "api")) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path());
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (text.find("processor.submit") != std::string::npos || text.find("processor.ask") != std::string::npos)
      ways.insert(file.path().filename());
  }
  CHECK(ways == std::set<std::string>{"batch_routes.cpp", "command_routes.cpp"});
}
