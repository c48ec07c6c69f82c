// Every row of every pack is accepted at least once, and every guard refuses at least once: told by all stories
// together.
#include <fmt/format.h>

#include "tests/support/story.hpp"

namespace {
std::string listed(const std::vector<std::string>& lines) { return fmt::format("\n  {}", fmt::join(lines, "\n  ")); }

std::vector<const engine::Workflow*> watched_workflows() {
  std::vector<const engine::Workflow*> all;
  for (const auto collection : story::watched)
    for (const auto* one : story::rules().of(collection)) all.push_back(one);
  return all;
}

story::Seen all_of_it() {
  story::forget_seen();
  for (const auto& one : story::all_told()) {
    INFO(one.sentence);
    one.tell();
  }
  return story::seen();
}

const story::Seen& everything_seen() {
  static const auto seen = all_of_it();
  return seen;
}
}  // namespace

TEST_CASE("All stories together take every row of every pack at least once") {
  const auto& seen = everything_seen();
  std::vector<std::string> missing;
  std::size_t rows = 0;
  for (const auto* workflow : watched_workflows())
    for (const auto& row : workflow->table()) {
      ++rows;
      const auto name = story::row_name(row);
      if (!seen.rows.contains({std::string(workflow->name()), name}))
        missing.push_back(fmt::format("{}: {}", workflow->name(), name));
    }
  MESSAGE(seen.rows.size() << " of " << rows << " rows were taken, in " << story::all_told().size() << " stories");
  CHECK_MESSAGE(missing.empty(), missing.size() << " rows were never taken:" << listed(missing));
}

// What is always met under a pack: what differs between the packs is data, and its rows are shared.
const std::set<std::pair<std::string, std::string>> never_refusing = {
    {"sec-2018", "StartsWithThePanel"},  // it has no Draft Proposals
    {"sec-2018", "ProblemNotFinal"},     // nor a recommendation to convert one
};

TEST_CASE("All stories together have every guard of every pack refuse at least once") {
  const auto& seen = everything_seen();
  std::vector<std::string> missing;
  std::size_t all = 0;
  for (const auto* workflow : watched_workflows()) {
    std::set<std::string> guards;
    for (const auto& row : workflow->table()) guards.insert(row.guards.begin(), row.guards.end());
    all += guards.size();
    for (const auto& guard : guards) {
      const std::pair pair{std::string(workflow->name()), guard};
      if (seen.guards.contains(pair) == never_refusing.contains(pair))
        missing.push_back(
            fmt::format("{}: {}{}", pair.first, guard, seen.guards.contains(pair) ? " (but it can)" : ""));
    }
  }
  const auto refused = all - missing.size() - never_refusing.size();
  MESSAGE(refused << " of " << all << " guards refused");
  CHECK_MESSAGE(missing.empty(), missing.size() << " guards never refused:" << listed(missing));
}
