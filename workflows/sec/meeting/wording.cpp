// Puts texts into paragraphs, and lines of decisions into sentences with their commas, semicolons and full stops.
#include "workflows/sec/meeting/wording.hpp"

namespace sec::meeting {

namespace {
using Piece = engine::Report::Piece;
constexpr auto mark = engine::Report::point_mark;

// Without the full stop or semicolon that somebody wrote: its sentence has its own.
std::string unended(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ';' || text.back() == ' ')) text.pop_back();
  return text;
}

void add_decided(Paragraph& sentence, const Decided& line) {
  sentence.pieces.push_back({line.verb, true});
  sentence.pieces.push_back({" " + unended(line.text)});
}

// The points of one list, or the one sentence that there is.
void close(std::vector<Paragraph>& all, std::vector<Paragraph>& points, std::string_view body) {
  const auto opening = "The " + std::string(body);
  if (points.size() == 1) {
    points[0].pieces.insert(points[0].pieces.begin(), {opening + " "});
    points[0].pieces.push_back({"."});
    all.push_back(std::move(points[0]));
  } else if (!points.empty()) {
    all.push_back({{{opening + ":"}}});
    for (std::size_t i = 0; i < points.size(); ++i) {
      points[i].point = true;
      points[i].pieces.push_back({i + 1 == points.size() ? "." : i + 2 == points.size() ? "; and" : ";"});
      all.push_back(std::move(points[i]));
    }
  }
  points.clear();
}
}  // namespace

std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> all;
  bool goes_on = false;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    if (line.starts_with(mark)) {
      all.push_back({{{std::string(line.substr(mark.size()))}}, true});
      goes_on = false;
    } else if (line.empty()) goes_on = false;
    else if (goes_on) all.back().pieces.back().text += "\n" + std::string(line);
    else {
      all.push_back({{{std::string(line)}}});
      goes_on = true;
    }
  }
  return all;
}

std::vector<Paragraph> decided_by(std::string_view body, const std::vector<Decided>& lines) {
  std::vector<Paragraph> all, points;
  bool own = false;  // whether the last sentence has an opening of its own
  for (const auto& line : lines) {
    const bool goes_on = line.opening == "and" && (own || !points.empty());
    if (goes_on) {
      auto& sentence = own ? all.back() : points.back();
      if (own) sentence.pieces.pop_back();  // its full stop
      sentence.pieces.push_back({" and "});
      add_decided(sentence, line);
      if (own) sentence.pieces.push_back({"."});
      continue;
    }
    own = line.opening && line.opening != "and";
    if (own) close(all, points, body);
    auto& sentence = (own ? all : points).emplace_back();
    if (own) sentence.pieces.push_back({*line.opening + " "});
    add_decided(sentence, line);
    if (own) sentence.pieces.push_back({"."});
  }
  close(all, points, body);
  return all;
}

}  // namespace sec::meeting
