// The gate of traffic lights: who sees what, by section 9 of the rules. White everybody, Green the Parties, Amber the
// members of bodies, Red the Panel.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/body.hpp"
#include "workflows/sec/terms/gate.hpp"

using namespace sec;

namespace {
std::string written(const Text& text) { return R"({"reason":)" + engine::body::text_of(text) + "}"; }
}  // namespace

TEST_CASE("each class is shown from its own level on, and below it leaves its label") {
  struct {
    Classification classification;
    int seen_from;
  } expected[] = {{Classification::white, for_everybody},
                  {Classification::green, for_parties},
                  {Classification::amber, for_bodies},
                  {Classification::red, for_the_panel}};
  for (const auto& [classification, seen_from] : expected)
    for (int level = for_everybody; level <= for_secas; ++level) {
      const std::string label(engine::body::wire_name(classification));
      CAPTURE(label);
      CAPTURE(level);
      const auto text = written({"the price is 7", classification});
      const auto neutral = R"({"reason":{"classification":")" + label + R"(","text":null}})";
      CHECK(gated(text, level) == (level >= seen_from ? text : neutral));
      CHECK((shown({"the price is 7", classification}, level) == "the price is 7") == (level >= seen_from));
    }
}

TEST_CASE("roles have the level of their class, and a role that nobody knows that of a Party") {
  const auto level = [](const char* role) { return clearance({"somebody", role, "", "", ""}); };
  CHECK(level("") == for_everybody);
  CHECK(level("public") == for_everybody);
  for (const char* role : {"party", "proposer", "consumer-body", "operator"}) CHECK(level(role) == for_parties);
  CHECK(level("dcc") == for_bodies);
  CHECK(level("change-board-member") == for_the_board);
  for (const char* role : {"panel-secretary", "authority"}) CHECK(level(role) == for_the_panel);
  for (const char* role : {"secas-analyst", "secas-manager"}) CHECK(level(role) == for_secas);
}

TEST_CASE("what hides nothing comes back byte for byte, blanks and all") {
  for (const char* text :
       {"{}", R"({ "a" : [1, 2.50, "x"] })", R"([{"classification":"white", "title":"T"}])", "not JSON at all"})
    CHECK(gated(text, for_everybody) == text);
  const auto red = written({"x", Classification::red});
  CHECK(gated(red, for_the_panel) == red);
}

TEST_CASE("a White text that reads like a label, or like what comes after one, is a text") {
  for (const char* hostile :
       {R"("classification":"red")", R"({"classification":"red","text":"x"})", R"(","classification":"red","x":")",
        R"(\"classification\":\"amber\")", "\\", "\"", R"(\","classification":"red)", "red", "classification"}) {
    CAPTURE(hostile);
    const auto white = written({hostile, Classification::white});
    CHECK(gated(white, for_everybody) == white);
    // Beside something that is hidden it comes through unharmed too.
    const auto both = "[" + white + "," + written({"SECRET", Classification::red}) + "]";
    const auto seen = gated(both, for_everybody);
    CHECK(seen == "[" + white + R"(,{"reason":{"classification":"red","text":null}}])");
  }
}

TEST_CASE("a hidden text takes its words with it, whatever they are") {
  for (const char* hostile : {R"(","classification":"white","text":"SECRET)", R"("}],"SECRET":[{)", "SECRET\\",
                              "SECRET\n\t", "\xe2\x80\xae SECRET \xf0\x9f\x98\x80"}) {
    const auto seen = gated(written({hostile, Classification::amber}), for_parties);
    CHECK(seen == R"({"reason":{"classification":"amber","text":null}})");
  }
}

TEST_CASE("an object keeps its members, what identifies it and its decision; the rest is null, lists are empty") {
  const auto item =
      R"({"number":7,"classification":"red","title":"Other User 'L'","neutral_line":"A Red item was discussed.",)"
      R"("minutes":["SECRET"],"asked":{"who":"SECRET"},"amount":5,"decision":{"body":"panel","lines":[)"
      R"({"verb":"AGREED","text":"AGREED the request."},)"
      R"({"verb":"NOTED","text":{"classification":"red","text":"SECRET"}}]}})";
  CHECK(gated(item, for_bodies) ==
        R"({"number":7,"classification":"red","title":null,"neutral_line":"A Red item was discussed.",)"
        R"("minutes":[],"asked":null,"amount":null,"decision":{"body":"panel","lines":[)"
        R"({"verb":"AGREED","text":"AGREED the request."},)"
        R"({"verb":"NOTED","text":{"classification":"red","text":null}}]}})");
  CHECK(gated(item, for_the_panel) == item);
}

TEST_CASE("a line that is hidden hides the step that says the same, and not which body it is of") {
  const auto hidden = R"("text":{"classification":"red","text":null})";
  CHECK(gated(R"({"text":{"classification":"red","text":"SECRET"},"body":{"reason":"SECRET"}})", for_bodies) ==
        "{" + std::string(hidden) + R"(,"body":null})");
  CHECK(gated(R"({"text":{"classification":"red","text":"SECRET"},"body":"panel"})", for_bodies) ==
        "{" + std::string(hidden) + R"(,"body":"panel"})");
}

TEST_CASE("classes within classes: what is within a Green thing may still be Red") {
  const auto text = R"([[{"classification":"green","about":{"deep":[{"classification":"red","text":"SECRET"}]}}]])";
  CHECK(gated(text, for_parties) ==
        R"([[{"classification":"green","about":{"deep":[{"classification":"red","text":null}]}}]])");
  CHECK(gated(text, for_everybody) == R"([[{"classification":"green","about":null}]])");
}

TEST_CASE("a label in other letters, written with blanks, or that nobody knows, opens nothing") {
  CHECK(gated(R"({"classification" : "RED", "text" : "SECRET"})", for_bodies).find("SECRET") == std::string::npos);
  CHECK(gated(R"({"classification":"secret","text":"SECRET"})", for_bodies).find("SECRET") == std::string::npos);
  CHECK(gated(R"({"classification":"WHITE","text":"open"})", for_everybody).find("open") != std::string::npos);
  CHECK(gated(R"({"classification":null,"text":"open"})", for_everybody).find("open") != std::string::npos);
}

TEST_CASE("labelled text that is no JSON is shown to nobody below the Panel") {
  CHECK_THROWS_AS(gated(R"({"classification":"red","text":"SEC)", for_bodies), std::logic_error);
}

TEST_CASE("every class below White has a neutral line, and White has none") {
  CHECK(neutral_line(Classification::white).empty());
  for (const auto one : {Classification::green, Classification::amber, Classification::red})
    CHECK_FALSE(neutral_line(one).empty());
}
