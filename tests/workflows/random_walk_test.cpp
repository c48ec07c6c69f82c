// 100,000 random commands over all packs, through the processor onto a journal on disk: whatever is asked, what is live
// is what the journal says and what a rebuild gives, the options say what the engine does, and no step breaks a rule
// that must hold. Every walk prints its seed.
#include <fmt/format.h>

#include "store/journal.hpp"
#include "store/reader.hpp"
#include "store/verify.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/workflows/facts_only.hpp"
#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
constexpr int commands_in_all = test::sanitized ? 10'000 : 100'000;
constexpr int commands_a_case = 60;
constexpr int walks_a_pack = 100;  // each within the years that the calendar covers
constexpr unsigned first_seed = 20190315;

struct Counted {
  int accepted = 0;
  int refused = 0;
  int held_out = 0;  // accepted as the options had promised: nothing unmet, and no guard looks at the body
};

std::string as_text(const std::vector<engine::Unmet>& unmet) {
  std::string text;
  for (const auto& one : unmet) text += fmt::format("{} ({}) {}; ", one.guard, one.clause, one.reason);
  return text;
}

// The options' names except those that the program itself sends, as a refusal lists them.
std::set<std::string> sendable(const std::vector<engine::Option>& options) {
  static const auto sent_by_nobody = [] {
    std::set<std::string, std::less<>> found;
    for (const auto* workflow : rules().of("modifications"))
      for (const auto& one : workflow->commands())
        if (one.roles.empty()) found.emplace(one.name);
    return found;
  }();
  std::set<std::string> names;
  for (const auto& one : options)
    if (!sent_by_nobody.contains(one.command)) names.insert(one.command);
  return names;
}

// The very rows that were listed, each with the reasons that were listed; what is added follows from the body.
void refused_as_said(const std::vector<engine::Option>& mine, const engine::Refused& refused) {
  REQUIRE(refused.tried.size() == mine.size());
  for (std::size_t i = 0; i < mine.size(); ++i) {
    auto of_facts = refused.tried[i].unmet;
    std::erase_if(of_facts, [](const auto& one) { return !facts_only::guard(one.guard); });
    const auto said = as_text(mine[i].unmet), came = as_text(of_facts);
    REQUIRE(said == came);
    REQUIRE_FALSE(refused.tried[i].unmet.empty());
  }
}

// What the options said before the command was sent, against what came of it.
void options_said_so(const walk::Step& step, Counted& counted) {
  const auto shown = fmt::format("{} {} by {}: {}", step.command, step.body.dump(), step.by.role, in_words(step.reply));
  CAPTURE(shown);
  std::vector<engine::Option> mine;
  bool promised = false;
  const auto& facts_alone = facts_only::rows(step.pack, step.state);
  REQUIRE(step.said.size() == facts_alone.size());
  for (std::size_t i = 0; i < step.said.size(); ++i) {
    if (step.said[i].command != step.command) continue;
    mine.push_back(step.said[i]);
    promised = promised || (step.said[i].unmet.empty() && facts_alone[i]);
  }
  if (const auto* refused = std::get_if<engine::Refused>(&step.reply)) {
    refused_as_said(mine, *refused);
    REQUIRE(std::set<std::string>(refused->possible.begin(), refused->possible.end()) == sendable(step.said));
    REQUIRE_FALSE(promised);
  }
  if (const auto* accepted = std::get_if<engine::Accepted>(&step.reply)) {
    const auto& to = accepted->entry.event.to;
    const auto offered = std::count_if(mine.begin(), mine.end(), [&](const auto& one) {
      return one.unmet.empty() && (one.to == to || one.to.starts_with('<'));
    });
    REQUIRE(offered >= 1);
    counted.held_out += promised;
  }
}

// As a reader makes it of the entries, against what the processor keeps: the last entry's version and what the journal
// projects.
void live_is_replayed(walk::Walk& walk) {
  const auto replayed = walk.story.now(walk.ref);
  const auto live = walk.story.live(walk.ref);
  REQUIRE(live.version == replayed.version);
  REQUIRE(live.state == replayed.state);
  REQUIRE(live.workflow == replayed.workflow);
  const auto& workflow = rules().get(live.workflow);
  for (const auto& caller : {visitor, panel, manager})
    REQUIRE(workflow.view(live, workflow.clearance(caller)) == workflow.view(replayed, workflow.clearance(caller)));
  const auto one = workflow.project(live), other = workflow.project(replayed);
  REQUIRE(one.summary == other.summary);
  REQUIRE(one.deadlines == other.deadlines);
  REQUIRE(one.tasks == other.tasks);
  REQUIRE(one.references == other.references);
  for (const auto& state : workflow.states())
    if (state.name == live.state)
      REQUIRE((Dom::parse(workflow.view(live, workflow.clearance(manager))).at("waiting_for").is_null()) ==
              (state.terminal || state.name == "not-known"));
}

// Everything that lists, reports and the alarm read of the journal.
struct Lists {
  std::vector<engine::Listed> summaries;
  std::vector<engine::DueDeadline> due;
  std::vector<engine::OpenTask> tasks;
  explicit Lists(const engine::Reader& reader)
      : summaries(reader.summaries("modifications", {})),
        due(reader.due(instant("2199-01-01T00:00:00Z"), 1'000)),
        tasks(reader.tasks({"secas", "panel", "csc", "change-board", "authority", "dcc", "seat:LS-1", "seat:CON-1"})) {}
};

void nothing_differs(const std::filesystem::path& database, std::int64_t entries) {
  const auto verified = store::verify(database, rules());
  CHECK_MESSAGE(!verified.fault, *verified.fault);
  CHECK(verified.entries == entries);
}

// Thrown away and refilled, the projections are what the walk left behind.
void live_is_rebuilt(const std::filesystem::path& folder) {
  store::DataFolder open(folder, store::Access::Write);
  const store::SqliteReader reader(open);
  const auto entries = reader.last_seq();
  nothing_differs(open.database(), entries);
  const Lists before(reader);
  CHECK(store::rebuild(open, rules()) == entries);
  nothing_differs(open.database(), entries);
  const Lists after(reader);
  CHECK(after.summaries == before.summaries);
  CHECK(after.due.size() == before.due.size());
  for (std::size_t i = 0; i < std::min(after.due.size(), before.due.size()); ++i)
    CHECK((after.due[i].case_id == before.due[i].case_id && after.due[i].deadline == before.due[i].deadline));
  CHECK(after.tasks.size() == before.tasks.size());
  for (std::size_t i = 0; i < std::min(after.tasks.size(), before.tasks.size()); ++i)
    CHECK((after.tasks[i].case_id == before.tasks[i].case_id && after.tasks[i].task == before.tasks[i].task));
}

void goes_on(walk::Walk& walk, Counted& counted) {
  for (int i = 0; i < commands_a_case; ++i) {
    const auto step = walk.goes_on();
    if (!step.body.contains("effective_on")) options_said_so(step, counted);
    counted.accepted += std::holds_alternative<engine::Accepted>(step.reply);
    counted.refused += std::holds_alternative<engine::Refused>(step.reply);
  }
}

Counted walks(const lives::Era& era, unsigned seed, int cases) {
  const TempFolder folder(folder_in_memory());
  store::DataFolder::create(folder.data());
  Counted counted;
  {
    store::DataFolder open(folder.data(), store::Access::Write);
    store::SqliteJournal journal(open);
    const store::SqliteReader reader(open);
    walk::Walk walk(era, seed, journal, reader);
    for (int i = 0; i < cases; ++i) {
      walk.opens_a_case();
      goes_on(walk, counted);
      live_is_replayed(walk);
    }
    for (const auto& one : walk.story.clocks_refused()) CHECK_MESSAGE(one.empty(), "the clock was refused: " << one);
  }
  live_is_rebuilt(folder.data());
  return counted;
}
}  // namespace

TEST_CASE("After 100,000 random commands what is live is what is replayed and what is rebuilt, as the options said") {
  const int cases = commands_in_all / commands_a_case / 3 / walks_a_pack + 1;
  for (const auto& era : lives::eras) {
    Counted all;
    for (unsigned seed = first_seed; seed < first_seed + walks_a_pack; ++seed) {
      CAPTURE(era.pack);
      CAPTURE(seed);
      const auto counted = walks(era, seed, cases);
      all.accepted += counted.accepted;
      all.refused += counted.refused;
      all.held_out += counted.held_out;
    }
    MESSAGE(era.pack << " from seed " << first_seed << ": " << all.accepted << " accepted, " << all.held_out
                     << " of them as promised, " << all.refused << " refused");
    CHECK(all.held_out > commands_in_all / 100);
  }
}
