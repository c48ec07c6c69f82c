// A scanner by hand and not a library's parser: nlohmann's names neither the place of a name that is there twice nor
// that of a number beyond its range, and has other sentences for everything else.
#include "api/http/prescan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "api/http/text.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

struct Fault {
  std::size_t at;
  std::string what;
  std::string pointer = {};  // to it, added to on the way out
};

std::string pointed(std::string_view name) {
  std::string out = "/";
  for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

// Recursive, but never deeper than json_depth_max. Throws Fault.
class Scan {
 public:
  // `stop`: throws at the value that begins there.
  explicit Scan(std::string_view text, std::optional<std::size_t> stop = {}) : text_(text), stop_(stop) {}

  void document() {
    blanks();
    if (at_ == text_.size()) fail("there is no value");
    value(0);
    blanks();
    if (at_ != text_.size()) fail("something follows the value");
  }

  // Where the first whole number beyond 64 bits begins. That is no fault of the text.
  std::optional<std::size_t> too_large() const { return too_large_; }

 private:
  [[noreturn]] void fail(std::string what) const { throw Fault{at_, std::move(what)}; }
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool ended() const { return at_ >= text_.size(); }

  void blanks() {
    while (!ended() && (here() == ' ' || here() == '\n' || here() == '\r' || here() == '\t')) ++at_;
  }

  bool take(char wanted) {
    if (ended() || here() != wanted) return false;
    ++at_;
    return true;
  }

  void value(int depth) {
    if (stop_ == at_) fail("");
    switch (here()) {
      case '{':
        return object(depth + 1);
      case '[':
        return array(depth + 1);
      case '"':
        static_cast<void>(string());
        return;
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  void value_at(const std::string& place, int depth) {
    if (!stop_) return value(depth);
    try {
      value(depth);
    } catch (Fault& fault) {
      fault.pointer.insert(0, pointed(place));
      throw;
    }
  }

  void enter(int depth) {
    if (depth > json_depth_max) fail(fmt::format("it is nested more than {} deep", json_depth_max));
    ++at_;
    blanks();
  }

  void array(int depth) {
    enter(depth);
    if (take(']')) return;
    for (std::size_t place = 0;; ++place) {
      value_at(std::to_string(place), depth);
      blanks();
      if (take(']')) return;
      if (!take(',')) fail("a comma or ] is missing");
      blanks();
    }
  }

  void object(int depth) {
    enter(depth);
    std::vector<std::pair<std::string, std::size_t>> names;
    while (!take('}')) {
      if (!names.empty()) {
        if (!take(',')) fail("a comma or } is missing");
        blanks();
      }
      const std::size_t start = at_;
      if (here() != '"') fail("a name in quotes is missing");
      names.emplace_back(string(), start);
      blanks();
      if (!take(':')) fail("a colon is missing");
      blanks();
      value_at(names.back().first, depth);
      blanks();
    }
    no_name_twice(names);
  }

  static void no_name_twice(std::vector<std::pair<std::string, std::size_t>>& names) {
    std::sort(names.begin(), names.end());
    const auto twice =
        std::adjacent_find(names.begin(), names.end(), [](auto& a, auto& b) { return a.first == b.first; });
    if (twice == names.end()) return;
    throw Fault{(twice + 1)->second, fmt::format("the name {} is there twice", in_quotes(twice->first))};
  }

  void word(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) fail("a value is missing");
    at_ += wanted.size();
  }

  std::size_t digits() {
    const std::size_t start = at_;
    while (!ended() && here() >= '0' && here() <= '9') ++at_;
    return at_ - start;
  }

  void number() {
    const std::size_t start = at_;
    take('-');
    const bool zero = here() == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) {
      at_ = start;
      fail("a value is missing");
    }
    const bool fraction = take('.');
    if (fraction && digits() == 0) fail("digits are missing");
    if (!fraction && here() != 'e' && here() != 'E') within_64_bits(start);
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (digits() == 0) fail("digits are missing");
    }
    const std::string text(text_.substr(start, at_ - start));
    if (!std::isfinite(std::strtod(text.c_str(), nullptr))) throw Fault{start, "the number is too large"};
  }

  void within_64_bits(std::size_t start) {
    const char *first = text_.data() + start, *last = text_.data() + at_;
    std::int64_t negative = 0;
    std::uint64_t positive = 0;
    const auto read = *first == '-' ? std::from_chars(first, last, negative) : std::from_chars(first, last, positive);
    if (read.ec == std::errc::result_out_of_range && !too_large_) too_large_ = start;
  }

  // What the string means, for comparing names.
  std::string string() {
    const std::size_t start = at_++;
    std::string out;
    while (!take('"')) {
      if (ended()) throw Fault{start, "the string does not end"};
      if (static_cast<unsigned char>(here()) < 0x20) fail("a control character has to be escaped");
      if (here() == '\\') {
        escape(out);
        continue;
      }
      const std::size_t bytes = engine::utf8_character(text_.substr(at_));
      if (bytes == 0) fail("this is not UTF-8");
      out.append(text_.substr(at_, bytes));
      at_ += bytes;
    }
    return out;
  }

  void escape(std::string& out) {
    static constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    ++at_;
    if (take('u')) {
      unsigned code = four_digits();
      if (code >= 0xDC00 && code <= 0xDFFF) fail("half of a surrogate pair");
      if (code >= 0xD800 && code <= 0xDBFF) {
        if (!take('\\') || !take('u')) fail("half of a surrogate pair");
        const unsigned low = four_digits();
        if (low < 0xDC00 || low > 0xDFFF) fail("half of a surrogate pair");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      }
      return engine::append_utf8(out, code);
    }
    const std::size_t which = ended() ? std::string_view::npos : letters.find(here());
    if (which == std::string_view::npos) fail("this escape is not known");
    out += meant[which];
    ++at_;
  }

  unsigned four_digits() {
    unsigned code = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const int digit = engine::hex_digit(here());
      if (digit < 0) fail("four hexadecimal digits are missing");
      code = code * 16 + static_cast<unsigned>(digit);
    }
    return code;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const std::optional<std::size_t> stop_;
  std::optional<std::size_t> too_large_;
};

JsonFault placed(std::string_view text, const Fault& fault) {
  const std::string_view before = text.substr(0, fault.at);
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t last = before.rfind('\n');
  const std::size_t column = last == std::string_view::npos ? before.size() : before.size() - last - 1;
  return {fault.what, lines + 1, column + 1};
}

std::string pointer_to(std::string_view text, std::size_t at) {
  try {
    Scan(text, at).document();
  } catch (const Fault& stopped) {
    return stopped.pointer;
  }
  return "";
}

}  // namespace

std::optional<JsonFault> prescan(std::string_view text) {
  Scan scan(text);
  try {
    scan.document();
  } catch (const Fault& fault) {
    return placed(text, fault);
  }
  const auto at = scan.too_large();
  if (!at) return std::nullopt;
  auto found = placed(text, {*at, "is a whole number that 64 bits do not hold"});
  found.pointer = pointer_to(text, *at);
  return found;
}

}  // namespace api
