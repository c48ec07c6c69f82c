// Every command of every workflow can be given by a form: what a body says can be typed, and comes back as that body.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "api/pages/form.hpp"
#include "api/routes/choices.hpp"
#include "api/routes/example.hpp"
#include "workflows/all.hpp"

namespace {

using Json = api::pages::FormJson;

// A body with anything in it that its schema has room for, now this, now that.
class Filler {
 public:
  explicit Filler(unsigned seed) : random_(seed) {}

  Json of(const Json& schema) {
    if (schema.contains("enum")) return any_of(schema["enum"]);
    if (schema.contains("anyOf")) return either(schema["anyOf"]);
    const std::string type = type_of(schema);
    if (type == "object") return object(schema);
    if (type == "array") return list(schema);
    if (type == "boolean") return random_() % 2 == 0;
    if (type == "integer") return static_cast<int>(random_() % 1000);
    const std::string format = schema.value("format", "");
    if (format == "date") return "2019-03-18";
    if (format == "date-time") return "2019-07-18T16:30:00Z";
    return "text \"<b>&\n" + std::to_string(random_() % 1000);
  }

 private:
  static std::string type_of(const Json& schema) {
    const Json& type = schema["type"];
    return type.is_array() ? type.front().get<std::string>() : type.get<std::string>();
  }
  Json any_of(const Json& words) {
    for (std::size_t place = random_() % words.size();; place = (place + 1) % words.size())
      if (!words[place].is_null()) return words[place];
  }
  // A text, or the object that it may be with something beside the text.
  Json either(const Json& all) {
    const Json& chosen = all[random_() % 2];
    Json value = of(chosen);
    return value.is_object() && value.size() == 1 ? of(all[0]) : value;
  }
  Json object(const Json& schema) {
    Json made = Json::object();
    if (!schema.contains("properties")) return {{"a", 1}};
    const Json required = schema.value("required", Json::array());
    for (const auto& [name, member] : schema["properties"].items()) {
      const bool must = std::find(required.begin(), required.end(), name) != required.end();
      if (!must && random_() % 2 == 0) continue;
      Json value = of(member);
      if (must || !value.is_structured() || !value.empty()) made[name] = std::move(value);
    }
    return made;
  }
  Json list(const Json& schema) {
    Json made = Json::array();
    const std::size_t size = schema.value("minItems", 0) + random_() % 3;
    while (made.size() < size) {
      Json item = of(schema["items"]);
      if (item.is_structured() && item.empty()) break;  // an item that says nothing
      made.push_back(std::move(item));
    }
    return made;
  }

  std::minstd_rand random_;
};

// An optional list or group in which nothing is, is left out: it says nothing.
Json without_nothing(const Json& schema, Json body) {
  const Json required = schema.value("required", Json::array());
  for (auto one = body.begin(); one != body.end();) {
    const bool must = std::find(required.begin(), required.end(), one.key()) != required.end();
    one = !must && one->is_structured() && one->empty() ? body.erase(one) : std::next(one);
  }
  return body;
}

void comes_back(const Json& schema, const Json& body) {
  const auto form = api::pages::form_of(schema);
  CAPTURE(body.dump());
  const auto unordered = [](const Json& one) { return nlohmann::json::parse(one.dump()); };  // as bodies are
  CHECK(unordered(api::pages::body_of(form, api::pages::typed_for(form, body))) ==
        unordered(without_nothing(schema, body)));
}

}  // namespace

TEST_CASE("Every command of every workflow can be typed into its form, whatever its body says") {
  const auto all = workflows::all();
  std::set<std::pair<std::string, std::string>> commands;  // packs share them
  for (const auto& rules : all.all())
    for (const auto& command : rules->commands()) {
      CAPTURE(command.name);
      const auto schema = Json::parse(api::with_choices(command.schema, workflows::lists()(*rules, command.name)));
      comes_back(schema, api::example_of(schema));
      Filler filler(20190318);
      for (int i = 0; i < 20; ++i) comes_back(schema, filler.of(schema));
      commands.emplace(rules->collection(), command.name);
    }
  CHECK_MESSAGE(commands.size() > 110, commands.size() << " commands");
}

TEST_CASE("A form asks for the members of a command in the order in which the command has them") {
  const auto all = workflows::all();
  for (const auto& command : all.get("sec-2019").commands()) {
    if (command.name != "send-to-refinement") continue;
    const auto form = api::pages::form_of(Json::parse(command.schema));
    std::vector<std::string> names;
    for (const auto& field : form.fields) names.push_back(field.name);
    const auto place = [&](const char* name) { return std::find(names.begin(), names.end(), name); };
    CHECK(place("path") < place("ref"));
    CHECK(place("ref") < place("timetable"));
    CHECK(place("timetable") < place("terms_of_reference"));
    CHECK(place("terms_of_reference") < names.end());
  }
}
