// Finds the place in the text as it was written, although words are found in the folded one.
#include "api/routes/found_text.hpp"

#include <algorithm>
#include <vector>

#include "engine/folded.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t before_max = 80, after_max = 120;  // bytes

// Where the character begins of which the byte `at` of the folded text was made; a letter that was typed as two
// characters moves it by some bytes.
std::size_t unfolded(std::string_view text, std::size_t at) {
  std::size_t place = 0;
  for (std::size_t folded = 0; place < text.size();) {
    const auto bytes = std::max<std::size_t>(engine::utf8_character(text.substr(place)), 1);
    folded += engine::searchable(text.substr(place, bytes)).size();
    if (folded > at) break;
    place += bytes;
  }
  return place;
}

std::size_t to_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && !engine::starts_character(text[at])) --at;
  return at;
}

}  // namespace

std::string around(std::string_view text, const engine::Words& words) {
  const auto folded = engine::searchable(text);
  auto first = folded.size();
  for (const auto& word : words) first = std::min(first, folded.find(word));
  const auto at = first >= folded.size() ? 0 : unfolded(text, first);
  auto begin = at > before_max ? to_character(text, at - before_max) : 0;
  const auto end = at + after_max < text.size() ? to_character(text, at + after_max) : text.size();
  if (begin > 0) begin = std::min(text.find(' ', begin) + 1, at);  // of whole words
  std::string cut = (begin > 0 ? "..." : "") + std::string(text.substr(begin, end - begin));
  if (end < text.size()) cut += "...";
  std::replace_if(
      cut.begin(), cut.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return cut;
}

namespace {
// The folded text, and of which byte each of its bytes was made.
struct Folded {
  std::string text;
  std::vector<std::size_t> made_of;
};
Folded folded_by_character(std::string_view text) {
  Folded folded;
  for (std::size_t at = 0; at < text.size();) {
    const auto bytes = std::max<std::size_t>(engine::utf8_character(text.substr(at)), 1);
    folded.text += engine::searchable(text.substr(at, bytes));
    folded.made_of.resize(folded.text.size(), at);
    at += bytes;
  }
  folded.made_of.push_back(text.size());
  return folded;
}
}  // namespace

std::vector<Piece> marked(std::string_view text, const engine::Words& words) {
  const Folded folded = folded_by_character(text);
  std::vector<bool> found(text.size() + 1, false);
  for (const auto& word : words)
    for (auto at = folded.text.find(word); !word.empty() && at != std::string::npos;
         at = folded.text.find(word, at + word.size()))
      std::fill(found.begin() + static_cast<std::ptrdiff_t>(folded.made_of[at]),
                found.begin() + static_cast<std::ptrdiff_t>(folded.made_of[at + word.size()]), true);
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (pieces.empty() || pieces.back().found != found[at]) pieces.push_back({"", found[at]});
    pieces.back().text += text[at];
  }
  return pieces;
}

}  // namespace api
