// What the processor does with commands while nothing is broken.
#include "engine/processor.hpp"

#include <doctest/doctest.h>

#include "tests/support/desk.hpp"

using namespace engine;
using toy::command;
using toy::Desk;

namespace {

Command with_id(Command one, std::string request_id, std::string fingerprint = "f") {
  one.request_id = std::move(request_id);
  one.fingerprint = std::move(fingerprint);
  return one;
}

Command expecting(Command one, int version) {
  one.expected_versions = {version};
  return one;
}

Command note(const std::string& id, std::string text = "seen") {
  return command("note", id, R"({"text": ")" + text + R"("})");
}

}  // namespace

TEST_CASE("A case is opened, numbered and answered as it is after its first event") {
  Desk desk;
  const auto opened = desk.accepted(command("request", "", R"({"title": "Emma"})"));
  CHECK(opened.after.id == "L0001");
  CHECK(opened.after.version == 1);
  CHECK(opened.after.state == "requested");
  CHECK(opened.after.seq == 1);
  CHECK(opened.entry.seq == 1);
  CHECK(opened.entry.workflow == "loan-2018");
  CHECK(opened.entry.effective_on == toy::date("2019-03-18"));
  CHECK(opened.entry.at == toy::instant("2019-03-18T09:00:00Z"));
  CHECK_FALSE(opened.replayed);
  CHECK(desk.opened("Persuasion") == "L0002");
}

TEST_CASE("A case moves, found by any of its references in any letter case") {
  Desk desk;
  const auto id = desk.opened();
  desk.handed_out("l0001");
  CHECK(desk.accepted(command("rename", id, R"({"ref": "Emma-1"})")).after.version == 3);
  const auto back = desk.accepted(command("give-back", "EMMA-1"));
  CHECK(back.after.id == "L0001");
  CHECK(back.after.state == "returned");
  CHECK(back.after.version == 4);
}

TEST_CASE("A collection, a case or an opening that nobody knows is said to be so") {
  Desk desk;
  auto elsewhere = command("request", "", R"({"title": "Emma"})");
  elsewhere.collection = "films";
  CHECK(std::get<NotFound>(desk.ask(elsewhere)).what == "There is no collection films.");
  CHECK(std::get<NotFound>(desk.ask(command("give-back", "L0009"))).what == "There is no loan L0009.");
  CHECK(std::get<Malformed>(desk.ask(command("give-back", ""))).errors.front().pointer == "/workflow");
}

TEST_CASE("A reference that is taken is refused, whoever has it") {
  Desk desk;
  desk.opened();
  const auto again = desk.ask(command("request", "", R"({"title": "Emma", "ref": "l0001"})"));
  CHECK(std::get<Malformed>(again).errors.front().pointer == "/ref");
  CHECK(desk.journal->last_seq() == 1);
}

TEST_CASE("The rules in force on the day of opening are the ones that a case follows") {
  Desk desk;
  const auto old_id = desk.opened();
  desk.now = toy::instant("2019-07-01T09:00:00Z");
  CHECK(desk.accepted(command("request", "", R"({"title": "Persuasion"})")).after.workflow == "loan-2019");
  CHECK(desk.accepted(note(old_id)).entry.workflow == "loan-2018");
}

TEST_CASE("A case that is handed to other rules follows them from its next command on") {
  Desk desk;
  const auto id = desk.opened();
  const auto handed = desk.accepted(command("follow", id, R"({"rules": "loan-2019"})"));
  CHECK(handed.entry.workflow == "loan-2018");
  CHECK(handed.after.workflow == "loan-2019");
  CHECK(desk.journal->changes().back().workflow_after == "loan-2019");
  CHECK(desk.accepted(note(id)).entry.workflow == "loan-2019");
}

TEST_CASE("A refused command leaves no trace and tells every reason") {
  Desk desk;
  const auto id = desk.opened();
  desk.handed_out(id);
  desk.accepted(command("reserve", id));
  const int commits = desk.journal->commits();
  const auto refused = std::get<Refused>(desk.ask(command("renew", id, R"({"days": 7})")));
  CHECK(refused.state == "on-loan");
  REQUIRE(refused.tried.size() == 1);
  CHECK(refused.tried[0].unmet.front().guard == "NotReserved");
  CHECK(desk.journal->last_seq() == 3);
  CHECK(desk.journal->commits() == commits);
}

TEST_CASE("A role that may not send a command, and a body that cannot be read, are answered as the workflow says") {
  Desk desk;
  const auto id = desk.opened();
  CHECK(std::get<Forbidden>(desk.ask(command("reserve", id, "{}", toy::reader))).roles ==
        std::vector<std::string>{"librarian"});
  CHECK(std::get<Malformed>(desk.ask(command("hand-out", id, "{}"))).errors.front().pointer == "/days");
}

TEST_CASE("The version that the sender was looking at must be the one that the sender may see") {
  Desk desk;
  const auto id = desk.opened();
  desk.accepted(command("note", id, R"({"text": "torn", "private": true})"));
  CHECK(std::get<Conflict>(desk.ask(expecting(note(id), 1))).version == 2);
  auto by_reader = note(id);
  by_reader.by = toy::reader;
  CHECK(std::get<Conflict>(desk.ask(expecting(by_reader, 2))).version == 1);
  CHECK(desk.accepted(expecting(by_reader, 1)).after.version == 3);
  CHECK(desk.accepted(expecting(note(id), 3)).after.version == 4);
}

TEST_CASE("A request sent twice is done once and answered twice, with the case as it was") {
  Desk desk;
  const auto id = desk.opened();
  const auto first = desk.accepted(with_id(note(id, "one"), "r1"));
  desk.accepted(note(id, "two"));
  const auto again = desk.accepted(with_id(note(id, "one"), "r1"));
  CHECK(again.replayed);
  CHECK(again.entry.seq == first.entry.seq);
  CHECK(again.after.version == 2);
  CHECK(toy::loan(again.after).notes == std::vector<std::string>{"one"});
  CHECK(desk.journal->last_seq() == 3);
}

TEST_CASE("An opening sent twice opens one case") {
  Desk desk;
  const auto opening = with_id(command("request", "", R"({"title": "Emma"})"), "r1");
  CHECK(desk.accepted(opening).after.id == "L0001");
  const auto again = desk.accepted(opening);
  CHECK(again.after.id == "L0001");
  CHECK(again.replayed);
  CHECK(desk.journal->last_seq() == 1);
}

TEST_CASE("A refused request sent twice is refused twice alike, though the case has moved on") {
  Desk desk;
  const auto id = desk.opened();
  const auto early = with_id(command("give-back", id), "r1");
  const auto first = std::get<Refused>(desk.ask(early));
  CHECK(first.state == "requested");
  desk.handed_out(id);
  const auto again = std::get<Refused>(desk.ask(early));
  CHECK(again.state == "requested");
  CHECK(again.possible == first.possible);
  CHECK(desk.accepted(with_id(command("give-back", id), "r2")).after.state == "returned");
}

TEST_CASE("A request id belongs to one request of one client") {
  Desk desk;
  const auto id = desk.opened();
  desk.accepted(with_id(note(id), "r1"));
  CHECK(std::holds_alternative<Reused>(desk.ask(with_id(note(id), "r1", "another"))));
  auto other = with_id(note(id), "r1", "another");
  other.by = toy::reader;
  CHECK(std::holds_alternative<Accepted>(desk.ask(other)));
}

TEST_CASE("A request is remembered over a restart") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Desk before(toy::loan_workflows(), {}, journal);
    before.opened();
    before.accepted(with_id(note("L0001", "one"), "r1"));
    before.accepted(note("L0001", "two"));
  }
  Desk after(toy::loan_workflows(), {}, journal);
  const auto again = after.accepted(with_id(note("L0001", "one"), "r1"));
  CHECK(again.replayed);
  CHECK(again.after.version == 2);
  CHECK(after.accepted(note("L0001")).after.version == 4);
}

TEST_CASE("Commands that wait together share one commit, and each sees what those before it did") {
  Desk desk;
  desk.opened();
  const int commits = desk.journal->commits();
  desk.gate.shut();
  std::promise<void> all;
  std::vector<Reply> replies;
  const auto keep = [&](Reply reply) {
    replies.push_back(std::move(reply));
    if (replies.size() == 5) all.set_value();
  };
  desk.processor.submit(note("L0001"), keep);  // a batch of its own: it holds the writer while the others queue up
  desk.gate.until_somebody_waits();
  desk.processor.submit(command("request", "", R"({"title": "Persuasion"})"), keep);
  desk.processor.submit(command("hand-out", "L0002", R"({"days": 7})"), keep);
  desk.processor.submit(with_id(command("give-back", "L0002"), "r1"), keep);
  desk.processor.submit(with_id(command("give-back", "L0002"), "r1"), keep);
  desk.gate.open();
  all.get_future().wait();
  CHECK(std::get<Accepted>(replies[1]).after.id == "L0002");
  CHECK(std::get<Accepted>(replies[2]).after.version == 2);
  CHECK(std::get<Accepted>(replies[3]).after.state == "returned");
  CHECK(std::get<Accepted>(replies[4]).replayed);
  CHECK(desk.journal->commits() == commits + 2);
}

TEST_CASE("Nothing is answered, and nobody is told, before it is on disk") {
  std::atomic<int> told = 0;
  std::promise<void> answered;
  auto answer = answered.get_future();
  Desk desk;
  desk.on_commit = [&](const auto&) { ++told; };
  desk.gate.shut();
  desk.processor.submit(command("request", "", R"({"title": "Emma"})"), [&](const Reply&) { answered.set_value(); });
  desk.gate.until_somebody_waits();
  CHECK(desk.journal->last_seq() == 0);
  CHECK(told == 0);
  CHECK(answer.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
  desk.gate.open();
  answer.wait();
  CHECK(told == 1);
  CHECK(desk.journal->last_seq() == 1);
}

TEST_CASE("Who watches commits hears of them before the senders do") {
  Desk desk;
  std::vector<std::string> order;
  desk.on_commit = [&](const auto& changed) { order.push_back(changed.front().after.id + " committed"); };
  std::promise<void> answered;
  desk.processor.submit(command("request", "", R"({"title": "Emma"})"), [&](const Reply&) {
    order.emplace_back("answered");
    answered.set_value();
  });
  answered.get_future().wait();
  CHECK(order == std::vector<std::string>{"L0001 committed", "answered"});
}

TEST_CASE("When the queue is full a command is turned away at once") {
  std::atomic<int> busy = 0;
  std::atomic<int> done = 0;
  std::promise<void> all;
  engine::ProcessorLimits one_at_a_time;
  one_at_a_time.batch_max = 1;
  one_at_a_time.queue_max = 2;
  Desk desk(toy::loan_workflows(), one_at_a_time);
  desk.opened();
  desk.gate.shut();
  const auto count = [&](const Reply& reply) {
    if (std::holds_alternative<Busy>(reply)) ++busy;
    else if (++done == 3) all.set_value();
  };
  desk.processor.submit(note("L0001"), count);
  desk.gate.until_somebody_waits();
  desk.processor.submit(note("L0001"), count);
  desk.processor.submit(note("L0001"), count);
  CHECK(desk.processor.queued() == 2);
  desk.processor.submit(note("L0001"), count);
  CHECK(busy == 1);
  CHECK(done == 0);
  desk.gate.open();
  all.get_future().wait();
  CHECK(desk.accepted(command("hand-out", "L0001", R"({"days": 7})")).after.version == 5);
}

TEST_CASE("What is queued is answered before the processor stops") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  std::atomic<int> answered = 0;
  {
    Desk desk(toy::loan_workflows(), {}, journal);
    desk.opened();
    for (int i = 0; i < 200; ++i) desk.processor.submit(note("L0001"), [&](const Reply&) { ++answered; });
  }
  CHECK(answered == 200);
  CHECK(journal->last_seq() == 201);
}

TEST_CASE("A completion that throws harms no command, and neither does who hears of commits: both are told of") {
  Desk desk;
  desk.on_commit = [](const auto&) { throw std::runtime_error("also mine"); };
  desk.opened();
  desk.processor.submit(note("L0001"), [](const Reply&) { throw std::runtime_error("mine"); });
  CHECK(desk.accepted(note("L0001")).after.version == 3);
  CHECK_FALSE(desk.processor.broken());
  CHECK(desk.faults.so_far(FaultIn::watcher) >= 2);  // two or three: the last two may share a commit
  CHECK(desk.faults.so_far(FaultIn::completion) == 1);
  CHECK(desk.written_down == std::vector<std::string>{"watcher: also mine", "completion: mine"});
}

TEST_CASE("A command takes effect on its default day, but never before the last event of its case") {
  Desk desk;
  desk.now = toy::instant("2019-03-18T09:00:00Z");
  const auto id = desk.accepted(command("request", "", R"({"title": "Emma", "on": "2019-03-10"})")).after.id;
  auto earlier = note(id);
  earlier.default_on = toy::date("2019-03-12");
  CHECK(desk.accepted(earlier).entry.effective_on == toy::date("2019-03-12"));
  earlier.default_on = toy::date("2019-03-01");
  CHECK(desk.accepted(earlier).entry.effective_on == toy::date("2019-03-12"));
  earlier.default_stands = true;  // then it is refused, and not moved
  CHECK(std::get<Malformed>(desk.ask(earlier)).errors[0].pointer == "/on");
  CHECK(desk.accepted(note(id)).entry.effective_on == toy::date("2019-03-18"));
  auto ahead = note(id);
  ahead.default_on = toy::date("2027-03-08");  // as from a case that was recorded ahead of the clock
  CHECK(desk.accepted(ahead).entry.effective_on == toy::date("2019-03-18"));
}

TEST_CASE("A decision sees the other cases as earlier commands of its batch have left them") {
  Desk desk;
  const auto first = desk.opened();
  const auto second = desk.opened("Persuasion", R"(, "with": "L0001")");
  CHECK(std::get<Refused>(desk.ask(command("hand-out", second, R"({"days": 7})"))).tried[0].unmet[0].guard ==
        "CompanionIsOut");
  desk.gate.shut();
  std::promise<Reply> last;
  desk.processor.submit(note(first), [](const Reply&) {});
  desk.gate.until_somebody_waits();
  desk.processor.submit(command("hand-out", first, R"({"days": 7})"), [](const Reply&) {});
  desk.processor.submit(command("hand-out", second, R"({"days": 7})"),
                        [&](Reply reply) { last.set_value(std::move(reply)); });
  desk.gate.open();
  CHECK(std::holds_alternative<Accepted>(last.get_future().get()));
}

TEST_CASE("A related case that does not exist is handed in as none") {
  Desk desk;
  const auto id = desk.opened("Persuasion", R"(, "with": "L0099")");
  CHECK(std::get<Refused>(desk.ask(command("hand-out", id, R"({"days": 7})"))).tried[0].unmet[0].guard ==
        "CompanionIsOut");
}

TEST_CASE("A change says what differs and leaves alone what does not") {
  Desk desk;
  const auto id = desk.opened();
  desk.handed_out(id);
  desk.accepted(note(id));
  desk.accepted(command("renew", id, R"({"days": 21})"));
  desk.accepted(command("rename", id, R"({"ref": "EMMA-1"})"));
  const auto changes = desk.journal->changes();
  CHECK(changes[0].references_changed);
  CHECK(changes[0].tasks_new.size() == 1);
  CHECK(changes[1].deadlines_changed);
  CHECK_FALSE(changes[1].references_changed);
  CHECK(changes[1].tasks_gone == changes[0].tasks_new);
  CHECK_FALSE(changes[2].deadlines_changed);
  CHECK(changes[2].tasks_new.empty());
  CHECK(changes[2].tasks_gone.empty());
  CHECK(changes[3].deadlines_changed);
  CHECK(changes[3].tasks_new.size() == 1);
  CHECK(changes[4].references_changed);
  CHECK_FALSE(changes[4].deadlines_changed);
}

TEST_CASE("What differs is the same whether the case was in memory or had to be read") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Desk before(toy::loan_workflows(), {}, journal);
    before.opened();
    before.handed_out("L0001");
  }
  Desk after(toy::loan_workflows(), {}, journal);
  after.accepted(note("L0001"));
  const auto change = journal->changes().back();
  CHECK_FALSE(change.deadlines_changed);
  CHECK_FALSE(change.references_changed);
  CHECK(change.tasks_new.empty());
}

TEST_CASE("The journal gets its idle moment once after work, and none when there was none") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Desk desk(toy::loan_workflows(), {}, journal);
    CHECK(std::holds_alternative<NotFound>(desk.ask(note("L0001"))));
  }
  CHECK(journal->idles() == 0);
  {
    Desk desk(toy::loan_workflows(), {}, journal);
    desk.opened();
  }
  CHECK(journal->idles() == 1);
}
