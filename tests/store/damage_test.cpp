// Torn, truncated and scribbled files, full disks and killed writers: one clear sentence, or a whole journal.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include <random>

#include "store/connection.hpp"
#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;

namespace {

// Opens and reads everything, as a start and a look around do. What came of it: "whole", or the sentence that refused
// it.
std::string outcome(const fs::path& folder, const engine::Workflows& workflows) {
  return refusal([&] {
    DataFolder open(folder, Access::Write);
    const auto head = store::verify_head(open.database());
    const store::SqliteJournal journal(open);
    const store::SqliteReader reader(open);
    reader.summaries("loans", {});
    if (head) throw store::Refusal(*head);
    const auto all = store::verify(open.database(), workflows);
    if (all.fault) throw store::Refusal(*all.fault);
    throw store::Refusal("whole");
  });
}

bool one_line(const std::string& text) { return !text.empty() && text.find('\n') == std::string::npos; }

struct Files {
  Files() {
    make_library(temp.data(), 30, 10);
    database = bytes_of_file(file());
  }
  fs::path file() const { return temp.data() / "secmp.db"; }
  void put(std::string_view bytes) const {
    for (const char* tail : {"-wal", "-shm"}) fs::remove(fs::path(file()) += tail);
    write_file(file(), bytes);
  }

  TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
  std::string database;
};

// Writes loans until it is killed; says how many are acknowledged after each commit, on the pipe.
[[noreturn]] void write_until_killed(const fs::path& folder, int first, int pipe_end) {
  DataFolder open(folder, Access::Write);
  store::JournalLimits limits;
  limits.checkpoint_idle_pages = 20;
  limits.checkpoint_stop_pages = 60;
  store::SqliteJournal journal(open, limits);
  Loans loans;
  for (int i = first;; ++i) {
    const std::string id = "L" + std::to_string(i);
    loans.write(journal, {request(id), hand_out(id, "2019-04-01"), {id, "noted", R"({"text":"x"})", "on-loan"}});
    if (::write(pipe_end, &i, sizeof i) != sizeof i) ::_exit(1);
    if (i % 3 == 0) journal.idle({});
  }
}

int last_acknowledged(int pipe_end, int nothing) {
  int last = nothing;
  while (::read(pipe_end, &last, sizeof last) == sizeof last) continue;
  return last;
}

}  // namespace

TEST_CASE_FIXTURE(Files, "a database cut off at any length gets one sentence or is whole") {
  const auto pages = database.size() / 4'096;
  std::vector<std::size_t> lengths{1, 15, 16, 50, 99, 100, 101, 511, 1'024, 4'095, 4'096, 4'097, database.size() - 1};
  for (std::size_t page = 2; page < pages; page += 3)
    lengths.push_back(page * 4'096), lengths.push_back(page * 4'096 + 1'000);
  for (const auto length : lengths) {
    CAPTURE(length);
    put(std::string_view(database).substr(0, length));
    const auto said = outcome(temp.data(), workflows);
    CAPTURE(said);
    CHECK(one_line(said));
    CHECK(said != "whole");
    CHECK((says(said, "secmp.db") || says(said, "entry ")));
  }
  put("");
  CHECK(says(outcome(temp.data(), workflows), "is empty"));
  put(database);
  CHECK(outcome(temp.data(), workflows) == "whole");
}

TEST_CASE_FIXTURE(Files, "flipped bytes are found, or stand where nothing is kept") {
  const unsigned seed = 4711;
  CAPTURE(seed);
  std::mt19937 random(seed);
  int found = 0;
  for (int i = 0; i < 150; ++i) {
    auto bytes = database;
    const auto at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 + random() % 255));
    CAPTURE(at);
    put(bytes);
    const auto said = outcome(temp.data(), workflows);
    CHECK(one_line(said));
    found += said != "whole";
  }
  CHECK(found > 50);
}

TEST_CASE_FIXTURE(Files, "a byte flipped in a body of the journal is always found") {
  const std::string body = R"({"text":"note"})";
  int found = 0, places = 0;
  for (auto at = database.find(body); at != std::string::npos; at = database.find(body, at + 1)) {
    if (++places % 20 != 0) continue;
    auto bytes = database;
    bytes[at + 9] ^= 1;
    put(bytes);
    found += outcome(temp.data(), workflows) != "whole";
  }
  CHECK(places >= 300);
  CHECK(found == places / 20);
}

TEST_CASE_FIXTURE(Files, "pages that were overwritten with zeros or noise get one sentence") {
  for (const char filler : {'\0', '\x5a'}) {
    for (std::size_t page = 0; page < database.size() / 4'096; page += 5) {
      CAPTURE(page);
      auto bytes = database;
      bytes.replace(page * 4'096, 4'096, 4'096, filler);
      put(bytes);
      CHECK(one_line(outcome(temp.data(), workflows)));
    }
  }
}

TEST_CASE("a write-ahead log cut off at any length gives a whole journal that ends with a whole batch") {
  const TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
  DataFolder::create(temp.data());
  const auto copy = temp.path / "copy";
  fs::create_directory(copy);
  {
    DataFolder open(temp.data(), Access::Write);
    store::SqliteJournal journal(open);
    Loans loans;
    for (int i = 1; i <= 10; ++i) {
      const std::string id = "L" + std::to_string(i);
      loans.write(journal, {request(id), note(id), note(id)});
    }
    fs::copy_file(temp.data() / "secmp.db", copy / "secmp.db");
    fs::copy_file(temp.data() / "secmp.db-wal", copy / "secmp.db-wal");
  }
  const auto database = bytes_of_file(copy / "secmp.db"), log = bytes_of_file(copy / "secmp.db-wal");
  std::int64_t most = 0;
  for (std::size_t length = 0; length <= log.size(); length += 1'371) {
    CAPTURE(length);
    fs::remove(copy / "secmp.db-shm");
    write_file(copy / "secmp.db", database);
    write_file(copy / "secmp.db-wal", std::string_view(log).substr(0, length));
    DataFolder open(copy, Access::Write);
    const auto all = store::verify(open.database(), workflows);
    CHECK_MESSAGE(!all.fault, all.fault.value_or(""));
    CHECK(all.entries % 3 == 0);
    most = std::max(most, all.entries);
  }
  CHECK(most >= 27);
}

TEST_CASE("what a killed writer left in its log is read without opening for writing") {
  const TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
  DataFolder::create(temp.data());
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) write_until_killed(temp.data(), 1, ends[1]);
  ::close(ends[1]);
  int acknowledged = 0;
  while (acknowledged < 10) REQUIRE(::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);
  const DataFolder open(temp.data(), Access::Read);
  CHECK(store::SqliteReader(open).summaries("loans", {}).size() >= 10);
  CHECK_FALSE(store::verify(open.database(), workflows).fault);
}

TEST_CASE("nothing acknowledged is lost when the writer is killed, time and again") {
  const TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
  DataFolder::create(temp.data());
  int next = 1;
  for (int round = 0; round < 8; ++round) {
    CAPTURE(round);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) write_until_killed(temp.data(), next, ends[1]);
    ::close(ends[1]);
    int acknowledged = next - 1;
    for (int i = 0; i < 5 + 7 * round; ++i)
      REQUIRE(::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    acknowledged = last_acknowledged(ends[0], acknowledged);
    ::close(ends[0]);

    const DataFolder open(temp.data(), Access::Write);
    const auto all = store::verify(open.database(), workflows);
    CHECK_MESSAGE(!all.fault, all.fault.value_or(""));
    CHECK(all.cases >= acknowledged);
    CHECK(all.cases <= acknowledged + 1);
    CHECK(all.entries == all.cases * 3);
    next = static_cast<int>(all.cases) + 1;
  }
}

TEST_CASE("a full disk fails the batch, the journal stops, and is whole when opened again with room") {
  const TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
  DataFolder::create(temp.data());
  int written = 0;
  {
    DataFolder open(temp.data(), Access::Write);
    open.connection().exec("PRAGMA max_page_count=60");
    store::SqliteJournal journal(open);
    Loans loans;
    const auto fill = [&] {
      for (;; ++written)
        loans.write(journal, {request("L" + std::to_string(written)), note("L" + std::to_string(written))});
    };
    CHECK(says(refusal(fill), "the disk is full"));
    CHECK(says(refusal([&] { journal.begin(); }), "takes no more until a restart"));
    CHECK(store::SqliteReader(open).last_seq() == 2 * written);
  }
  DataFolder open(temp.data(), Access::Write);
  const auto all = store::verify(open.database(), workflows);
  CHECK_MESSAGE(!all.fault, all.fault.value_or(""));
  CHECK(all.entries == 2 * written);
  store::SqliteJournal journal(open);
  Loans().write(journal, {request("M1")});
}

TEST_CASE("a disk that is really full loses nothing, and refuses a new folder in one line") {
  const TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
  const auto disk = temp.path / "disk";
  fs::create_directory(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=600k") != 0) {
    MESSAGE("only root can mount a small disk: skipped");
    return;
  }
  const auto data = disk / "data";
  DataFolder::create(data);
  int written = 0;
  {
    DataFolder open(data, Access::Write);
    store::SqliteJournal journal(open);
    Loans loans;
    const auto fill = [&] {
      for (;; ++written)
        loans.write(journal, {request("L" + std::to_string(written)), note("L" + std::to_string(written))});
    };
    const auto said = refusal(fill);
    CHECK_MESSAGE((says(said, "the disk is full") || says(said, "cannot be read or written")), said);
  }
  CHECK(written > 5);
  write_file(disk / "ballast", std::string(1'000'000, 'x'));
  CHECK(one_line(refusal([&] { DataFolder::create(disk / "second"); })));
  CHECK_FALSE(DataFolder::exists(disk / "second"));
  fs::remove(disk / "ballast");
  CHECK(::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT, "size=8m") == 0);
  {
    DataFolder open(data, Access::Write);
    const auto all = store::verify(open.database(), workflows);
    CHECK_MESSAGE(!all.fault, all.fault.value_or(""));
    CHECK(all.entries >= 2 * written);
    store::SqliteJournal journal(open);
    Loans().write(journal, {request("M1")});
  }
  ::umount(disk.c_str());
}
