// The codes of milestones that a historic register is brought in with: those of timetables (sec-rules 8.3) and what
// else pages of modifications tell; and whose decision each is. Where a modification stood by them is for
// historic/standing.cpp to say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sec::historic {

struct Code {
  std::string_view name;  // "CB_VOTE"
  std::string_view by{};  // whose decision it is: "change-board"; "": it is none
};
// nullptr: there is no such code.
const Code* find_code(std::string_view name);
std::vector<std::string_view> code_names();
inline bool is_code(std::string_view name) { return find_code(name) != nullptr; }

}  // namespace sec::historic
