// Single fields of bodies that nobody has read yet, and of objects being written.
#include <doctest/doctest.h>

#include "engine/body_field.hpp"

using engine::body::text_in;

TEST_CASE("A text is found in an object alone, and what is there but no text is none") {
  CHECK(text_in(R"({"id":"panel","n":1})", "id") == "panel");
  CHECK(text_in(R"({"id":""})", "id") == "");
  CHECK(text_in(R"({"id":"a","id":"b"})", "id") == "b");
  for (const char* none : {R"({"n":1})", R"({"id":1})", R"({"id":null})", R"({"id":"a","id":1})", R"(["id"])",
                           R"("id")", "{", "", R"({"in":{"id":"panel"}})"})
    CHECK_MESSAGE(text_in(none, "id") == std::nullopt, none);
}

TEST_CASE("A field whose value is not known is written as null") {
  engine::Json text;
  {
    engine::JsonObject out(text);
    engine::body::value(out, "on", std::optional<engine::Date>());
    engine::body::value(out, "part", std::optional<int>(2));
  }
  CHECK(text == R"({"on":null,"part":2})");
}
