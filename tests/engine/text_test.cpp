// What texts are made of: blanks that nobody sees, what is no character, numbers in the order of names, XML.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <random>

#include "engine/blanks.hpp"
#include "engine/body.hpp"
#include "engine/text.hpp"

namespace {
struct Note {
  std::string text;
  std::optional<engine::body::AnyObject> more;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text, more))

// Where the fault is, and what it says; empty: there is none.
std::string fault(const std::string& json) {
  engine::body::Reading reading;
  engine::body::read_command<Note>(json, reading);
  return reading.errors.empty() ? "" : reading.errors[0].pointer + " " + reading.errors[0].detail;
}
}  // namespace

TEST_CASE("Blanks of every kind are blanks, at the ends and as a whole text") {
  for (const char* unseen : {" ", "\t", "\u00a0", "\u200b", "\ufeff", "\u2003", "\u3000", "\u2060", "\u00ad", "\u2028",
                             "\u180e", "\u200f", "\u3164", "\u2800"}) {
    CAPTURE(unseen);
    CHECK(engine::is_blank(unseen));
    CHECK(engine::without_blanks(std::string(unseen) + "MP101" + unseen + unseen) == "MP101");
    CHECK(engine::without_blanks(std::string("a") + unseen + "b") == std::string("a") + unseen + "b");
    CHECK(fault(std::string(R"({"text": ")") + (unseen[0] == '\t' ? "\\t" : unseen) + R"("})") ==
          "/text must not be blank");
  }
  for (const char* seen : {"a", "\u00e9", "-", "\U0001F600", "\xff"}) CHECK_FALSE(engine::is_blank(seen));
  CHECK(engine::without_blanks("").empty());
}

TEST_CASE("What is no character is refused wherever a text may stand, as controls are") {
  for (const char* none : {"\\ufffe", "\\uffff", "\\ufdd0", "\\ufdef", "\\ud83f\\udffe"}) {
    CAPTURE(none);
    CHECK(fault(std::string(R"({"text": "bad)") + none + R"(char"})").find("/text must not contain U+") == 0);
    CHECK(fault(std::string(R"({"text": "a", "more": {"a": [1, {"b": ")") + none + R"("}]}})")
              .find("/more/a/1/b must not contain U+") == 0);
  }
  CHECK(fault(R"({"text": "a", "more": {"a": "\u0001"}})") == "/more/a must not contain control characters");
  for (const char* fine : {"\\ufffd", "\\ud83d\\ude00", "\\u0175"})
    CHECK(fault(std::string(R"({"text": ")") + fine + R"(", "more": {"a": ")" + fine + R"("}})").empty());
}

TEST_CASE("XML has a character for what it cannot hold") {
  CHECK(engine::xml_escaped("a\ufffe\uffff\x01\"<&>") == "a\ufffd\ufffd\ufffd&quot;&lt;&amp;&gt;");
  CHECK(engine::xml_escaped("\t\n\r\ufffd\ufdd0") == "\t\n\r\ufffd\ufdd0");
}

TEST_CASE("Names with numbers stand in the order of their numbers, whatever their lengths") {
  std::mt19937 dice(7);
  std::vector<int> numbers;
  for (int i = 0; i < 500; ++i) numbers.push_back(static_cast<int>(dice() % 1'000'000));
  std::sort(numbers.begin(), numbers.end());
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i] == numbers[i - 1]) continue;
    const auto name = [](int number) { return "SECP_" + std::to_string(number) + "_1503"; };
    CHECK(engine::natural_place(name(numbers[i - 1])) < engine::natural_place(name(numbers[i])));
  }
  CHECK(engine::natural_place("A1") != engine::natural_place("A01"));
  CHECK(engine::natural_place("november-2019") < engine::natural_place("november-2020"));
}
