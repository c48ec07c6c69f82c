// The library loan in every form, against the texts in golden/. SECMP_UPDATE_GOLDEN=1 writes them anew, to be reviewed.
#include "engine/describe.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/diagram.hpp"
#include "tests/support/toy_workflow.hpp"

using namespace engine;

namespace {

std::string golden_path(std::string_view form) {
  return SECMP_SOURCE_DIR "/tests/engine/golden/loan." + std::string(form);
}

std::string golden(std::string_view form, const std::string& fresh) {
  if (const char* asked = std::getenv("SECMP_UPDATE_GOLDEN"); asked != nullptr && std::string(asked) == "1")
    std::ofstream(golden_path(form)) << fresh;
  std::ostringstream text;
  text << std::ifstream(golden_path(form)).rdbuf();
  return text.str();
}

// Names that XML and the drawing programs would trip over, rows in many states, and targets in words.
class Awkward : public toy::LoanWorkflow {
 public:
  std::string_view title() const override { return "Loans & \"gifts\" <old>"; }
  std::vector<StateDescription> states() const override {
    return {{"a", "A & B", "One", false},
            {"b", "say \"b\"; or not", "One", false},
            {"c", "C|D", "Two", false},
            {"d", "D", "Two", false},
            {"e", "E", "", true}};
  }
  std::vector<RowDescription> table() const override {
    return {{{"a"}, "go", "b", "gone", "X1", {"Is<Big>"}},
            {{"a"}, "go", "b", "gone", "X2", {"IsSmall"}},
            {{"a", "b", "c", "d"}, "hold", "", "held", "X3", {}},
            {{"a", "b", "c", "d"}, "withdraw", "e", "withdrawn", "X4", {}},
            {{"e"}, "revive", "<where it was>", "revived", "X5", {}},
            {{"a", "b", "c", "d", "e"}, "import", "<as named>", "imported", "X6", {}}};
  }
};

// Every element closed, every attribute quoted, no bare & or <: enough of XML to know that a parser takes it.
bool well_formed(std::string_view xml) {
  std::vector<std::string> open;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const auto end = xml.find('>', at);
    if (end == std::string_view::npos) return false;
    const auto tag = xml.substr(at + 1, end - at - 1);
    if (std::count(tag.begin(), tag.end(), '"') % 2 != 0 || tag.find('<') != std::string_view::npos) return false;
    const std::string name(tag.substr(tag[0] == '/', tag.find_first_of(" /?", 1) - (tag[0] == '/')));
    if (tag[0] == '?' || tag.back() == '/') continue;
    if (tag[0] != '/') open.push_back(name);
    else if (open.empty() || open.back() != name) return false;
    else open.pop_back();
  }
  return open.empty();
}

}  // namespace

TEST_CASE("A workflow is described in each form as it was reviewed") {
  const toy::LoanWorkflow loan;
  for (const auto form : forms()) {
    CAPTURE(form);
    const auto fresh = in_form(loan, form).value();
    CHECK(fresh == golden(form, fresh));
  }
  CHECK_FALSE(in_form(loan, "crayon"));
}

TEST_CASE("SCXML stays well-formed whatever the names are") {
  CHECK(well_formed(as_scxml(toy::LoanWorkflow())));
  const auto text = as_scxml(Awkward());
  CHECK(well_formed(text));
  CHECK(text.find("Loans &amp; &quot;gifts&quot; &lt;old&gt;") != std::string::npos);
  CHECK(text.find("rule:to=\"where it was\"") != std::string::npos);
  CHECK(text.find("<final") == std::string::npos);  // its end can be left again
}

TEST_CASE("The JSON form has every row, state and command") {
  const Awkward rules;
  const auto json = nlohmann::json::parse(as_json(rules));
  CHECK(json["rows"].size() == rules.table().size());
  CHECK(json["states"].size() == rules.states().size());
  CHECK(json["commands"].size() == rules.commands().size());
  CHECK(json["rows"][2]["to"].is_null());
  CHECK(json["rows"][4]["to"] == "<where it was>");
}

TEST_CASE("In a diagram what moves is an arrow from each state, and what stays in many states is told once") {
  const auto diagram = diagram_of(Awkward());
  CHECK(std::count_if(diagram.edges.begin(), diagram.edges.end(), [](const auto& one) { return one.to == "e"; }) == 4);
  CHECK(diagram.edges.front().labels == std::vector<std::string>{"go [Is<Big>]", "go [IsSmall]"});
  CHECK(diagram.anywhere == std::vector<std::string>{"hold, in 4 states", "import leads to as named, in 5 states"});
  CHECK(diagram.nodes.back().in_words);
}

TEST_CASE("Markdown escapes what would break a table") {
  CHECK(as_markdown(Awkward()).find("C\\|D") != std::string::npos);
}
