// The texts of cells and paragraphs, as every form of a report writes them.
#include "engine/report.hpp"

#include <algorithm>

#include "engine/calendar.hpp"

namespace engine {

std::string text_of(const Cell& cell) {
  struct Speak {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const Date& day) const { return to_text(day); }
    std::string operator()(const ProvisionalDay& day) const { return to_text(day.on) + std::string(provisional_mark); }
  };
  return std::visit(Speak{}, cell);
}

std::string Report::Paragraph::text() const {
  std::string all(point ? point_mark : "");
  for (const auto& piece : pieces) all += piece.text;
  return all;
}

const Report::Section* Report::section(std::string_view wanted) const {
  const auto found =
      std::find_if(sections.begin(), sections.end(), [&](const auto& section) { return section.name == wanted; });
  return found == sections.end() ? nullptr : &*found;
}

}  // namespace engine
