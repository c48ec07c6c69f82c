// Documents on disk: whole under their hash, known to who uploaded them, and gone if nobody names them for a day.
#include "store/documents.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "engine/clock.hpp"
#include "tests/store/fixture.hpp"
#include "tests/support/memory_journal.hpp"

using namespace store;

namespace {

const engine::Actor ann{"ann", "librarian", "", "", ""}, ben{"ben", "librarian", "", "", ""},
    other_ann{"ann", "reader", "", "", ""};

struct Held {
  TempFolder folder;
  engine::Time now = engine::WallClock().now();  // of the files
  Documents documents{folder.path, [this] { return now; }};
  toy::MemoryJournal journal;

  std::string upload(std::string_view bytes, const engine::Actor& by = ann) {
    const auto arriving = documents.begin();
    arriving->take(bytes);
    const auto hash = arriving->sha256();
    documents.keep(*arriving, "text/plain", by);
    return hash;
  }
  bool is_there(const std::string& hash) const { return documents.open(hash) != nullptr; }
  std::size_t arriving() const {
    std::error_code none;
    const auto all = std::filesystem::directory_iterator(folder.path / "documents" / "new", none);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Held, "bytes are kept under their hash, for who uploaded them, over a restart") {
  const auto hash = upload("some bytes");
  CHECK(hash == engine::sha256_hex("some bytes"));
  const auto file = documents.open(hash);
  REQUIRE(file);
  CHECK(file->size() == 10);
  CHECK(file->read(5, 100) == "bytes");
  CHECK(documents.uploaded(hash, ann)->size == 10);
  CHECK_FALSE(documents.uploaded(hash, ben));
  CHECK_FALSE(documents.uploaded(hash, other_ann));
  const Documents again(folder.path, [this] { return now; });
  CHECK(again.uploaded(hash, ann)->media_type == "text/plain");
  CHECK_FALSE(fault_of_document(folder.path, hash));
}

TEST_CASE_FIXTURE(Held, "what somebody takes away, or writes over, is nobody's upload any more") {
  const auto gone = upload("some bytes"), longer = upload("other bytes");
  std::filesystem::remove(file_of_document(folder.path, gone));
  std::ofstream(file_of_document(folder.path, longer), std::ios::app) << "and more";
  CHECK_FALSE(documents.uploaded(gone, ann));
  CHECK_FALSE(documents.uploaded(longer, ann));
  CHECK(upload("some bytes") == gone);
  CHECK(documents.uploaded(gone, ann));
}

TEST_CASE_FIXTURE(Held, "what is not kept leaves nothing, and what a killed process left is gone with the next start") {
  documents.begin()->take("half of it");
  CHECK(arriving() == 0);
  std::ofstream(folder.path / "documents" / "new" / "left") << "half";
  CHECK(arriving() == 1);
  const Documents again(folder.path, [this] { return now; });
  CHECK(arriving() == 0);
}

TEST_CASE_FIXTURE(Held, "files and folders of documents are their owner's alone") {
  const auto hash = upload("secret");
  const auto mode = [](const std::filesystem::path& path) {
    return static_cast<unsigned>(std::filesystem::status(path).permissions());
  };
  CHECK(mode(file_of_document(folder.path, hash)) == 0600);
  CHECK(mode(folder.path / "documents") == 0700);
  CHECK(mode(file_of_document(folder.path, hash).parent_path()) == 0700);
  CHECK(mode(folder.path / "documents.db") == 0600);
}

TEST_CASE_FIXTURE(Held, "what nobody has named for a day is taken away; what somebody has asked for stays a day more") {
  const auto forgotten = upload("forgotten"), asked = upload("asked for"), named = upload("named");
  Loans loans;
  const auto event = R"({"text":"n","size":5,"sha256":")" + named + R"("})";
  loans.write(journal, {request("L0001"), {"L0001", "noted", event, "requested"}});
  CHECK(documents.sweep(journal) == 0);
  now += std::chrono::hours(25);
  CHECK(documents.uploaded(asked, ann));
  CHECK(documents.sweep(journal) == 1);
  CHECK_FALSE(is_there(forgotten));
  CHECK_FALSE(documents.uploaded(forgotten, ann));
  CHECK(is_there(asked));
  now += std::chrono::hours(25);
  CHECK(documents.sweep(journal) == 1);
  CHECK_FALSE(is_there(asked));
  CHECK(is_there(named));  // an event names it: it is here for ever
  CHECK(documents.uploaded(named, ann));
}

TEST_CASE_FIXTURE(Held, "a link that stands where a document stood is said to be one") {
  const auto hash = upload("as it was");
  const auto place = file_of_document(folder.path, hash);
  fs::rename(place, folder.path / "elsewhere");
  fs::create_symlink(folder.path / "elsewhere", place);
  CHECK(says(fault_of_document(folder.path, hash).value_or(""), "it is a link"));
}

TEST_CASE_FIXTURE(Held, "nobody waits for a pipe that stands where a document stood") {
  const std::string sha256(64, 'a');
  const auto place = file_of_document(folder.path, sha256);
  fs::create_directories(place.parent_path());
  REQUIRE(::mkfifo(place.c_str(), 0600) == 0);
  CHECK(says(fault_of_document(folder.path, sha256).value_or(""), "it is no file"));
}

TEST_CASE_FIXTURE(Held, "of a document that was changed nobody gets the last portion") {
  const auto hash = upload("as it was");
  std::ofstream(file_of_document(folder.path, hash)) << "as it is!";
  const std::string changed = "the document " + hash + " was changed: its bytes have another hash";
  const auto file = documents.open(hash);
  REQUIRE(file);
  CHECK(file->read(0, 5) == "as it");
  CHECK_THROWS_WITH_AS(file->read(5, 100), changed.c_str(), Refusal);
  std::ofstream(file_of_document(folder.path, hash), std::ios::trunc);
  CHECK_THROWS_WITH_AS(documents.open(hash), changed.c_str(), Refusal);
}

TEST_CASE_FIXTURE(Held, "a document that was proved once is looked at again when its file has changed") {
  const auto hash = upload("as it was");
  const auto place = file_of_document(folder.path, hash);
  for (int i = 0; i < 2; ++i) CHECK(documents.open(hash)->read(0, 100) == "as it was");
  struct stat before {
  }, after{};
  REQUIRE(::stat(place.c_str(), &before) == 0);
  do {  // the clock of a file system may tick some milliseconds apart
    std::ofstream(place) << "as it is!";
    REQUIRE(::stat(place.c_str(), &after) == 0);
  } while (after.st_ctim.tv_sec == before.st_ctim.tv_sec && after.st_ctim.tv_nsec == before.st_ctim.tv_nsec);
  CHECK_THROWS_AS(documents.open(hash)->read(0, 100), Refusal);
  CHECK_THROWS_AS(documents.open(hash)->read(0, 100), Refusal);
  upload("as it was");
  CHECK(documents.open(hash)->read(0, 100) == "as it was");
}

TEST_CASE_FIXTURE(Held, "a document that was changed or is missing has a fault that names it") {
  const auto hash = upload("as it was");
  std::ofstream(file_of_document(folder.path, hash)) << "as it is!";
  CHECK(fault_of_document(folder.path, hash)->find(hash + " was changed") != std::string::npos);
  upload("as it was");  // once more: whole again
  CHECK_FALSE(fault_of_document(folder.path, hash));
  std::filesystem::remove(file_of_document(folder.path, hash));
  CHECK(fault_of_document(folder.path, hash)->find(hash + " is missing") != std::string::npos);
}
