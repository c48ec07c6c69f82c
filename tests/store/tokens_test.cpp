// Tokens: who holds one, until when, and that a change counts at once.
#include "store/tokens.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <atomic>
#include <set>
#include <thread>

#include "tests/store/fixture.hpp"

using store::Tokens;

namespace {

const engine::Actor member{"m-3", "member", "Mo Ember", "LS-3", "large"};
const engine::Time noon = instant("2019-03-15T12:00:00Z");

}  // namespace

TEST_CASE("an issued token is found with all that it was issued for, and a wrong one is not") {
  const TempFolder temp;
  Tokens tokens(temp.path / "tokens.db");
  CHECK_FALSE(tokens.find("secmp_x", noon));
  const auto token = tokens.issue(member);
  CHECK(token.starts_with("secmp_"));
  CHECK(token.size() == 6 + 43);
  CHECK(tokens.find(token, noon) == member);
  CHECK_FALSE(tokens.find("", noon));
  CHECK_FALSE(tokens.find(token + "A", noon));
  CHECK_FALSE(tokens.find(token.substr(0, token.size() - 1), noon));
  CHECK_FALSE(tokens.find(token.substr(6), noon));
  CHECK_FALSE(tokens.find("secmp_" + std::string(100'000, 'x'), noon));
}

TEST_CASE("the token itself is nowhere in the file, which only its owner may read") {
  const TempFolder temp;
  const auto file = temp.path / "tokens.db";
  const auto token = Tokens(file).issue(member);
  CHECK(bytes_of_file(file).find(token.substr(6)) == std::string::npos);
  struct stat found {};
  ::stat(file.c_str(), &found);
  CHECK((found.st_mode & 0777) == 0600);
}

TEST_CASE("a token is valid through its last day in London") {
  const TempFolder temp;
  Tokens tokens(temp.path / "tokens.db");
  const auto winter = tokens.issue(member, day("2019-03-15")), summer = tokens.issue(member, day("2019-07-01"));
  CHECK(tokens.find(winter, instant("2019-03-15T23:59:59Z")));
  CHECK_FALSE(tokens.find(winter, instant("2019-03-16T00:00:00Z")));
  CHECK(tokens.find(summer, instant("2019-07-01T22:59:59Z")));
  CHECK_FALSE(tokens.find(summer, instant("2019-07-01T23:00:00Z")));
}

TEST_CASE("tokens are revoked by the id of their holder, by their handle or by themselves") {
  const TempFolder temp;
  Tokens tokens(temp.path / "tokens.db");
  CHECK(tokens.revoke("m-3") == 0);
  const auto a = tokens.issue(member), b = tokens.issue(member), c = tokens.issue(toy::librarian),
             d = tokens.issue(toy::reader);
  CHECK(tokens.revoke("m-3") == 2);
  CHECK_FALSE(tokens.find(a, noon));
  CHECK_FALSE(tokens.find(b, noon));
  CHECK(tokens.find(c, noon));
  CHECK(tokens.revoke(tokens.list().at(2).handle) == 1);
  CHECK_FALSE(tokens.find(c, noon));
  CHECK(tokens.revoke(d) == 1);
  CHECK_FALSE(tokens.find(d, noon));
  CHECK(tokens.revoke("m-3") == 0);
  CHECK(tokens.revoke("%") == 0);
}

TEST_CASE("the list shows handles and holders, as issued") {
  const TempFolder temp;
  Tokens tokens(temp.path / "tokens.db");
  CHECK(tokens.list().empty());
  tokens.issue(member, day("2019-07-01"));
  tokens.issue(toy::librarian);
  tokens.revoke("lib-1");
  const auto list = tokens.list();
  REQUIRE(list.size() == 2);
  CHECK(list[0].actor == member);
  CHECK(list[0].expires == day("2019-07-01"));
  CHECK_FALSE(list[0].revoked);
  CHECK(list[0].handle.size() == 8);
  CHECK(list[1].actor == toy::librarian);
  CHECK_FALSE(list[1].expires);
  CHECK(list[1].revoked);
}

TEST_CASE("what another process issues or revokes counts at the very next look, however quickly it follows") {
  const TempFolder temp;
  Tokens server(temp.path / "tokens.db");
  for (int i = 0; i < 40; ++i) {
    Tokens other(temp.path / "tokens.db");
    const auto token = other.issue(member);
    CHECK(server.find(token, noon));
    CHECK(other.revoke(token) == 1);
    CHECK_FALSE(server.find(token, noon));
  }
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto token = Tokens(temp.path / "tokens.db").issue(member);
    ::_exit(::write(pipe_ends[1], token.data(), token.size()) == static_cast<ssize_t>(token.size()) ? 0 : 1);
  }
  std::string token(49, '\0');
  CHECK(::read(pipe_ends[0], token.data(), token.size()) == 49);
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(server.find(token, noon) == member);
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
}

TEST_CASE("many threads look while tokens come and go; a valid one is never lost") {
  const TempFolder temp;
  Tokens server(temp.path / "tokens.db");
  const auto always = server.issue(toy::librarian), never = server.issue(member);
  server.revoke(never);
  REQUIRE(server.find(always, noon) == toy::librarian);  // from here on both are known
  std::atomic<bool> going{true};
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      while (going) wrong += server.find(always, noon) != toy::librarian || server.find(never, noon).has_value();
    });
  }
  Tokens other(temp.path / "tokens.db");
  for (int i = 0; i < 30; ++i) other.revoke(other.issue(member));
  going = false;
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("who holds a good token is known, without those that were revoked or ran out, and at once") {
  const TempFolder temp;
  Tokens tokens(temp.path / "tokens.db");
  CHECK(tokens.holders(noon)->empty());
  const auto given = tokens.issue(member);
  tokens.issue(toy::librarian, engine::london_date(noon));
  REQUIRE(tokens.holders(noon)->size() == 2);
  CHECK(tokens.holders(noon)->front() == member);
  CHECK(tokens.holders(noon) == tokens.holders(noon));  // the same list, while nothing changes
  CHECK(tokens.holders(noon + std::chrono::hours{24})->size() == 1);
  Tokens(temp.path / "tokens.db").revoke(given);
  CHECK(tokens.holders(noon + std::chrono::hours{24})->empty());
}

TEST_CASE("tokens are not made twice") {
  const TempFolder temp;
  Tokens tokens(temp.path / "tokens.db");
  std::set<std::string> all;
  for (int i = 0; i < 20; ++i) all.insert(tokens.issue(member));
  CHECK(all.size() == 20);
}

TEST_CASE("a tokens file that is damaged or somebody else's is refused in one line") {
  const TempFolder temp;
  write_file(temp.path / "tokens.db", std::string(4'000, 'x'));
  CHECK(says(refusal([&] { Tokens tokens(temp.path / "tokens.db"); }), "tokens.db"));
  store::DataFolder::create(temp.data());
  const auto mistaken = refusal([&] { Tokens(temp.data() / "secmp.db").issue(member); });
  CHECK(says(mistaken, "secmp.db"));
  CHECK(says(refusal([&] { Tokens(temp.path / "nowhere" / "tokens.db").issue(member); }), "cannot be opened"));
}

TEST_CASE("a tokens file whose first writing was cut short has no tokens yet, and takes the first") {
  const TempFolder temp;
  const auto file = temp.path / "tokens.db";
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("PRAGMA application_id=" + std::to_string(0x53454354));
  Tokens tokens(file);
  CHECK(tokens.list().empty());
  CHECK(tokens.revoke_all() == 0);
  const auto given = tokens.issue(member);
  CHECK(tokens.find(given, noon) == member);
}

namespace {
// Another process that has the file for itself and does not let go, as a backup program or a stopped command.
class Grip {
 public:
  explicit Grip(const std::filesystem::path& file) : database_(file.string(), SQLite::OPEN_READWRITE, 5'000) {
    database_.exec("BEGIN EXCLUSIVE");
    moved(file);
  }
  void let_go() { database_.exec("COMMIT"); }
  static void moved(const std::filesystem::path& file) {
    const auto stamp = std::filesystem::last_write_time(file);
    std::filesystem::last_write_time(file, stamp + std::chrono::seconds(1));
  }

 private:
  SQLite::Database database_;
};
}  // namespace

TEST_CASE("while somebody else has the file, the tokens that one has hold on, and nobody waits for seconds") {
  const TempFolder temp;
  const auto file = temp.path / "tokens.db";
  Tokens tokens(file);
  const auto given = tokens.issue(member);
  REQUIRE(tokens.find(given, noon) == member);
  CHECK_FALSE(tokens.unread());
  Grip grip(file);
  // Each used to wait for five seconds. So many that waited for a sixth of one would run into the time limit of ctest.
  for (int i = 0; i < 10'000; ++i) CHECK(tokens.find(given, noon) == member);
  CHECK(tokens.holders(noon)->size() == 1);
  CHECK_FALSE(tokens.find("secmp_nobody", noon));
  REQUIRE(tokens.unread());
  CHECK(says(tokens.unread()->why, "tokens.db"));
  grip.let_go();
  while (tokens.unread()) std::this_thread::yield();
  CHECK(tokens.find(given, noon) == member);
}

TEST_CASE("a file of tokens that is damaged while they are in use takes nobody's token away") {
  const TempFolder temp;
  const auto file = temp.path / "tokens.db";
  Tokens tokens(file);
  const auto given = tokens.issue(member);
  REQUIRE(tokens.find(given, noon) == member);
  const std::string whole = bytes_of_file(file);
  fs::remove(file);
  CHECK(tokens.find(given, noon) == member);
  REQUIRE(tokens.unread());
  CHECK(says(tokens.unread()->why, "not there any more"));
  for (const std::string& damage : {std::string(), std::string(4'000, 'x'), whole.substr(0, 3'000)}) {
    CAPTURE(damage.size());
    write_file(file, damage);
    Grip::moved(file);
    CHECK(tokens.find(given, noon) == member);
    CHECK(tokens.unread());
    CHECK(tokens.find(given, noon) == member);
  }
  write_file(file, whole);
  Grip::moved(file);
  while (tokens.unread()) std::this_thread::yield();
  CHECK(tokens.find(given, noon) == member);
}
