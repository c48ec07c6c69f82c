// Escapes texts, eight bytes at a time as long as none of them is special, and replaces what paper cannot hold.
#include "api/report/paper_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "engine/text.hpp"
#include "engine/title.hpp"

namespace api::report {
namespace {

constexpr std::size_t word_unbroken = 80, word_piece = 20;  // characters

bool is_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F; }

// U+2400 and following in UTF-8; U+2421 for DEL.
void append_picture(std::string& out, unsigned char control) {
  out += "\xE2\x90";
  out += static_cast<char>(control == 0x7F ? 0xA1 : 0x80 + control);
}

// What no paper can hold (U+0080 to U+009F, U+FFFE, U+FFFF), and what would turn the letters after it round, so that
// an eye reads another text than a program does (U+202D, U+202E), at text[at]. How many bytes; 0: it is neither.
std::size_t unprintable(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.size() >= 2 && rest[0] == '\xC2' && static_cast<unsigned char>(rest[1]) < 0xA0) return 2;
  for (const std::string_view one : {"\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xE2\x80\xAD", "\xE2\x80\xAE"})
    if (rest.starts_with(one)) return one.size();
  return 0;
}

// What makes a byte worth looking at: everything else is copied in runs.
std::array<bool, 256> marked(std::string_view characters) {
  std::array<bool, 256> marks{};
  for (unsigned i = 0; i < 256; ++i) marks[i] = is_control(static_cast<unsigned char>(i));
  for (const char c : characters) marks[static_cast<unsigned char>(c)] = true;
  return marks;
}

// Whether all eight bytes are ASCII that nobody marks. Most are: eight at a time is several times faster.
bool plain(const char* eight) {
  constexpr std::uint64_t ones = 0x0101010101010101U, tops = ones << 7U;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  const auto below = [&](std::uint64_t limit) { return (word - ones * limit) & ~word; };
  const auto is = [&](unsigned char c) {
    const std::uint64_t zero = word ^ (ones * c);
    return (zero - ones) & ~zero;
  };
  return ((word | below(0x20) | is('&') | is('<') | is('>') | is('"') | is(0x7F)) & tops) == 0;
}

// `special` appends what stands for one of its own characters.
template <class Special>
void append_printable(std::string& out, std::string_view text, const std::array<bool, 256>& marks, Special special) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    while (at + 8 <= text.size() && plain(text.data() + at)) at += 8;
    if (at == text.size()) break;
    const auto c = static_cast<unsigned char>(text[at]);
    if (!marks[c]) continue;
    std::size_t bytes = 1;
    if (c >= 0x80) {
      bytes = unprintable(text, at);
      if (bytes == 0) continue;
    }
    out.append(text.substr(from, at - from));
    from = at + bytes;
    if (c >= 0x80) out += "\xEF\xBF\xBD";
    else if (c == '\r') {
      if (from == text.size() || text[from] != '\n') special('\n');
    } else if (is_control(c)) append_picture(out, c);
    else special(text[at]);
    at = from - 1;
  }
  out.append(text.substr(std::min(from, text.size())));
}

void append_escaped(std::string& out, std::string_view text, std::string_view line_break) {
  static const auto marks = marked("&<>\"\n\xC2\xE2\xEF");
  append_printable(out, text, marks, [&](char c) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += line_break;
    }
  });
}

}  // namespace

void append_html(std::string& out, std::string_view text) { append_escaped(out, text, "<br>"); }

std::string html_text(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

std::string xml_text(std::string_view text) {
  std::string out;
  append_escaped(out, text, " ");
  return out;
}

std::string printable(std::string_view text) {
  static const auto marks = marked("\xC2\xE2\xEF");
  std::string out;
  append_printable(out, text, marks, [&](char c) { out += c; });
  return out;
}

std::string css_text(std::string_view text) {
  std::string out;
  for (const char one : printable(text)) {
    const auto c = static_cast<unsigned char>(one);
    if (c >= 0x80 || engine::is_letter_or_digit(one) || one == ' ') out += one;
    else out += fmt::format("\\{:x} ", c == '\n' ? 0x20U : c);
  }
  return out;
}

std::string breakable(std::string_view text) {
  std::string out;
  std::size_t in_word = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t') in_word = 0;
    else if (engine::starts_character(text[at]) && ++in_word > word_unbroken && in_word % word_piece == 1)
      out += "\u200B";
    out += text[at];
  }
  return out;
}

std::string short_title(std::string_view title) { return engine::cut_title(title); }

void append_date(std::string& out, engine::Date day) {
  std::array<char, 32> text{};
  char* at = text.data();
  const auto digit = [&](unsigned value) { *at++ = static_cast<char>('0' + value % 10); };
  const auto date = static_cast<unsigned>(day.day()), year = static_cast<unsigned>(static_cast<int>(day.year()));
  if (date >= 10) digit(date / 10);
  digit(date);
  *at++ = ' ';
  const auto month = engine::month_name(day.month());
  at = std::copy(month.begin(), month.end(), at);
  *at++ = ' ';
  for (const unsigned power : {1000U, 100U, 10U, 1U}) digit(year / power);
  out.append(text.data(), at);
}

}  // namespace api::report
