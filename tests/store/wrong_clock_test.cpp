// What is written down of the machine's clock, and requests that are sent again after it jumped and came back.
#include <doctest/doctest.h>

#include "engine/processor.hpp"
#include "store/clock_file.hpp"
#include "tests/store/fixture.hpp"

using store::ClockMark;

TEST_CASE("A mark of the clock comes back as it was written, and what is no mark is none") {
  const TempFolder folder;
  const store::ClockFile file(folder.path);
  CHECK_FALSE(file.read());
  for (const auto word : {ClockMark::Word::believed, ClockMark::Word::doubted, ClockMark::Word::accepted}) {
    const ClockMark mark{instant("2026-11-28T12:00:00Z"), instant("2036-11-28T12:00:01Z"), word};
    file.write(mark);
    CHECK(file.read() == mark);
  }
  const auto path = folder.path / store::clock_file;
  CHECK(bytes_of_file(path) == "2026-11-28T12:00:00Z 2036-11-28T12:00:01Z accepted\n");
  for (const std::string_view wrong :
       {"", "2026-11-28T12:00:00Z 2036-11-28T12:00:01Z accepting\n",
        "2026-11-28T12:00:00Z 2036-11-28T12:00:01Z accepter\n", "2026-13-28T12:00:00Z 2036-11-28T12:00:01Z accepted\n",
        "2026-11-28T12:00:00Z_2036-11-28T12:00:01Z accepted\n"}) {
    write_file(path, wrong);
    CHECK_FALSE(file.read());
  }
}

namespace {
// The processor on the folder until it has nothing to do any more, and the journal has had its time.
struct Sitting {
  Sitting(const fs::path& path, const char* shows, const char* is)
      : now(instant(shows)), believed(instant(is)), folder(path, store::Access::Write), journal(folder) {}
  engine::Accepted ask(const std::string& key, const std::string& title) {
    auto command = toy::command("request", "", R"({"title": ")" + title + R"("})");
    command.request_id = key;
    command.fingerprint = "of " + title;
    return std::get<engine::Accepted>(processor.ask(std::move(command)));
  }

  const engine::Time now, believed;
  const engine::Workflows workflows = toy::loan_workflows();
  engine::Faults faults{[](engine::FaultIn, std::string_view, std::uint64_t) {}};
  store::DataFolder folder;
  store::SqliteJournal journal;
  engine::Processor processor{workflows, journal, [this] { return now; },     faults, {},
                              {},        {},      [this] { return believed; }};
};
}  // namespace

TEST_CASE("A key is not forgotten while the clock is ten years ahead, and holds when it is back") {
  const TempFolder folder;
  const auto data = folder.path / "data";
  store::DataFolder::create(data);
  CHECK_FALSE(Sitting(data, "2019-03-18T09:00:00Z", "2019-03-18T09:00:00Z").ask("key 1", "Emma").replayed);
  for (const char* key : {"key 2", "key 3"})
    Sitting(data, "2029-03-18T09:00:00Z", "2019-03-18T09:05:00Z").ask(key, key);
  CHECK(Sitting(data, "2029-03-18T09:00:00Z", "2019-03-18T09:06:00Z").ask("key 1", "Emma").replayed);
  CHECK(Sitting(data, "2019-03-18T09:10:00Z", "2019-03-18T09:10:00Z").ask("key 1", "Emma").replayed);
  CHECK(Sitting(data, "2019-03-18T09:10:00Z", "2019-03-18T09:10:00Z").ask("key 2", "key 2").replayed);
}

TEST_CASE("A key that was used while the clock was a year behind is remembered from when it was used") {
  const TempFolder folder;
  const auto data = folder.path / "data";
  store::DataFolder::create(data);
  Sitting(data, "2018-03-18T09:00:00Z", "2019-03-18T09:00:00Z").ask("key 1", "Emma");
  for (const char* key : {"key 2", "key 3"})
    Sitting(data, "2019-03-18T09:05:00Z", "2019-03-18T09:05:00Z").ask(key, key);
  CHECK(Sitting(data, "2019-03-18T09:10:00Z", "2019-03-18T09:10:00Z").ask("key 1", "Emma").replayed);
  Sitting(data, "2019-05-18T09:00:00Z", "2019-05-18T09:00:00Z").ask("key 4", "Tom");
  CHECK_FALSE(Sitting(data, "2019-05-18T09:00:00Z", "2019-05-18T09:00:00Z").ask("key 1", "Emma").replayed);
}
