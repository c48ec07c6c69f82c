// The file of the head, and what a journal lacks of it; who may read what a folder holds.
#include "store/head.hpp"

#include <sys/stat.h>

#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;
using store::Head;
using store::HeadFile;

TEST_CASE("the head is read as it was written, longer and shorter, and what is no head is nothing") {
  const TempFolder temp;
  make_library(temp.data(), 2);
  const HeadFile file(temp.data());
  CHECK_FALSE(file.read());
  for (const std::int64_t seq : {std::int64_t{1}, std::int64_t{123456789}, std::int64_t{10}}) {
    const Head head{seq, std::string(64, 'a')};
    file.write(head);
    CHECK(file.read() == head);
  }
  const auto whole = bytes_of_file(file.path());
  for (const auto& damaged : {std::string(), whole.substr(1), whole + "x", std::string(whole.size(), ' '),
                              whole.substr(0, 30) + "G" + whole.substr(31)}) {
    write_file(file.path(), damaged);
    CHECK_FALSE(file.read());
    file.write({7, std::string(64, 'b')});
    CHECK(file.read() == Head{7, std::string(64, 'b')});
  }
}

TEST_CASE("a journal that has gone on from a head lacks nothing of it; one that is shorter, or another one, does") {
  const TempFolder temp, other;
  make_library(temp.data(), 2);
  make_library(other.data(), 1);
  const auto database = temp.data() / "secmp.db";
  const auto half = store::head_of(other.data() / "secmp.db"), whole = store::head_of(database);
  CHECK(half.seq < whole.seq);
  CHECK_FALSE(store::what_is_missing(database, whole));
  CHECK_FALSE(store::what_is_missing(database, half));  // it began in the same way
  CHECK_FALSE(store::what_is_missing(database, {0, ""}));
  CHECK(says(*store::what_is_missing(other.data() / "secmp.db", whole), "what came after is missing"));
  CHECK(says(*store::what_is_missing(database, {1, whole.hash}), "entry 1 is not the one that was there once"));
  const HeadFile file(temp.data());
  file.write({whole.seq + 1, whole.hash});
  CHECK(says(*file.missing_in(database), "what came after is missing"));
  CHECK(says(*file.missing_in(database), "remove " + file.path().string()));
  file.write(whole);
  CHECK_FALSE(file.missing_in(database));
}

TEST_CASE("whatever the umask, what is made in a folder is its owner's alone, and an older one becomes so") {
  const TempFolder temp;
  const auto before = ::umask(0);
  make_library(temp.data(), 1);
  HeadFile(temp.data()).write({1, std::string(64, 'a')});
  const auto is_private = [&] {
    const auto of_others = fs::perms::group_all | fs::perms::others_all;
    bool all = (fs::status(temp.data()).permissions() & of_others) == fs::perms::none;
    for (const auto& one : fs::directory_iterator(temp.data()))
      all = all && (one.status().permissions() & of_others) == fs::perms::none;
    return all;
  };
  CHECK(is_private());
  for (const auto access : {Access::Write, Access::Read}) {
    fs::permissions(temp.data(), fs::perms(0755));
    for (const auto& one : fs::directory_iterator(temp.data())) fs::permissions(one.path(), fs::perms(0644));
    const DataFolder open(temp.data(), access);
    CHECK(is_private());
  }
  ::umask(before);
}
