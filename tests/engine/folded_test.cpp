// Texts that look alike are one text when they are folded, and others are not.
#include "engine/folded.hpp"

#include <doctest/doctest.h>

using engine::appearance;

TEST_CASE("Letter case, blanks, normal forms and what nobody sees make no other text") {
  CHECK(appearance("Example Energy") == "example energy");
  for (const char* same : {"EXAMPLE ENERGY", " Example\t Energy ",
                           "Example\xC2\xA0"
                           "Energy",
                           "Exa\xE2\x80\x8Bmple Energy", "Example \xE2\x80\x83 Energy\n"})
    CHECK(appearance(same) == "example energy");
  CHECK(appearance("Caf\xC3\xA9") == appearance("CAFE\xCC\x81"));
  CHECK(appearance("Stra\xC3\x9F"
                   "e") == appearance("STRASSE"));
}

TEST_CASE("Other texts stay other texts, and what is no UTF-8 stays as it is") {
  CHECK(appearance("Cafe") != appearance("Caf\xC3\xA9"));
  CHECK(appearance("ExampleEnergy") != appearance("Example Energy"));
  CHECK(appearance("") == "");
  CHECK(appearance(" \t") == "");
  CHECK(appearance("\xFF\xFE") == "\xFF\xFE");
}
