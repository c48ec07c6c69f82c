// What a refusal calls the place of a fault.
#include "api/routes/field_titles.hpp"

#include <doctest/doctest.h>

TEST_CASE("A fault is called as forms call its field, however deep it lies") {
  const std::string schema =
      R"({"properties":{"seat":{"title":"Seat"},"lines":{"title":"Lines","items":{"properties":{"on":{"title":"Day"}}}},)"
      R"("text":{"title":"Text","anyOf":[{"type":"string"},{"properties":{"text":{"title":"Wording"}}}]}}})";
  CHECK(api::title_at(schema, "/seat") == "Seat");
  CHECK(api::title_at(schema, "/lines") == "Lines");
  CHECK(api::title_at(schema, "/lines/3/on") == "Day");
  CHECK(api::title_at(schema, "/text/text") == "Wording");
  for (const auto* unknown : {"", "/", "/rows", "/seat/0", "/lines/0/off", "seat"})
    CHECK(api::title_at(schema, unknown) == "");
}
