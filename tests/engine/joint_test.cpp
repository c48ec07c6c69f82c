// Commands that belong together: all of them are done, or none.
#include "engine/joint.hpp"

#include <doctest/doctest.h>

#include "engine/alarm.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/dice.hpp"

using namespace engine;
using toy::command;
using toy::Desk;

namespace {

Command asked_for(const std::string& title) { return command("request", "", R"({"title": ")" + title + R"("})"); }
Command note(const std::string& id) { return command("note", id, R"({"text": "seen"})"); }

// The events of a register, without the moments at which they were recorded.
std::vector<std::string> told(const Desk& desk) {
  std::vector<std::string> all;
  for (const auto& entry : desk.journal->journal(0, 10'000))
    all.push_back(fmt::format("{} {} {} {} {}", entry.seq, entry.case_id, entry.version, entry.event.type,
                              std::string(entry.event.body)));
  return all;
}

// Some that are possible and some that are not, on few cases.
std::vector<Command> some_commands(walk::Dice& dice) {
  std::vector<Command> all;
  const int count = 1 + dice.below(6);
  for (int i = 0; i < count; ++i) {
    const auto id = fmt::format("L000{}", 1 + dice.below(4));
    switch (dice.below(6)) {
      case 0:
        all.push_back(asked_for("Emma"));
        break;
      case 1:
        all.push_back(command("hand-out", id, R"({"days": 14})"));
        break;
      case 2:
        all.push_back(command("give-back", id));
        break;
      case 3:
        all.push_back(command("hand-out", id, dice.below(3) == 0 ? R"({"days": -1})" : R"({"days": 7})"));
        break;
      default:
        all.push_back(note(id));
    }
  }
  return all;
}

// As whoever watches the clock does it after every command.
void passes_deadlines(Desk& desk) {
  for (int tries = 0; tries < 10; ++tries)
    for (const auto& one : desk.journal->due(desk.now.load(), 10)) desk.ask(command_for(one));
}

Joint joint_of(const std::vector<Command>& commands, Joint::Purpose purpose = Joint::Purpose::done) {
  Joint joint{{}, purpose};
  for (const auto& one : commands) joint.commands.push_back({one});
  return joint;
}

}  // namespace

TEST_CASE("Commands are done together, later ones on what earlier ones opened") {
  Desk desk;
  Joint joint{{{asked_for("Emma")}, {command("hand-out", "", R"({"days": 14})"), 0}, {note("")}}, Joint::Purpose::done};
  joint.commands[2].same_case_as = 0;
  const auto replies = desk.processor.ask(joint);
  REQUIRE(replies.size() == 3);
  REQUIRE(all_accepted(replies));
  CHECK(std::get<Accepted>(replies[2]).after.id == "L0001");
  CHECK(std::get<Accepted>(replies[2]).after.version == 3);
  CHECK(desk.accepted(note("L0001")).after.version == 4);
}

TEST_CASE("If one is refused, none is done, and whoever comes next finds the register as it was") {
  Desk desk;
  const auto id = desk.opened();
  std::vector<Accepted> committed;
  desk.on_commit = [&](const std::vector<Accepted>& changed) { committed = changed; };
  const auto replies =
      desk.processor.ask(joint_of({asked_for("Persuasion"), note(id), command("give-back", id), note(id)}));
  REQUIRE(replies.size() == 3);
  CHECK(std::holds_alternative<Accepted>(replies[1]));
  CHECK(std::holds_alternative<Refused>(replies[2]));
  CHECK(committed.empty());
  CHECK(desk.journal->last_seq() == 1);
  CHECK(desk.accepted(note(id)).after.version == 2);
  CHECK(desk.opened("Persuasion") == "L0002");
}

TEST_CASE("What they would do is said without doing it") {
  Desk desk;
  const auto id = desk.opened();
  const auto replies =
      desk.processor.ask(joint_of({note(id), asked_for("Persuasion"), note("L0002")}, Joint::Purpose::told));
  REQUIRE(all_accepted(replies));
  for (const auto& reply : replies) CHECK(std::get<Accepted>(reply).dry_run);
  CHECK(std::get<Accepted>(replies[2]).after.version == 2);
  CHECK(desk.journal->last_seq() == 1);
}

TEST_CASE("Sent again with the same keys they are answered again, and not done again") {
  Desk desk;
  auto commands = std::vector<Command>{asked_for("Emma"), note("L0001")};
  for (std::size_t i = 0; i < commands.size(); ++i) {
    commands[i].request_id = "key" + std::to_string(i);
    commands[i].fingerprint = "f";
  }
  const auto first = desk.processor.ask(joint_of(commands)), again = desk.processor.ask(joint_of(commands));
  REQUIRE(all_accepted(again));
  for (std::size_t i = 0; i < again.size(); ++i) {
    CHECK(std::get<Accepted>(again[i]).replayed);
    CHECK(std::get<Accepted>(again[i]).entry.seq == std::get<Accepted>(first[i]).entry.seq);
    CHECK(std::get<Accepted>(again[i]).after.version == std::get<Accepted>(first[i]).after.version);
  }
  CHECK(desk.journal->last_seq() == 2);
}

TEST_CASE("What one command makes due fires before the next one, as when they are sent one by one") {
  const std::string asked = R"({"title": "Emma", "on": "2019-02-01"})";
  for (const int days : {14, 30}) {  // it is lost by now, or overdue
    CAPTURE(days);
    Desk desk;
    Joint joint{{{command("request", "", asked)},
                 {command("hand-out", "", fmt::format(R"({{"days": {}, "on": "2019-02-01"}})", days)), 0},
                 {note(""), 0}},
                Joint::Purpose::done};
    const auto replies = desk.processor.ask(joint);
    REQUIRE(replies.size() == 3);
    CHECK(all_accepted(replies) == (days == 30));
    CHECK(desk.journal->last_seq() == (days == 30 ? 4 : 0));
    if (days == 30) CHECK(std::get<Accepted>(replies[2]).after.version == 4);
  }
}

TEST_CASE("Commands are accepted together exactly if they are accepted one by one, and leave the same register") {
  int together = 0, not_at_all = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    walk::Dice dice(seed);
    Desk one_by_one, jointly;
    for (auto* desk : {&one_by_one, &jointly}) {
      desk->opened();
      desk->opened("Persuasion");
    }
    const auto before = told(jointly);
    const auto commands = some_commands(dice);
    bool all = true;
    for (const auto& one : commands) {
      all = all && std::holds_alternative<Accepted>(one_by_one.ask(one));
      if (!all) break;
      passes_deadlines(one_by_one);
    }
    const bool was_accepted = all_accepted(jointly.processor.ask(joint_of(commands)));
    if (was_accepted) passes_deadlines(jointly);
    REQUIRE(was_accepted == all);
    CHECK(told(jointly) == (all ? told(one_by_one) : before));
    ++(all ? together : not_at_all);
  }
  CHECK(together > 20);
  CHECK(not_at_all > 20);
}
