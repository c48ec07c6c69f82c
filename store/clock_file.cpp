// One line for people and for the program: two instants and a word.
#include "store/clock_file.hpp"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "store/disk.hpp"

namespace store {
namespace {

using Word = ClockMark::Word;

constexpr std::array mark_words{std::pair{Word::believed, std::string_view("believed")},
                                std::pair{Word::doubted, std::string_view("doubted ")},
                                std::pair{Word::accepted, std::string_view("accepted")}};
constexpr std::size_t mark_instant_chars = 20, mark_word_chars = 8,
                      mark_chars = 2 * (mark_instant_chars + 1) + mark_word_chars + 1;

std::string line_of_mark(const ClockMark& mark) {
  std::string_view word;
  for (const auto& [one, text] : mark_words)
    if (one == mark.word) word = text;
  return fmt::format("{} {} {}\n", engine::to_text(mark.at), engine::to_text(mark.newest_entry), word);
}

std::optional<ClockMark> mark_in(std::string_view line) {
  if (line.size() != mark_chars) return std::nullopt;
  const auto at = engine::read_time(line.substr(0, mark_instant_chars));
  const auto newest = engine::read_time(line.substr(mark_instant_chars + 1, mark_instant_chars));
  if (!at || !newest) return std::nullopt;
  for (const auto& [one, text] : mark_words)
    if (const ClockMark mark{*at, *newest, one}; line == line_of_mark(mark)) return mark;
  return std::nullopt;
}

}  // namespace

std::optional<ClockMark> ClockFile::read() const { return mark_in(read_line(file_, mark_chars)); }

bool ClockFile::is_garbled() const { return std::filesystem::exists(file_) && !read(); }

void ClockFile::write(const ClockMark& mark) const { write_line(file_, line_of_mark(mark)); }

engine::ClockPast clock_past(const std::optional<ClockMark>& mark, engine::Time newest) {
  if (!mark) return {{}, {}, newest, false};
  return {mark->at, mark->newest_entry, newest, mark->word == Word::doubted};
}

}  // namespace store
