// Splits text at blanks and fits the words into lines; only words too long for a line are cut.
#include "api/report/words.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api::report {
namespace {

// The bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if (engine::starts_character(text[at]) && count-- == 0) break;
  return at;
}

void wrap_line(std::vector<std::string>& lines, std::string_view text, std::size_t width) {
  std::string line;
  for (std::string word : words_of(text)) {
    if (!line.empty() && width_of(line) + 1 + width_of(word) > width) lines.push_back(std::exchange(line, ""));
    while (width_of(word) > width) {
      lines.push_back(word.substr(0, bytes_of(word, width)));
      word.erase(0, bytes_of(word, width));
    }
    line += line.empty() ? word : " " + word;
  }
  lines.push_back(line);
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), engine::starts_character));
}

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    wrap_line(lines, text.substr(0, end), std::max<std::size_t>(width, 1));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string words_of_head(const engine::Report& report) {
  return fmt::format("At {} the journal had {} {}; the hash of the newest is", engine::to_text(report.known_at.value()),
                     report.head->entries, report.head->entries == 1 ? "entry" : "entries");
}

}  // namespace api::report
