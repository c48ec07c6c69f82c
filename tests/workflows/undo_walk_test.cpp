// Whatever step of whatever life: if who took it may undo it, the modification is as it was before; if not, it is one
// of those that nobody undoes, and the options had said so.
#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
constexpr unsigned first_seed = 1617;
constexpr int walks_a_pack = 4;
constexpr int commands_a_walk = 150;

const engine::Workflow& rules_of(const engine::Case& current) { return rules().get(current.workflow); }

// As SECAS sees it, except for its number of events.
Dom as_it_stands(const engine::Case& current) {
  auto view = Dom::parse(rules_of(current).view(current, rules_of(current).clearance(manager)));
  view.erase("version");
  return view;
}

// As it stood before its last event.
engine::Case before_the_last(Story& s, const std::string& ref) {
  const auto entries = s.history(ref);
  auto grown = rules().get(entries.front().workflow).blank(entries.front().case_id);
  for (std::size_t i = 0; i + 1 < entries.size(); ++i) grown = rules_of(grown).evolve(grown, entries[i]);
  return grown;
}

bool offered(Story& s, const std::string& ref, const Actor& by) {
  for (const auto& option : s.options_fast(ref, by))
    if (option.command == "revoke-last") return option.unmet.empty();
  return false;
}

// 1: it was undone.
int undone(walk::Walk& walk, const walk::Step& step) {
  const auto& entry = std::get<engine::Accepted>(step.reply).entry;
  if (entry.event.type == "step-revoked" || entry.event.type == "window-reopened") return 0;
  if (entry.event.type == "noted") return 0;  // undoing passes it over
  const auto was = as_it_stands(before_the_last(walk.story, walk.ref));
  const bool promised = offered(walk.story, walk.ref, step.by);
  const auto reply = walk.story.ask_only(
      {"modifications", walk.ref, "revoke-last", R"({"reason":"a slip"})", step.by, "", "", {}, {}});
  const auto words = step.command + " by " + step.by.role + ": " + in_words(reply);
  CAPTURE(words);
  REQUIRE_FALSE(std::holds_alternative<engine::Failed>(reply));
  const bool accepted = std::holds_alternative<engine::Accepted>(reply);
  CHECK(accepted == promised);
  if (!accepted) return 0;
  CHECK(as_it_stands(walk.story.now(walk.ref)) == was);
  return 1;
}
}  // namespace

TEST_CASE("Undoing a step of a random life gives back what was before it, and is offered exactly if it is done") {
  int all = 0;
  for (const auto& era : lives::eras)
    for (unsigned seed = first_seed; seed < first_seed + walks_a_pack; ++seed) {
      CAPTURE(era.pack);
      CAPTURE(seed);
      walk::Walk walk(era, seed);
      for (int i = 0; i < commands_a_walk; ++i) {
        if (i % 30 == 0) walk.opens_a_case();
        const auto step = walk.goes_on();
        if (std::holds_alternative<engine::Accepted>(step.reply) && walk.dice.chance(50)) all += undone(walk, step);
      }
    }
  MESSAGE(all << " steps were undone");
  CHECK(all > 100);
}
