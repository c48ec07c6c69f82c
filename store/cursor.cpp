// Writes the place where a page ended as text with a checksum, and reads it back.
#include "store/cursor.hpp"

#include <bit>
#include <charconv>
#include <stdexcept>

#include "store/digest.hpp"

namespace store {
namespace {

constexpr std::size_t check_bytes = 8;
constexpr std::size_t cursor_chars_max = 4'096;

std::string check_of(std::string_view list, std::string_view content) {
  Sha256 sha;
  const auto hash = sha.of(std::string(list) + '\0', content);
  return std::string(bytes_of(hash).substr(0, check_bytes));
}

// The entry and a semicolon, one letter for the type, the value, a zero byte (which no place holds), the place of the
// reference. Reals go as their bits, so that they come back as they were.
std::string content_of(const Place& place) {
  std::string content = std::to_string(place.seq) + ';';
  if (const auto* whole = std::get_if<std::int64_t>(&place.value)) content += "i" + std::to_string(*whole);
  else if (const auto* real = std::get_if<double>(&place.value))
    content += "r" + std::to_string(std::bit_cast<std::int64_t>(*real));
  else content += "t" + std::get<std::string>(place.value);
  return content + '\0' + place.place;
}

std::int64_t read_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::invalid_argument("not a cursor of this list");
  return number;
}

}  // namespace

std::string cursor_of(const Place& place, std::string_view list) {
  const auto content = content_of(place);
  return base64url(check_of(list, content) + content);
}

Place place_of(std::string_view cursor, std::string_view list) {
  const auto bytes = cursor.size() <= cursor_chars_max ? from_base64url(cursor) : std::nullopt;
  if (!bytes || bytes->size() <= check_bytes) throw std::invalid_argument("not a cursor");
  auto content = std::string_view(*bytes).substr(check_bytes);
  if (check_of(list, content) != bytes->substr(0, check_bytes))
    throw std::invalid_argument("not a cursor of this list");
  const auto semicolon = content.find(';');
  if (semicolon == std::string_view::npos) throw std::invalid_argument("not a cursor of this list");
  const auto seq = read_number(content.substr(0, semicolon));
  content.remove_prefix(semicolon + 1);
  const auto end = content.rfind('\0');
  if (end == std::string_view::npos || end == 0) throw std::invalid_argument("not a cursor of this list");
  const auto value = content.substr(1, end - 1);
  Place place{std::string(value), std::string(content.substr(end + 1)), seq};
  if (content[0] == 'i') place.value = read_number(value);
  else if (content[0] == 'r') place.value = std::bit_cast<double>(read_number(value));
  return place;
}

}  // namespace store
