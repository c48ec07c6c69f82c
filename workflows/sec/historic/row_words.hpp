// The words of a row of a register's timeline, as the table of phrases has them: one spelling for each thing, what
// stands in parentheses apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sec::historic {

// What the parentheses of a row say: "(start)", "(end, 5pm)", "(month only)", "(SEC v45.0)".
struct Aside {
  bool start = false;
  bool end = false;
  bool month_only = false;  // the day that is given is none
  bool unread = false;      // something else, which may turn the row into its opposite: "(postponed)"
};

struct RowWords {
  std::vector<std::vector<std::string>> clauses;  // between semicolons
  Aside aside;
};
// "Presented to the CSC (5pm)" is {"presented", "to", "csc"}; a reference, a day, a number and a version are
// "<ref>", "<day>", "<n>" and "<version>".
RowWords words_of_row(std::string_view text);

// Whether the words are those of the pattern, all of them. In a pattern "a/b" is one of them, "a?" may be missing, "*"
// stands for words that neither take anything back nor tell of something else, and "**" for the reason of a hold.
bool fits(std::string_view pattern, const std::vector<std::string>& words);

}  // namespace sec::historic
