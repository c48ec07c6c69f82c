// What a title is: a line in lists and in the heads of papers, so it is short, and looks the same wherever it stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engine {

// A field of this name is one, in the bodies of all commands. What older events say stays as it is.
inline constexpr std::string_view title_field = "title";
inline constexpr std::size_t title_characters_max = 300;

// As a command's title is kept: in Unicode's normal form C, without blanks at its ends; however long it is.
std::string as_title(std::string_view text);

std::size_t characters_in(std::string_view text);  // code points
std::string cut_title(std::string_view title);     // one that is too long: with an ellipsis as its last character

}  // namespace engine
