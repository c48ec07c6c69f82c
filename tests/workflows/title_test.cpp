// Titles are short, in every family: the body of each command says so, and whoever sends a longer one hears where.
#include "engine/title.hpp"

#include "engine/body.hpp"
#include "tests/support/story.hpp"

using namespace story;

namespace {

// A pointer to each field of this name in bodies that the schema takes, with what the schema says of it.
void find_titles(const Dom& schema, const std::string& pointer, std::vector<std::pair<std::string, Dom>>& found) {
  if (schema.contains("items")) find_titles(schema["items"], pointer + "/0", found);
  if (!schema.contains("properties")) return;
  for (const auto& [name, field] : schema["properties"].items()) {
    if (name == engine::title_field) found.emplace_back(pointer + "/title", field);
    find_titles(field, pointer + "/" + name, found);
  }
}

// A body with that text in that place, and what the new case is called, without which nobody reads on.
Dom body_with(std::string_view command, const std::string& pointer, const std::string& text) {
  Dom body = Dom::object();
  if (command == "schedule") body["ref"] = "SECP_67_1204";
  if (command == "propose") body["id"] = "june-2020";
  body[Dom::json_pointer(pointer)] = text;
  return body;
}

}  // namespace

TEST_CASE("Every title has at most 300 characters, and one that is longer is wrong at its pointer") {
  int titles = 0, opened = 0;
  Story s("2019-03-01");
  for (const auto& workflow : rules().all())
    for (const auto& command : workflow->commands()) {
      CAPTURE(command.name);
      std::vector<std::pair<std::string, Dom>> found;
      find_titles(Dom::parse(command.schema), "", found);
      for (const auto& title : found) {
        ++titles;
        const std::string& pointer = title.first;  // clang 14 captures no structured binding
        CAPTURE(pointer);
        CHECK(title.second["maxLength"] == engine::title_characters_max);
        if (!command.opens) continue;  // the others are read once there is a case
        ++opened;
        const Actor sender{"acme", std::string(command.roles.empty() ? command.sent_by : command.roles[0]), "", "", ""};
        const auto answer = s.ask_only({std::string(workflow->collection()),
                                        "",
                                        std::string(command.name),
                                        body_with(command.name, pointer, std::string(301, 'x')).dump(),
                                        sender,
                                        "",
                                        "",
                                        {},
                                        {}});
        const auto* malformed = std::get_if<engine::Malformed>(&answer);
        REQUIRE(malformed != nullptr);
        const auto is_it = [&, at = pointer](const auto& error) { return error.pointer == at; };
        CHECK(std::any_of(malformed->errors.begin(), malformed->errors.end(), is_it));
      }
    }
  CHECK(titles >= 10);
  CHECK(opened >= 3);
}

namespace {
struct Titled {
  std::string title;
};
BOOST_DESCRIBE_STRUCT(Titled, (), (title))
}  // namespace

TEST_CASE("A title of an older event is read as it is, however long") {
  const std::string long_one = std::string(9'991, 'x') + " ";
  CHECK(engine::body::read_event<Titled>(Dom{{"title", long_one}}.dump()).title == long_one);
  engine::body::Reading reading;
  engine::body::read_command<Titled>(Dom{{"title", long_one}}.dump(), reading);
  REQUIRE(reading.errors.size() == 1);
  CHECK(reading.errors[0].pointer == "/title");
}

TEST_CASE("A title is counted in characters after blanks at its ends are gone and what can be composed is") {
  const std::string combined = "e\u0301";  // two code points for one letter
  std::string long_one = "  ";
  for (int i = 0; i < 300; ++i) long_one += combined;
  CHECK(engine::characters_in(engine::as_title(long_one + " \t")) == 300);
  CHECK(engine::as_title(" Emma ") == "Emma");
  CHECK(engine::as_title(combined) == "\u00e9");
  const std::string exact(300, 'x');
  CHECK(engine::cut_title(exact) == exact);
  CHECK(engine::cut_title(exact + "y") == exact.substr(1) + "\u2026");
  CHECK(engine::characters_in(engine::cut_title(long_one + long_one)) == 300);

  Story s("2019-03-01");
  const auto raise = [&](const std::string& title) {
    return s.ask_only({"modifications",
                       "",
                       "raise",
                       Dom{{"title", title}, {"problem", "It is long."}, {"proposer", {{"type", "dcc"}}}}.dump(),
                       secas,
                       "",
                       "",
                       {},
                       {}});
  };
  CHECK(std::holds_alternative<engine::Accepted>(raise(long_one)));
  CHECK(std::holds_alternative<engine::Malformed>(raise(long_one + "x")));
}
