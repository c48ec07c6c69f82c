// The sentences of minutes: what was said as paragraphs, what was decided as one sentence or as a list of points.
#pragma once

#include "engine/report.hpp"

namespace sec::meeting {

using Paragraph = engine::Report::Paragraph;

// Blank lines part paragraphs; a line that begins with "- " is a point of a list.
std::vector<Paragraph> paragraphs_of(std::string_view text);

// What one line says: "AGREED", "the amendments"; and how its sentence begins, if not with the body.
struct Decided {
  std::string verb;
  std::string text;
  std::optional<std::string> opening;  // "and": it goes on in the sentence before
};
// "The Panel NOTED the report." or "The Panel:" and a point for each.
std::vector<Paragraph> decided_by(std::string_view body, const std::vector<Decided>& lines);

}  // namespace sec::meeting
