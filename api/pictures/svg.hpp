// What all pictures are written with: no style sheet of their own, so that a strict page may have them in it.
#pragma once

#include <string>
#include <string_view>

namespace api {

struct SvgText {
  int size = 13;
  std::string_view fill = "#14212b";
  std::string_view anchor = "start";  // "middle", "end"
  bool bold = false;
};
std::string svg_text(int x, int y, std::string_view words, const SvgText& look = {});
std::string svg_box(int x, int y, int width, int height, std::string_view fill, std::string_view more = "");
// With its text alternative; to be closed by "</svg>".
std::string svg_begun(int width, int height, std::string_view title, std::string_view words);

}  // namespace api
