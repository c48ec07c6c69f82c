// What all pictures are written with: no style sheet of their own, so that a strict page may have them in it.
#pragma once

#include <string>
#include <string_view>

namespace api {

inline constexpr int svg_page_width = 1200;    // on a page for screens, and on paper that lies on its side
inline constexpr int svg_upright_width = 800;  // on upright paper, so that letters are as large as on the other

// What a picture is drawn on. Letters are 11 and 13 pixels high, however wide it is; at least 600 pixels.
struct Canvas {
  int width = svg_page_width;
  bool titled = true;  // false: its title stands above it already
};

struct SvgText {
  int size = 13;
  std::string_view fill = "#14212b";
  std::string_view anchor = "start";  // "middle", "end"
  bool bold = false;
};
std::string svg_text(int x, int y, std::string_view words, const SvgText& look = {});
std::string svg_box(int x, int y, int width, int height, std::string_view fill, std::string_view more = "");
// About as wide as it is drawn, and never less: whatever stands beside it stays clear.
int svg_width_of(std::string_view words, const SvgText& look = {});
// So much of it as there is room for, with an ellipsis if that is not all.
std::string svg_cut(std::string_view words, int room, const SvgText& look = {});
// With its text alternative; to be closed by svg_end.
inline constexpr std::string_view svg_end = "</g>\n</svg>\n";
std::string svg_begun(int width, int height, std::string_view title, std::string_view words);

}  // namespace api
