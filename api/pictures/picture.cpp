// Asks whoever draws this kind of picture.
#include "api/pictures/picture.hpp"

#include "api/pictures/columns.hpp"
#include "api/pictures/gantt.hpp"

namespace api {
namespace {

struct Drawn {
  Canvas canvas;
  std::string operator()(const engine::Chart& chart) const { return gantt_svg(chart, canvas); }
  std::string operator()(const engine::Columns& columns) const { return columns_svg(columns, canvas); }
};

struct InWords {
  std::string operator()(const engine::Chart& chart) const { return gantt_words(chart); }
  std::string operator()(const engine::Columns& columns) const { return columns_words(columns); }
};

}  // namespace

const std::string& picture_title(const engine::Picture& picture) {
  return std::visit([](const auto& one) -> const std::string& { return one.title; }, picture);
}

std::string picture_svg(const engine::Picture& picture, Canvas canvas) { return std::visit(Drawn{canvas}, picture); }

std::string picture_words(const engine::Picture& picture) { return std::visit(InWords{}, picture); }

}  // namespace api
