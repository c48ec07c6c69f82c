// 100,000 random commands over all packs through the processor: whatever is asked, what is remembered is what the
// journal says, the options say what the engine does, and no step breaks a rule that must hold. Every walk prints its
// seed.
#include <fmt/format.h>

#include <random>

#include "tests/workflows/lives.hpp"
#include "workflows/sec/calendar.hpp"

using namespace story;

namespace {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int commands_in_all = 10'000;  // each of them is dear under a sanitizer
#else
constexpr int commands_in_all = 100'000;
#endif
constexpr int commands_a_case = 60;
constexpr unsigned seed = 20190315;

class Dice {
 public:
  explicit Dice(unsigned start) : engine_(start) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937 engine_;
};

// Bodies out of the JSON Schemas: the required fields, some others, and values that a case may know.
class Bodies {
 public:
  Bodies(Dice& dice, const Story& story) : dice_(dice), story_(story) {}

  Dom of(const Dom& schema, const std::string& field = "") {
    if (schema.contains("enum")) return choice(schema["enum"]);
    const auto type = schema.at("type").is_array() ? schema["type"][0] : schema["type"];
    if (type == "object") return object(schema);
    if (type == "array") return list(schema, field);
    if (type == "boolean") return dice_.chance(85);
    if (type == "integer") return field == "part" ? 1 + dice_.below(2) : dice_.below(5);
    if (schema.value("format", "") == "date")
      return story_.day_in(dice_.chance(60) ? dice_.below(20) : -dice_.below(10));
    if (schema.value("format", "") == "date-time") return story_.close_in(1 + dice_.below(17));
    return text(field);
  }

 private:
  Dom choice(const Dom& names) {
    const auto& one = names[static_cast<std::size_t>(dice_.below(static_cast<int>(names.size())))];
    return one.is_null() ? names[0] : one;
  }
  Dom object(const Dom& schema) {
    static const std::set<std::string> rare{"effective_on", "position", "split_from", "ref",      "workflow",
                                            "note",         "subject",  "alternate",  "subjects", "raised_on"};
    Dom made = Dom::object();
    const auto required = schema.value("required", Dom::array());
    for (const auto& [name, field] : schema.at("properties").items()) {
      const bool needed = std::find(required.begin(), required.end(), name) != required.end();
      if (needed || dice_.chance(rare.contains(name) ? 3 : 40)) made[name] = of(field, name);
    }
    return made;
  }
  Dom list(const Dom& schema, const std::string& field) {
    Dom made = Dom::array();
    const int count = schema.value("minItems", 0) + dice_.below(2);
    for (int i = 0; i < count; ++i) made.push_back(of(schema.at("items"), field));
    if (field == "implementation")
      for (std::size_t i = 0; i < made.size(); ++i) made[i]["part"] = i + 1;
    return made;
  }
  Dom text(const std::string& field) {
    static const std::vector<std::string> seats{"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1", "XX-1"},
        words{"acme", "beta", "because", "1.0"};
    static const std::vector<std::string> deviations{"skip-refinement", "consultation-length", "other"};
    if (field == "seat") return dice_.one_of(seats);
    if (field == "objective") return dice_.chance(90) ? "a" : "z";
    if (field == "reason_code") return dice_.chance(80) ? "OTHER" : "MOOD";
    if (field == "deviations") return dice_.one_of(deviations);
    if (field == "ref") return fmt::format("MP{:04}", 5000 + dice_.below(4000));
    if (field == "subject" || field == "subjects") return "proposed";
    return dice_.one_of(words);
  }

  Dice& dice_;
  const Story& story_;
};

struct Walk {
  Walk(const lives::Era& its_era, unsigned start)
      : era(its_era), dice(start), story(its_era.first_day), bodies(dice, story), workflow(rules().get(its_era.pack)) {
    story.given_a_change_board();
    for (const auto& one : workflow.commands()) {
      commands.push_back(one);
      schemas.push_back(Dom::parse(one.schema));
    }
  }

  Actor somebody(const engine::CommandDescription& command) {
    static const std::vector<std::string> roles{"secas-analyst", "secas-manager", "panel-secretary",
                                                "authority",     "party",         "proposer"};
    const bool right = dice.chance(95) && !command.roles.empty();
    const std::string role = right ? std::string(dice.one_of(command.roles)) : dice.one_of(roles);
    if (role == "party" || role == "proposer") return {"acme", role, "", "", ""};
    return {role, role, "", "", ""};
  }

  void time_goes_by() {
    const int how = dice.below(100);
    if (how < 75) return;
    if (how < 85) return story.the_time_is(engine::to_text(story.clock() + std::chrono::hours{1 + dice.below(6)}));
    story.working_days_pass(1 + dice.below(how < 97 ? 6 : 30));
  }

  const lives::Era& era;
  Dice dice;
  Story story;
  Bodies bodies;
  const engine::Workflow& workflow;
  std::vector<engine::CommandDescription> commands;
  std::vector<Dom> schemas;
  std::string ref;
  int accepted = 0;
  int refused = 0;
  std::set<std::string> rows;
};

std::string as_text(const std::vector<engine::Unmet>& unmet) {
  std::string text;
  for (const auto& one : unmet) text += fmt::format("{} ({}) {}; ", one.guard, one.clause, one.reason);
  return text;
}

bool each_is_in(const std::vector<engine::Unmet>& some, const std::vector<engine::Unmet>& all) {
  return std::all_of(some.begin(), some.end(),
                     [&](const auto& one) { return std::find(all.begin(), all.end(), one) != all.end(); });
}

// What the options said before the command was sent, against what came of it.
void options_said_so(const std::vector<engine::Option>& options, const std::string& command,
                     const engine::Reply& reply) {
  std::vector<engine::Option> mine;
  for (const auto& one : options)
    if (one.command == command) mine.push_back(one);
  if (const auto* refused = std::get_if<engine::Refused>(&reply)) {
    REQUIRE(refused->tried.size() == mine.size());
    for (std::size_t i = 0; i < mine.size(); ++i) {
      const auto said = as_text(mine[i].unmet), came = as_text(refused->tried[i].unmet);
      CAPTURE(said);
      CAPTURE(came);
      REQUIRE(each_is_in(mine[i].unmet, refused->tried[i].unmet));
      REQUIRE_FALSE(refused->tried[i].unmet.empty());
    }
  }
  if (const auto* accepted = std::get_if<engine::Accepted>(&reply)) {
    const auto& to = accepted->entry.event.to;
    const bool offered = std::any_of(mine.begin(), mine.end(), [&](const auto& one) {
      return one.unmet.empty() && (one.to == to || one.to.starts_with('<'));
    });
    REQUIRE(offered);
  }
}

void sends_a_random_command(Walk& walk) {
  const auto options = walk.story.options_fast(walk.ref, manager);
  std::size_t which = static_cast<std::size_t>(walk.dice.below(static_cast<int>(walk.commands.size())));
  if (walk.dice.chance(85) && !options.empty()) {
    const auto& name = walk.dice.one_of(options).command;
    for (std::size_t i = 0; i < walk.commands.size(); ++i)
      if (walk.commands[i].name == name) which = i;
  }
  const auto& command = walk.commands[which];
  if (command.opens) return;
  const auto body = walk.bodies.of(walk.schemas[which]);
  auto by = walk.somebody(command);
  if (by.role == "change-board-member" && body.contains("seat")) by.seat = body["seat"];
  CAPTURE(command.name);
  CAPTURE(by.role);
  const auto shown = body.dump();
  CAPTURE(shown);
  const auto said = walk.story.options_fast(walk.ref, by);
  const auto reply =
      walk.story.ask_only({"modifications", walk.ref, std::string(command.name), shown, by, "", "", {}, {}});
  const auto words = in_words(reply);
  CAPTURE(words);
  REQUIRE_FALSE(std::holds_alternative<engine::Failed>(reply));
  if (!body.contains("effective_on")) options_said_so(said, std::string(command.name), reply);
  walk.accepted += std::holds_alternative<engine::Accepted>(reply);
  walk.refused += std::holds_alternative<engine::Refused>(reply);
}

// As a reader makes it of the entries, against what the processor keeps: the last entry's version and what the journal
// projects.
void live_is_replayed(Walk& walk) {
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
              state.terminal);
}

std::string opens_a_case(Walk& walk, int number) {
  static const std::vector<std::string> states{"development",
                                               "refinement",
                                               "panel-report-review",
                                               "report-consultation",
                                               "change-board-vote",
                                               "authority-determination",
                                               "sent-back",
                                               "appeal-window",
                                               "panel-referral",
                                               "authority-referral",
                                               "pending-implementation",
                                               "implemented",
                                               "refused"};
  if (walk.dice.chance(60)) return lives::submitted(walk.story, walk.era);
  if (walk.dice.chance(10)) return lives::fast_track(walk.story, walk.era);
  const auto state = walk.dice.one_of(states);
  const auto path = walk.dice.chance(50) ? "authority-determined" : "self-governance";
  return walk.story.given(fmt::format("MP{:04}", 1000 + number), state, path, {{"workflow", walk.era.pack}});
}

void walks(const lives::Era& era, unsigned start, int cases) {
  Walk walk(era, start);
  for (int number = 0; number < cases; ++number) {
    walk.ref = opens_a_case(walk, number);
    CAPTURE(walk.ref);
    for (int i = 0; i < commands_a_case; ++i) {
      walk.time_goes_by();
      sends_a_random_command(walk);
    }
    live_is_replayed(walk);
  }
  for (const auto& one : walk.story.clocks_refused()) CHECK_MESSAGE(one.empty(), "the clock was refused: " << one);
  MESSAGE(era.pack << " from seed " << start << ": " << walk.accepted << " accepted, " << walk.refused << " refused");
}
}  // namespace

TEST_CASE("After 100,000 random commands what is live is what is replayed, and the options said what the engine did") {
  const int walks_a_pack = 100;  // each within the years that the calendar covers
  const int cases = commands_in_all / commands_a_case / 3 / walks_a_pack + 1;
  for (const auto& era : lives::eras)
    for (int i = 0; i < walks_a_pack; ++i) {
      const auto start = seed + static_cast<unsigned>(i);
      CAPTURE(era.pack);
      CAPTURE(start);
      walks(era, start, cases);
    }
}
