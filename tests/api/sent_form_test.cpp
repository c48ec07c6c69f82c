// What browsers send of a form is read as it was typed, and what is no form is refused.
#include "api/http/sent_form.hpp"

#include <doctest/doctest.h>

#include "api/http/problem.hpp"

using namespace api;

namespace {

int status_of(std::string_view body) {
  try {
    read_sent_form(body);
  } catch (const Problem& problem) {
    return problem.response("/").status;
  }
  return 200;
}

}  // namespace

TEST_CASE("A form's fields are read in their order, decoded, and with lines that end as they do in a journal") {
  const SentForm form =
      read_sent_form("title=A+clearer%20title&&reason=one%0D%0Atwo%0D%0A&kind&title=again&%C3%A9=%E2%82%AC");
  const SentForm::Fields expected = {
      {"title", "A clearer title"}, {"reason", "one\ntwo\n"}, {"kind", ""}, {"title", "again"}, {"\u00e9", "\u20ac"}};
  CHECK(form.all() == expected);
  CHECK(form.text("title") == "A clearer title");
  CHECK(form.has("kind"));
  CHECK_FALSE(form.has("nothing"));
  CHECK(form.text("nothing").empty());
}

TEST_CASE("What is no form is refused") {
  CHECK(status_of("a=%4") == 400);
  CHECK(status_of("a=%zz") == 400);
  CHECK(status_of("a=%FF") == 400);
  CHECK(status_of("%C0%80=a") == 400);
}

TEST_CASE("A form of more fields than any page has is refused before they are kept") {
  std::string body;
  for (int i = 0; i < 4'000; ++i) body += "a=b&";
  CHECK(status_of(body) == 200);
  CHECK(status_of(body + "a=b") == 413);
}
