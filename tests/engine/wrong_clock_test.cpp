// When commands are recorded while the clock is wrong, and after it has been put right.
#include <doctest/doctest.h>

#include "tests/support/desk.hpp"

using namespace engine;
using toy::command;
using toy::Desk;

namespace {

Command note(const std::string& id) { return command("note", id, R"({"text": "seen"})"); }

}  // namespace

TEST_CASE("Times of recording never run backwards within a case, whatever the clock says") {
  auto journal = std::make_shared<toy::MemoryJournal>();
  {
    Desk desk(toy::loan_workflows(), {}, journal);
    desk.opened();
    desk.now = toy::instant("2019-03-18T08:00:00Z");
    CHECK(desk.accepted(note("L0001")).entry.at == toy::instant("2019-03-18T09:00:00Z"));
  }
  Desk after(toy::loan_workflows(), {}, journal);
  after.now = toy::instant("2019-03-17T08:00:00Z");
  const auto noted = after.accepted(note("L0001"));
  CHECK(noted.entry.at == toy::instant("2019-03-18T09:00:00Z"));
  CHECK(noted.entry.effective_on == toy::date("2019-03-18"));
}

TEST_CASE("A case that was recorded while the clock was ahead keeps its times to itself") {
  for (const auto* ahead : {"2019-03-18T10:00:05Z", "2019-07-01T10:00:00Z", "2029-03-18T10:00:00Z"}) {
    auto journal = std::make_shared<toy::MemoryJournal>();
    {
      Desk desk(toy::loan_workflows(), {}, journal);
      desk.now = toy::instant(ahead);
      desk.opened();
    }
    Desk desk(toy::loan_workflows(), {}, journal);
    const auto now = desk.now.load();
    const auto later = std::max(now, toy::instant(ahead));
    // One batch, and one after the other.
    for (const bool together : {true, false}) {
      if (together) desk.gate.shut();
      std::vector<std::future<Reply>> replies;
      for (const auto& one : {note("L0001"), note("L0001"), command("request", "", R"({"title": "Emma"})")}) {
        auto promise = std::make_shared<std::promise<Reply>>();
        replies.push_back(promise->get_future());
        desk.processor.submit(one, [promise](Reply reply) { promise->set_value(std::move(reply)); });
        if (!together) replies.back().wait();
      }
      desk.gate.open();
      const auto first = std::get<Accepted>(replies[0].get()), second = std::get<Accepted>(replies[1].get());
      const auto fresh = std::get<Accepted>(replies[2].get());
      CHECK(first.entry.at == later);
      CHECK(first.entry.effective_on == london_date(later));
      CHECK(fresh.entry.at == now);
      CHECK(fresh.entry.effective_on == toy::date("2019-03-18"));
      CHECK(fresh.after.workflow == "loan-2018");  // the rules of the clock's day
      CHECK(second.entry.at == later);
    }
    const auto wish = command("request", "", R"({"title": "Emma", "on": "2019-03-19"})");
    CHECK(std::holds_alternative<Malformed>(desk.ask(wish)));  // that day has not come
  }
}

TEST_CASE("A clock that goes back and forth while commands come in is what each is recorded by") {
  Desk desk;
  const auto first = desk.opened();
  for (const auto* now : {"2029-03-18T09:00:00Z", "2019-03-18T09:00:01Z", "2018-03-25T00:59:59Z",
                          "2019-10-27T01:30:00Z", "2019-10-27T00:30:00Z", "2019-03-18T09:00:00Z"}) {
    desk.now = toy::instant(now);
    const auto opened = desk.accepted(command("request", "", R"({"title": "Emma"})"));
    CHECK(opened.entry.at == toy::instant(now));
    CHECK(opened.entry.effective_on == london_date(toy::instant(now)));
    CHECK(desk.accepted(note(first)).entry.at >= desk.accepted(note(opened.after.id)).entry.at);
  }
  const auto entries = desk.journal->entries(first, {});
  CHECK(std::is_sorted(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.at < b.at; }));
}
