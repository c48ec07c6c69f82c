// Pictures in papers: where they stand in each form, and what they may not bring along.
#include <doctest/doctest.h>

#include <algorithm>

#include "api/report/forms.hpp"
#include "api/report/html.hpp"
#include "tests/forms/samples.hpp"

using namespace api::report;

TEST_CASE(
    "A picture stands before the table that has its figures: on a page as SVG, in a document by its file, nowhere "
    "else") {
  const auto report = samples::ordinary();
  const auto page = html(report);
  const auto first = page.find("<svg "), table = page.find("<table", first);
  REQUIRE(first != std::string::npos);
  CHECK(page.substr(first, table - first).find("<section") == std::string::npos);
  CHECK(page.find("role=\"group\" tabindex=\"0\" aria-label=\"Picture: Where the modifications stood\">") !=
        std::string::npos);
  const auto document = html(report, HtmlFor::programs);
  CHECK(document.find("<svg") == std::string::npos);
  CHECK(
      document.find("<img src=\"picture-0.png\" style=\"width: 100%\" alt=\"Where the modifications stood. Jan 19: 13, "
                    "Development Stage 2, ") != std::string::npos);
  CHECK(document.find("<img src=\"picture-1.png\"") != std::string::npos);
  CHECK(document.find("picture-2") == std::string::npos);
  for (const auto form : {Form::json, Form::text, Form::csv})
    CHECK(std::get<std::string>(render(report, form)).find("svg") == std::string::npos);
}

TEST_CASE("What a picture says is escaped, and no control character gets onto a page with it") {
  const auto page = html(samples::hostile());
  const auto first = page.find("<svg "), last = page.find("</svg>");
  REQUIRE(first != std::string::npos);
  const auto picture = page.substr(first, last - first);
  CHECK(picture.find("<script") == std::string::npos);
  CHECK(picture.find("<h1>") == std::string::npos);
  CHECK(picture.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(std::none_of(picture.begin(), picture.end(),
                     [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7F; }));
}

TEST_CASE("A picture is as wide as its paper: letters are as large on paper that stands upright") {
  auto report = samples::ordinary();
  CHECK(html(report).find("viewBox=\"0 0 1200 ") != std::string::npos);
  for (auto& section : report.sections)
    if (section.columns.size() > 4) section.on_paper = false;
  REQUIRE_FALSE(is_landscape(report));
  CHECK(html(report).find("viewBox=\"0 0 800 ") != std::string::npos);
  CHECK(html(report).find("viewBox=\"0 0 1200 ") == std::string::npos);
}
