// The SEC Objectives by their letters, and those for charging (sec-rules 6).
#pragma once

#include <string_view>

namespace sec {

inline constexpr std::string_view objectives[] = {"a", "b",  "c",  "d",   "e",   "f",   "g",
                                                  "h", "C1", "C2", "C3a", "C3b", "C3c", "C3d"};

}  // namespace sec
