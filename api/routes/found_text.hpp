// A text that was found, cut to what stands around the words.
#pragma once

#include "engine/finding.hpp"

namespace api {

// About 200 characters around the first of the words that stands in it, on one line, with "..." where it was cut.
std::string around(std::string_view text, const engine::Words& words);

// A text in pieces, those marked that are among the words.
struct Piece {
  std::string text;
  bool found = false;
};
std::vector<Piece> marked(std::string_view text, const engine::Words& words);

}  // namespace api
