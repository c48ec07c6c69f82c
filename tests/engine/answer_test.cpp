// Shapes say what the writers write, and schemas have the words of their family.
#include "engine/answer.hpp"

#include <doctest/doctest.h>

#include "engine/body_schema.hpp"
#include "tests/support/schema.hpp"

namespace answer_test {

enum class Colour { dark_green, red };
BOOST_DESCRIBE_ENUM(Colour, dark_green, red)

struct Leaf {
  std::string name_;
  std::optional<Colour> colour;
  std::vector<int> veins;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (name_, colour, veins))

struct Tree {
  int height = 0;
  std::optional<engine::Date> planted_on;
  std::vector<Leaf> leaves;
  engine::body::Classified<Colour> remark;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (height, planted_on, leaves, remark))

std::optional<engine::body::Word> word_of(std::string_view type, std::string_view member) {
  if (type == "Leaf" && member == "name") return engine::body::Word{"Name of the leaf", "As it is called.", R"("oak")"};
  if (type == "Colour" && member == "dark-green") return engine::body::Word{"Dark green", "In summer."};
  return {};
}

}  // namespace answer_test

using namespace answer_test;
using engine::Shape;
using engine::body::Nulls;
using Dom = nlohmann::json;

namespace {

const Tree bare{};
const Tree whole{3,
                 engine::Date{std::chrono::year{2019}, std::chrono::March, std::chrono::day{18}},
                 {{"oak", Colour::dark_green, {1, 2}}, {"elm", {}, {}}},
                 {"tall", Colour::red}};

std::vector<std::string> faults(const Tree& tree, Nulls nulls, const Shape& shape) {
  return test::Schemas(Dom::object())
      .faults(Dom::parse(engine::body::text_of(tree, nulls)), Dom::parse(shape.schema()));
}

}  // namespace

TEST_CASE("A shape of a described struct is what is written of it, with its nulls and without") {
  for (const auto nulls : {Nulls::keep, Nulls::leave_out})
    for (const auto& tree : {bare, whole}) CHECK(faults(tree, nulls, Shape("Tree").has_all_of<Tree>(nulls)).empty());
  CHECK(!faults(bare, Nulls::leave_out, Shape("Tree").has_all_of<Tree>()).empty());
}

TEST_CASE("A member that the shape does not say is a fault, and so is one that is missing") {
  const auto said = Shape("Tree").has("height", &Tree::height).has("planted_on", &Tree::planted_on);
  CHECK(faults(whole, Nulls::keep, said) ==
        std::vector<std::string>{"/ has leaves, of which its schema does not know",
                                 "/ has remark, of which its schema does not know"});
  CHECK(faults(whole, Nulls::keep, Shape("Tree").has_all_of<Tree>().has<int>("rings")) ==
        std::vector<std::string>{"/ has no rings"});
}

TEST_CASE("A schema has the words for members and choices, and an example") {
  const Dom leaf = Dom::parse(engine::body::schema<Leaf>(word_of));
  CHECK(leaf["properties"]["name"]["title"] == "Name of the leaf");
  CHECK(leaf["properties"]["name"]["description"] == "As it is called.");
  CHECK(leaf["properties"]["name"]["examples"] == Dom{"oak"});
  const Dom& colour = leaf["properties"]["colour"];
  CHECK(colour["enum"] == Dom{"dark-green", "red", nullptr});
  CHECK(colour["oneOf"][0] == Dom{{"const", "dark-green"}, {"title", "Dark green"}, {"description", "In summer."}});
  CHECK(!Dom::parse(engine::body::schema<Leaf>())["properties"]["name"].contains("title"));
}
