// JSON as text, put together without a document in memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace api {

// With its quotes; everything that must be escaped is. The text has to be UTF-8.
std::string in_quotes(std::string_view text);
inline std::string in_quotes_or_null(std::string_view text) { return text.empty() ? "null" : in_quotes(text); }
std::string quoted_list(const std::vector<std::string>& texts);  // ["a","b"]
bool contains(const std::vector<std::string>& texts, std::string_view one);
std::string no_such(std::string_view reference, std::string_view collection);  // "there is no "L7" in loans"
std::string joined(const std::vector<std::string>& parts, std::string_view between);

std::size_t utf8_character(std::string_view text);  // bytes of the one at the start; 0 when it is none
bool is_utf8(std::string_view text);
bool same_letters(std::string_view a, std::string_view b);  // letter case aside, ASCII
std::string lower(std::string_view text);                   // ASCII
std::string_view trimmed(std::string_view text);            // without blanks and tabs at both ends
std::string hash_text(std::string_view text);               // 32 hexadecimal digits; not for secrets

}  // namespace api
