// Sessions: who has signed in, for how long, and what a restart leaves of it.
#include "store/sessions.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/store/fixture.hpp"

using namespace store;

namespace {

const engine::Time noon{std::chrono::hours(430'000)};

struct SignedIn {
  TempFolder folder;
  std::filesystem::path file = folder.path / "sessions.db";
  Sessions sessions{file, noon};
};

std::string bytes_in(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE_FIXTURE(SignedIn, "a session is found by its secret, of which the file keeps nothing") {
  const auto secret = sessions.begin("hash of a token", noon);
  CHECK(secret.size() == 43);  // 256 bits
  REQUIRE(sessions.find(secret, noon));
  CHECK(sessions.find(secret, noon)->token_hash == "hash of a token");
  CHECK_FALSE(sessions.find(secret + "x", noon));
  CHECK_FALSE(sessions.find("", noon));
  CHECK(bytes_in(file).find(secret) == std::string::npos);
  CHECK(sessions.begin("hash of a token", noon) != secret);
}

TEST_CASE_FIXTURE(SignedIn,
                  "a session ends when it has not been used for as long as the policy says, and at the latest") {
  const auto& policy = sessions.policy();
  const auto idle = sessions.begin("t", noon), used = sessions.begin("t", noon);
  for (auto at = noon; at < noon + policy.absolute; at += policy.idle - std::chrono::seconds(1))
    CHECK(sessions.find(used, at));
  CHECK_FALSE(sessions.find(idle, noon + policy.idle));
  CHECK_FALSE(sessions.find(used, noon + policy.absolute));
  CHECK(sessions.list(noon + policy.absolute).empty());
}

TEST_CASE_FIXTURE(SignedIn, "a session that was ended stays ended, also after a restart; the others go on") {
  const auto one = sessions.begin("t", noon), other = sessions.begin("t", noon);
  sessions.end(sessions.find(one, noon)->handle, noon);
  CHECK_FALSE(sessions.find(one, noon));
  Sessions again(file, noon);
  CHECK_FALSE(again.find(one, noon));
  CHECK(again.find(other, noon));
  sessions.end("no handle", noon);
}

TEST_CASE_FIXTURE(SignedIn, "after a restart the last use counts as far as it was written down") {
  const auto later = noon + std::chrono::minutes(90);
  const auto secret = sessions.begin("t", noon);
  CHECK(sessions.find(secret, later));
  sessions.keep(later);
  const auto after_idle = noon + sessions.policy().idle + std::chrono::minutes(1);
  Sessions again(file, after_idle);
  CHECK(again.find(secret, after_idle));
  again.keep(noon + sessions.policy().absolute);
  CHECK(Sessions(file, noon).list(noon).empty());
}

TEST_CASE_FIXTURE(SignedIn, "a link signs in once, in its time") {
  const auto ends = noon + std::chrono::hours(1);
  const auto link = Sessions::add_once(file, "hash", ends), late = Sessions::add_once(file, "hash", ends);
  CHECK_FALSE(sessions.use_up("another", noon));
  CHECK(sessions.use_up(link, noon) == "hash");
  CHECK_FALSE(sessions.use_up(link, noon));
  CHECK_FALSE(sessions.use_up(late, ends));
  CHECK(bytes_in(file).find(link) == std::string::npos);
}

TEST_CASE_FIXTURE(SignedIn, "a file of somebody else is refused with a sentence") {
  const auto other = folder.path / "other.db";
  std::ofstream(other) << std::string(4096, 'x');
  CHECK_THROWS_AS(Sessions(other, noon), Refusal);
}
