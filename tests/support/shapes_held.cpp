// Looks the shapes up by what is shown.
#include "tests/support/shapes_held.hpp"

#include <fmt/format.h>

#include "tests/support/schema.hpp"
#include "tests/support/story.hpp"

namespace story {
namespace {

const engine::Answers& answers() {
  static const engine::Answers all = workflows::answers(rules());
  return all;
}

const test::Schemas& schemas() {
  static const test::Schemas all([] {
    Dom document;
    for (const auto& shape : answers().shapes)
      document["components"]["schemas"][shape.name()] = Dom::parse(shape.schema());
    return document;
  }());
  return all;
}

void hold(const std::string& what, const engine::Json& text) {
  const auto* shape = answers().find(what);
  REQUIRE_MESSAGE(shape != nullptr, "nobody says what " << what << " consists of");
  for (const auto& fault : schemas().faults(Dom::parse(text), Dom::parse(engine::shaped(*shape))))
    FAIL_CHECK(what << ": " << fault);
}

}  // namespace

void hold_to_shapes(const engine::Workflow& rules, const engine::Case& current, const engine::Actor& seen_by) {
  const std::string collection(rules.collection());
  hold(collection, rules.view(current, rules.clearance(seen_by)));
  hold(collection + "/summary", rules.listing(current).summary);
  for (const auto part : rules.parts())
    for (const auto& item : rules.part(current, part, seen_by)) hold(fmt::format("{}/{}", collection, part), item);
}

}  // namespace story
