// Puts the groups of the table together, with the examples.
#include "workflows/sec/terms/words/word_of.hpp"

#include <map>

#include "workflows/sec/terms/words/examples.hpp"
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
template <class What>
using Table = std::map<std::string_view, What, std::less<>>;

const Table<Word>& words() {
  static const Table<Word> all = [] {
    Table<Word> made;
    for (const auto& group : {of_common(), of_raising(), of_refinement(), of_report(), of_vote(), of_determination(),
                              of_implementation(), of_register(), of_past(), of_releases(), of_meetings(), of_bodies(),
                              of_program(), of_supposing(), of_choices_code(), of_choices_steps()})
      for (const auto& row : group) made.emplace(row.of, row);
    return made;
  }();
  return all;
}

const Table<std::string_view>& typed() {
  static const Table<std::string_view> all = [] {
    Table<std::string_view> made;
    for (const auto& one : examples()) made.emplace(one.of, one.json);
    return made;
  }();
  return all;
}

// The row of the type's own member, else that of the member; nullptr: there is none.
template <class What>
const What* row_of(const Table<What>& table, std::string_view type, std::string_view member) {
  auto found = table.find(std::string(type) + "." + std::string(member));
  if (found == table.end()) found = table.find(member);
  return found == table.end() ? nullptr : &found->second;
}
}  // namespace

std::optional<engine::body::Word> word_of(std::string_view type, std::string_view member) {
  const auto* row = row_of(words(), type, member);
  if (row == nullptr) return std::nullopt;
  const auto* example = row_of(typed(), type, member);
  return engine::body::Word{row->title, row->hint, example != nullptr ? *example : std::string_view()};
}

}  // namespace sec::words
