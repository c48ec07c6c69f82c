// Texts of answers: quoted for JSON, the sentence of a 404, and a hash that stands for a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace api {

// With its quotes; everything that must be escaped is. The text has to be UTF-8.
std::string in_quotes(std::string_view text);
std::string quoted_list(const std::vector<std::string>& texts);  // ["a","b"]
std::string as_utf8(std::string_view text);                      // what is no UTF-8 in it is U+FFFD
bool contains(const std::vector<std::string>& texts, std::string_view one);
std::string no_such(std::string_view reference, std::string_view collection);  // "there is no "L7" in loans"

std::string with_capital(std::string words);
std::string in_words(std::string_view name);  // "report-submitted" is "Report submitted"

std::string base64_of_hex(std::string_view hex);  // of bytes that are written as hex digits

std::string hash_text(std::string_view text);  // 32 hexadecimal digits; not for secrets

}  // namespace api
