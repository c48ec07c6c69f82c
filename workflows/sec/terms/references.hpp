// How modifications are called: SECMP0025, DP083, MP083, MP128A (sec-rules 3.1 and 10.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sec {

struct Reference {
  std::string prefix;  // "SECMP", "DP", "MP"
  int number = 0;
  std::string suffix;  // "A", or empty
};
std::optional<Reference> read_reference(std::string_view text);  // in any letter case; nullopt: it is none
std::string canonical_reference(std::string_view text);  // "mp083" -> "MP083"; what is no reference comes back as it is
std::string new_reference(std::string_view pack,
                          int number);                        // "DP083" if proposals begin as drafts, else "SECMP0025"
std::string converted_reference(std::string_view reference);  // "DP083" -> "MP083"; others stay

}  // namespace sec
