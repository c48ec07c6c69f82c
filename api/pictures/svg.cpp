// Writes the elements of pictures.
#include "api/pictures/svg.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/text.hpp"

namespace api {

namespace {
std::string svg_escaped(std::string_view text) {
  std::string out;
  for (const char c : engine::xml_escaped(text))
    if (static_cast<unsigned char>(c) >= 32 || c == '\n') out += c;
  return out;
}
}  // namespace

// The letters of papers are .57 as wide as high on average; bold ones and capitals are wider.
int svg_width_of(std::string_view words, const SvgText& look) {
  const auto letters = std::count_if(words.begin(), words.end(), engine::starts_character);
  return static_cast<int>(letters) * look.size * (look.bold ? 68 : 62) / 100 + 1;
}

std::string svg_cut(std::string_view words, int room, const SvgText& look) {
  if (svg_width_of(words, look) <= room) return std::string(words);
  const std::string_view ellipsis = "\u2026";
  std::string out(words);
  while (!out.empty() && svg_width_of(out, look) + look.size > room) {
    while (!engine::starts_character(out.back())) out.pop_back();
    out.pop_back();
  }
  return out + std::string(ellipsis);
}

std::string svg_text(int x, int y, std::string_view words, const SvgText& look) {
  return fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{}{}>{}</text>\n", x, y, look.size, look.fill,
                     look.anchor == "start" ? "" : fmt::format(" text-anchor=\"{}\"", look.anchor),
                     look.bold ? " font-weight=\"bold\"" : "", svg_escaped(words));
}

std::string svg_box(int x, int y, int width, int height, std::string_view fill, std::string_view more) {
  return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}/>\n", x, y, width, height, fill,
                     more);
}

std::string svg_begun(int width, int height, std::string_view title, std::string_view words) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-label=\"{2}\">\n<title>{2}</title>\n<desc>{3}</desc>\n"
      "<g font-family=\"Noto Sans, DejaVu Sans, sans-serif\">\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
      width, height, svg_escaped(title), svg_escaped(words));
}

}  // namespace api
