// Texts that look alike are one text when they are folded, and others are not.
#include "engine/folded.hpp"

#include <doctest/doctest.h>

using engine::folded;

TEST_CASE("Letter case, blanks, normal forms and what nobody sees make no other text") {
  CHECK(folded("Example Energy") == "example energy");
  for (const char* same : {"EXAMPLE ENERGY", " Example\t Energy ",
                           "Example\xC2\xA0"
                           "Energy",
                           "Exa\xE2\x80\x8Bmple Energy", "Example \xE2\x80\x83 Energy\n"})
    CHECK(folded(same) == "example energy");
  CHECK(folded("Caf\xC3\xA9") == folded("CAFE\xCC\x81"));
  CHECK(folded("Stra\xC3\x9F"
               "e") == folded("STRASSE"));
}

TEST_CASE("Other texts stay other texts, and what is no UTF-8 stays as it is") {
  CHECK(folded("Cafe") != folded("Caf\xC3\xA9"));
  CHECK(folded("ExampleEnergy") != folded("Example Energy"));
  CHECK(folded("") == "");
  CHECK(folded(" \t") == "");
  CHECK(folded("\xFF\xFE") == "\xFF\xFE");
}
