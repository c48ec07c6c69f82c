// A restore that was cut short at any of its steps is seen by everybody, and the next one finishes it.
#include "store/restore.hpp"

#include "store/backup.hpp"
#include "store/tokens.hpp"
#include "store/up_to_date.hpp"
#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;

namespace {

const engine::Time now = instant("2019-03-18T09:00:00Z");
const engine::Actor member{"m-3", "member", "Mo Ember", "LS-3", "large"};

// A library of 20 loans and its backup; after that one loan more.
struct Copied {
  Copied() {
    make_library(temp.data());
    token = store::Tokens(temp.data() / "tokens.db").issue(member);
    store::backup(temp.data(), file);
    DataFolder open(temp.data(), Access::Write);
    store::SqliteJournal journal(open);
    Loans().write(journal, {request("M1")});
  }
  store::Restored restore(bool replace = true) { return store::restore({file, temp.data(), replace, now}); }
  // The new folder, as a restore has it before it takes its place.
  void make_fresh(const fs::path& place) {
    store::restore({file, temp.path / "made", false, now});
    fs::rename(temp.path / "made", place);
    fs::remove(place / "lock");
  }

  const TempFolder temp;
  const fs::path file = temp.path / "copy";
  std::string token;
};

std::int64_t entries_of(const fs::path& folder) {
  const DataFolder open(folder, Access::Read);
  return store::verify_chain(open.database()).entries;
}

void everybody_is_told(const fs::path& folder) {
  CHECK(says(refusal([&] { DataFolder open(folder, Access::Read); }), "was cut short: run 'secmp restore"));
  CHECK(says(refusal([&] { DataFolder open(folder, Access::Write); }), "was cut short"));
  CHECK(says(refusal([&] { DataFolder::create(folder); }), "was cut short"));
}

}  // namespace

TEST_CASE_FIXTURE(Copied, "a restore says what came back, and its old folder has the name of the instant") {
  const auto done = restore();
  CHECK(done.journal.entries == 100);
  CHECK(done.aside == fs::canonical(temp.path) / "data.before-restore-20190318T090000Z");
  CHECK(done.tokens == 1);
  CHECK_FALSE(done.behind);
  CHECK(entries_of(temp.data()) == 100);
  CHECK(entries_of(done.aside) == 101);
  CHECK(restore().aside == fs::canonical(temp.path) / "data.before-restore-20190318T090000Z-2");
  CHECK_FALSE(store::verify(temp.data() / "secmp.db", Loans().workflows).fault);
  CHECK(store::behind(DataFolder(temp.data(), Access::Read)));  // what no chain proves is to be made anew
}

TEST_CASE_FIXTURE(Copied, "half of a new folder beside the old one goes, and the old one answers meanwhile") {
  const auto beside = temp.path / "data.restoring";
  fs::create_directory(beside);
  write_file(beside / "restore-unfinished", "");
  write_file(beside / "secmp.db", "half");
  CHECK(entries_of(temp.data()) == 101);
  restore();
  CHECK_FALSE(fs::exists(beside));
  CHECK(entries_of(temp.data()) == 100);
}

TEST_CASE_FIXTURE(Copied,
                  "a new folder that was killed before it said that it is unfinished is taken for no whole one") {
  fs::remove_all(temp.data());
  fs::create_directory(temp.path / "data.restoring");
  write_file(temp.path / "data.restoring" / "restore-unfinished.new", "A restore is at work here.\n");
  restore(false);
  CHECK(entries_of(temp.data()) == 100);
}

TEST_CASE_FIXTURE(Copied, "old and new have changed places, and no more: the next restore keeps what is beside") {
  make_fresh(temp.path / "fresh");
  fs::rename(temp.data(), temp.path / "data.restoring");
  fs::rename(temp.path / "fresh", temp.data());
  CHECK(entries_of(temp.data()) == 100);
  restore();
  CHECK(entries_of(temp.path / "data.before-restore-20190318T090000Z") == 101);
  CHECK(entries_of(temp.path / "data.before-restore-20190318T090000Z-2") == 100);
}

TEST_CASE_FIXTURE(Copied, "the old folder is aside and the new one not in its place: nobody makes an empty one") {
  make_fresh(temp.path / "data.restoring");
  fs::rename(temp.data(), temp.path / "data.before-restore-20190317T090000Z");
  everybody_is_told(temp.data());
  CHECK(says(refusal([&] { restore(false); }), "holds something"));  // it has taken its place by now
  CHECK(entries_of(temp.data()) == 100);
  CHECK(entries_of(temp.path / "data.before-restore-20190317T090000Z") == 101);
}

TEST_CASE("inside a folder, each step of taking its place may be the last before a crash") {
  // How many of the old entries had moved away, and of the new ones had come; all, where there is no more.
  for (const auto& moved : {std::pair{1, 0}, {2, 0}, {9, 0}, {9, 1}, {9, 9}}) {
    const int away = moved.first, come = moved.second;
    CAPTURE(away);
    CAPTURE(come);
    Copied was;
    const auto data = was.temp.data();
    const auto aside = data / "before-restore-20190317T090000Z";
    store::Tokens(data / "tokens.db").revoke("m-3");
    was.make_fresh(data / "restoring");
    fs::create_directory(aside);
    int left = away;
    for (const char* name : {"secmp.db", "secmp.db-wal", "secmp.db-shm", "tokens.db"})
      if (left > 0 && fs::exists(data / name)) fs::rename(data / name, aside / name), --left;
    if (left > 0) fs::rename(data / "restoring", data / "restored");
    left = come;
    for (const char* name : {"tokens.db", "secmp.db"})
      if (left > 0) fs::rename(data / "restored" / name, data / name), --left;
    if (come < 9) everybody_is_told(data);
    else CHECK(entries_of(data) == 100);
    const auto finished = was.restore().aside;  // the folder itself can be renamed here
    CHECK(entries_of(data) == 100);
    CHECK(entries_of(finished) == 100);
    CHECK_FALSE(fs::exists(finished / "restoring"));
    CHECK_FALSE(fs::exists(finished / "restored"));
    CHECK(entries_of(finished / aside.filename()) == 101);
    CHECK(store::Tokens(finished / aside.filename() / "tokens.db").valid() == 0);
  }
}

TEST_CASE_FIXTURE(Copied, "a folder without a place to put the new one beside it is refused while it is held") {
  const DataFolder held(temp.data(), Access::Write);
  CHECK(says(refusal([&] { restore(); }), "is in use by another process"));
}

TEST_CASE_FIXTURE(Copied, "a link to a folder stays a link: the folder itself is moved aside") {
  fs::create_directory_symlink(temp.data(), temp.path / "link");
  const auto done = store::restore({file, temp.path / "link", true, now});
  CHECK(fs::is_symlink(temp.path / "link"));
  CHECK(entries_of(temp.path / "link") == 100);
  CHECK(entries_of(done.aside) == 101);
}

TEST_CASE_FIXTURE(Copied,
                  "a backup that was put in the place of a register by hand is a register, and is copied once") {
  const auto other = temp.path / "by hand";
  fs::create_directory(other);
  fs::copy_file(file, other / "secmp.db");
  CHECK(entries_of(other) == 100);
  store::backup(other, temp.path / "again");
  const auto done = store::restore({temp.path / "again", temp.path / "restored", false, now});
  CHECK_FALSE(done.had_tokens);  // they were never unpacked
  CHECK(done.journal.entries == 100);
}
