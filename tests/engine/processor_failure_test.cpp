// What the processor does when a workflow misbehaves, and when the journal does.
#include <doctest/doctest.h>

#include "tests/support/desk.hpp"

using namespace engine;
using toy::command;
using toy::Desk;
using toy::Point;

namespace {

// Fails as a test asks, when a note says so or when its cases are read again.
class Misbehaving : public toy::LoanWorkflow {
 public:
  Decision decide(const Case& current, const Command& command, const Setting& setting) const override {
    if (command.body.find("decide") != Json::npos) throw std::runtime_error("decide has lost its way");
    if (command.body.find("odd") != Json::npos) throw 7;
    return LoanWorkflow::decide(current, command, setting);
  }
  Case evolve(const Case& current, const Entry& entry) const override {
    if (entry.event.body.find("evolve") != Json::npos) throw std::runtime_error("evolve has lost its way");
    return LoanWorkflow::evolve(current, entry);
  }
};

Command note(std::string text) { return command("note", "L0001", R"({"text": ")" + text + R"("})"); }

std::string why(const Reply& reply) { return std::get<Failed>(reply).why; }

}  // namespace

TEST_CASE("A workflow that throws fails the command, and only that") {
  Desk desk(toy::only(std::make_unique<Misbehaving>()));
  desk.opened();
  CHECK(why(desk.ask(note("decide"))) == "decide has lost its way");
  CHECK(why(desk.ask(note("evolve"))) == "evolve has lost its way");
  CHECK(why(desk.ask(note("odd"))) == "a workflow threw something that is no exception");
  CHECK(desk.accepted(note("fine")).after.version == 2);
  CHECK(desk.journal->last_seq() == 2);
  CHECK_FALSE(desk.processor.broken());
}

TEST_CASE("A command that fails takes nothing from the others of its batch") {
  Desk desk(toy::only(std::make_unique<Misbehaving>()));
  desk.opened();
  desk.gate.shut();
  std::vector<Reply> replies;
  std::promise<void> all;
  const auto keep = [&](Reply reply) {
    replies.push_back(std::move(reply));
    if (replies.size() == 4) all.set_value();
  };
  desk.processor.submit(note("first"), keep);
  desk.gate.until_somebody_waits();
  for (const auto* text : {"before", "evolve", "after"}) desk.processor.submit(note(text), keep);
  desk.gate.open();
  all.get_future().wait();
  CHECK(std::get<Accepted>(replies[1]).after.version == 3);
  CHECK(std::holds_alternative<Failed>(replies[2]));
  CHECK(std::get<Accepted>(replies[3]).after.version == 4);
}

TEST_CASE("A rule of the workflow that must always hold fails the command that would break it") {
  Desk desk;
  const auto reply = desk.ask(command("request", "", R"({"title": "A book that cannot be"})"));
  CHECK(why(reply) == "There is no such book.");
  CHECK(desk.journal->last_seq() == 0);
}

TEST_CASE("A reference that belongs to another case cannot be taken over") {
  Desk desk;
  desk.opened();
  desk.opened();
  const auto reply = desk.ask(command("rename", "L0002", R"({"ref": "l0001"})"));
  const auto* malformed = std::get_if<Malformed>(&reply);
  REQUIRE(malformed != nullptr);
  CHECK(malformed->errors.at(0).pointer == "/ref");
  CHECK(desk.journal->last_seq() == 2);
}

TEST_CASE("After a journal that failed nothing is written any more, and everybody is told") {
  for (const auto point : {Point::begin, Point::case_of, Point::append, Point::commit}) {
    CAPTURE(static_cast<int>(point));
    Desk desk;
    desk.opened();
    desk.journal->fail_next(point);
    CHECK(std::holds_alternative<Broken>(desk.ask(note("lost"))));
    CHECK(desk.processor.broken());
    CHECK(std::holds_alternative<Broken>(desk.ask(note("after"))));
    CHECK(desk.journal->last_seq() == 1);
  }
}

TEST_CASE("A journal that fails while reading a case, a number or a request breaks the processor") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  { Desk(toy::loan_workflows(), {}, journal).opened(); }
  const auto breaks = [&](Point point, Command one) {
    Desk desk(toy::loan_workflows(), {}, journal);
    journal->fail_next(point);
    return std::holds_alternative<Broken>(desk.ask(std::move(one))) && desk.processor.broken();
  };
  auto with_id = note("x");
  with_id.request_id = "r1";
  CHECK(breaks(Point::entries, note("x")));
  CHECK(breaks(Point::last_number, command("request", "", R"({"title": "Emma"})")));
  CHECK(breaks(Point::outcome_of, with_id));
  auto refused = command("give-back", "L0001");
  refused.request_id = "r2";
  CHECK(breaks(Point::remember, refused));
  CHECK(journal->last_seq() == 1);
}

TEST_CASE("The whole batch of a failed commit is told that it is lost, and nobody hears of a commit") {
  Desk desk;
  desk.opened();
  int told = 0;
  desk.gate.shut();
  std::vector<Reply> replies;
  std::promise<void> all;
  const auto keep = [&](Reply reply) {
    replies.push_back(std::move(reply));
    if (replies.size() == 3) all.set_value();
  };
  desk.processor.submit(note("first"), keep);
  desk.gate.until_somebody_waits();
  desk.on_commit = [&](const auto& changed) { told += static_cast<int>(changed.size()); };
  desk.processor.submit(note("second"), keep);
  desk.processor.submit(command("give-back", "L0001"), keep);  // would be refused: but who knows that now
  desk.journal->fail_next(Point::commit);
  desk.gate.open();
  all.get_future().wait();
  CHECK(std::holds_alternative<Accepted>(replies[0]));
  CHECK(std::holds_alternative<Broken>(replies[1]));
  CHECK(std::holds_alternative<Broken>(replies[2]));
  CHECK(told == 1);
}

TEST_CASE("A restart on what the journal kept goes on from there") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Desk desk(toy::loan_workflows(), {}, journal);
    desk.opened();
    journal->fail_next(Point::commit);
    CHECK(std::holds_alternative<Broken>(desk.ask(note("lost"))));
  }
  Desk desk(toy::loan_workflows(), {}, journal);
  const auto after = desk.accepted(note("kept")).after;
  CHECK(after.version == 2);
  CHECK(toy::loan(after).notes == std::vector<std::string>{"kept"});
}

TEST_CASE("A journal that fails in its idle moment breaks the processor too") {
  Desk desk;
  desk.journal->fail_next(Point::idle);
  desk.opened();
  while (!desk.processor.broken()) std::this_thread::yield();  // the idle moment comes after the answer
  CHECK(std::holds_alternative<Broken>(desk.ask(note("after"))));
}
