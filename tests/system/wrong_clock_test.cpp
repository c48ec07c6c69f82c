// Registers on machines whose clock is wrong: at the start, for a moment, and after it has been put right.
#include <doctest/doctest.h>

#include "engine/calendar.hpp"
#include "engine/clock.hpp"
#include "store/clock_file.hpp"
#include "tests/system/checks.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {
// Lets the program see a clock that the test sets, and how long the machine runs as it is.
class FakeClock {
 public:
  FakeClock() { show("+0"); }
  void show(const std::string& offset) { write_file(folder_.at("clock"), offset + "\n"); }
  std::vector<std::string> environment() const {
    return {"LD_PRELOAD=/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "FAKETIME_TIMESTAMP_FILE=" + folder_.at("clock"), "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "NO_FAKE_STAT=1"};
  }

 private:
  TempFolder folder_;
};

std::string in_days(const std::string& day, int days) {
  return engine::to_text(engine::Date(std::chrono::sys_days(engine::read_date(day).value()) + std::chrono::days(days)));
}
}  // namespace

TEST_CASE("What was recorded while the machine's clock was ahead is said at the start, and keeps to its own case") {
  FakeClock fake;
  fake.show("@2040-03-08 10:00:00");
  Register folder("");
  folder.serve({}, fake.environment());
  CHECK(run({secmp(), "clock", "accept", "--data", folder.data()}, fake.environment()).exit_code == 0);  // nobody knew
  const std::string ahead = folder.raise("Raised while the clock was ahead");
  CHECK(folder.server().stop().exit_code == 0);
  folder.serve();

  const auto warned = [&] {
    const Answer ready = folder.as("public").get("/readyz");
    CHECK(ready.status == 200);
    const Json said = ready.json();
    for (const Json& one : said["warnings"])
      if (one["code"] == "newest-entry-ahead") return one["detail"].get<std::string>();
    return std::string();
  };
  CHECK(warned().find("2040-03-08T10:00:") != std::string::npos);
  const auto today = [&] { return folder.as("public").get("/v1/clock").json()["today"].get<std::string>(); };
  const auto raised_today = [&] {
    const std::string before = today(), path = folder.raise("Raised since");
    const std::string on = folder.as("public").get(path).json()["raised_on"];
    CHECK((on == before || on == today()));  // midnight may come in between
    return path;
  };
  raised_today();
  folder.command("secas-analyst", ahead, "accept", Json::object(), "\"1\"");
  CHECK(folder.as("public").get(ahead).json()["state"] == "development");
  const std::string fresh = raised_today();
  folder.command("secas-analyst", fresh, "withdraw", {{"reason", "r"}}, "\"1\"");
  const Json deadlines = folder.as("public").get(fresh).json()["deadlines"];
  REQUIRE(deadlines.size() == 1);
  const std::string due = deadlines[0]["due"];
  CHECK(due > in_days(today(), 11));
  CHECK(due < in_days(today(), 24));  // 10 Working Days, over Christmas too
  const Json future{
      {"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}, {"raised_on", in_days(today(), 2)}};
  CHECK(folder.as("secas-analyst").post("/v1/modifications", future).status == 422);
  CHECK_FALSE(warned().empty());
  const auto held = [&] { return folder.as("public").get("/v1/clock").json()["held"] == true; };
  CHECK(held());
  CHECK(secmp({"clock", "accept", "--data", folder.data()}).exit_code == 0);
  CHECK_FALSE(held());
  CHECK_FALSE(warned().empty());

  const Ended end = folder.server().stop();
  CHECK(end.exit_code == 0);
  CHECK(end.err.find("DP001 (2040-03-08T10:00:") != std::string::npos);
  folder.verify();
}

namespace {

using Word = store::ClockMark::Word;

Json clock_of(Register& folder) { return folder.as("public").get("/v1/clock").json(); }

bool warns(Register& folder, const std::string& code) {
  const Json ready = folder.as("public").get("/readyz").json();
  const Json& all = ready["warnings"];
  return std::any_of(all.begin(), all.end(), [&](const Json& one) { return one["code"] == code; });
}

// Asks until it holds; every question is a request or a look at a file, and half a minute of them is too long.
template <class Question>
bool comes_true(Question question) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!question())
    if (std::chrono::steady_clock::now() > until) return false;
  return true;
}

void was_believed(const Register& folder, std::chrono::seconds ago, Word word = Word::believed) {
  store::ClockFile(folder.data()).write({engine::WallClock().now() - ago, {}, word});
}

bool is_written(const Register& folder, Word word) {
  const auto mark = store::ClockFile(folder.data()).read();
  return mark && mark->word == word;
}

// A modification that the clock will close; its path.
std::string withdrawn(Register& folder) {
  const std::string path = folder.raise("Withdrawn");
  folder.command("secas-analyst", path, "withdraw", {{"reason", "r"}}, folder.as("public").get(path).etag());
  return path;
}

std::size_t open_deadlines(Register& folder, const std::string& path) {
  return folder.as("public").get(path).json()["deadlines"].size();
}

}  // namespace

TEST_CASE("A clock that is ten years ahead for a moment fires nothing, ends no token and forgets no key") {
  FakeClock fake;
  Register folder("");
  folder.serve({}, fake.environment());
  const std::string token =
      issue_token(folder.data(), "secas-analyst", "analyst-2", {"--expires", in_days(clock_of(folder)["today"], 30)});
  Client analyst(folder.server().port(), token);
  const Json body{{"title", "Sent twice"}, {"problem", "P"}, {"proposer", {{"type", "party"}, {"name", "A Party"}}}};
  const Headers key{{"Idempotency-Key", "key-1"}};
  const std::string first = analyst.post("/v1/modifications", body, key).header("location");
  REQUIRE_FALSE(first.empty());
  const std::string closing = withdrawn(folder);
  REQUIRE(open_deadlines(folder, closing) == 1);

  fake.show("+3653d");
  CHECK(clock_of(folder)["held"] == true);
  CHECK(clock_of(folder)["now"].get<std::string>() >
        in_days(clock_of(folder)["expected"].get<std::string>().substr(0, 10), 3650));
  CHECK(warns(folder, "clock-held"));
  const Answer meanwhile =
      analyst.post("/v1/modifications",
                   {{"title", "Meanwhile"}, {"problem", "P"}, {"proposer", {{"type", "party"}, {"name", "A Party"}}}});
  CHECK(meanwhile.status == 201);
  CHECK(meanwhile.json()["raised_on"] == clock_of(folder)["today"]);
  CHECK(meanwhile.header("clock").starts_with("held; now="));
  CHECK(comes_true([&] { return is_written(folder, Word::doubted); }));
  const Answer again = analyst.post("/v1/modifications", body, key);
  CHECK(again.status == 201);
  CHECK(again.header("location") == first);
  CHECK(again.header("idempotency-replayed") == "true");
  CHECK(open_deadlines(folder, closing) == 1);

  fake.show("+0");
  CHECK(clock_of(folder)["held"] == false);
  CHECK(comes_true([&] { return is_written(folder, Word::believed); }));
  CHECK(open_deadlines(folder, closing) == 1);
  CHECK_FALSE(warns(folder, "clock-held"));
  CHECK(warns(folder, "newest-entry-ahead"));
  CHECK(analyst.post("/v1/modifications", body, key).header("location") == first);
  const std::string today = clock_of(folder)["today"];
  CHECK(folder.as("public").get(folder.raise("Since")).json()["raised_on"] >= today);

  const Ended end = folder.server().stop();
  CHECK(end.err.find("set the clock right, or say that it is right with 'secmp clock accept'") != std::string::npos);
  CHECK(end.err.find("is believed again, since it has come back") != std::string::npos);
  folder.verify();
  folder.serve();  // what lies ahead was known when the clock was believed
  CHECK(clock_of(folder)["held"] == false);
}

TEST_CASE("What was held back goes on when an operator accepts the clock, beside the running server") {
  FakeClock fake;
  Register folder("");
  folder.serve({}, fake.environment());
  const std::string closing = withdrawn(folder);
  fake.show("+100d");
  CHECK(clock_of(folder)["held"] == true);
  CHECK(open_deadlines(folder, closing) == 1);
  const Ended right = secmp({"clock", "accept", "--data", folder.data()});  // it sees the true time
  CHECK(right.exit_code == 1);
  CHECK(clock_of(folder)["held"] == true);
  const Ended accepted = run({secmp(), "clock", "accept", "--data", folder.data()}, fake.environment());
  CHECK_MESSAGE(accepted.exit_code == 0, accepted.err);
  CHECK(clock_of(folder)["held"] == false);
  CHECK(comes_true([&] { return open_deadlines(folder, closing) == 0; }));
  CHECK(folder.server().stop().err.find("since an operator has accepted it") != std::string::npos);
}

TEST_CASE("A start goes by the time that was written down, and by the word of an operator") {
  constexpr std::chrono::hours day(24);
  Register folder("");
  const auto held_at_start = [&] {
    folder.serve();
    const bool held = clock_of(folder)["held"];
    CHECK(warns(folder, "clock-held") == held);
    return held;
  };
  CHECK_FALSE(held_at_start());
  folder.server().stop();
  was_believed(folder, 59 * day);
  CHECK_FALSE(held_at_start());
  folder.server().stop();
  was_believed(folder, 61 * day);
  CHECK(held_at_start());
  CHECK(clock_of(folder)["why"].get<std::string>().find("secmp clock accept") != std::string::npos);
  CHECK(folder.server().stop().err.find("secmp clock accept") != std::string::npos);
  CHECK(is_written(folder, Word::doubted));
  CHECK(held_at_start());  // it is no righter for being started again
  const Ended beside = secmp({"clock", "accept", "--data", folder.data()});
  CHECK_MESSAGE(beside.exit_code == 0, beside.err);
  CHECK(clock_of(folder)["held"] == false);
  folder.server().kill();
  CHECK_FALSE(held_at_start());
  folder.server().stop();
  was_believed(folder, -365 * day);  // the clock stands a year behind
  CHECK(held_at_start());
  folder.server().stop();
  const Ended alone = secmp({"clock", "accept", "--data", folder.data()});
  CHECK(alone.out.find("the next start goes by it") != std::string::npos);
  CHECK_FALSE(held_at_start());
}

TEST_CASE("A mark of the clock that cannot be read is said at the start, which goes by the newest entry") {
  Register folder("");
  write_file(folder.data() + "/" + std::string(store::clock_file), "garbage\n");
  folder.serve();
  CHECK(clock_of(folder)["held"] == false);
  CHECK(folder.server().stop().err.find("does not say any more when the clock was believed last") != std::string::npos);
  folder.serve();
  CHECK(folder.server().stop().err.find("does not say any more") == std::string::npos);
}

TEST_CASE("Where no mark of the clock is, after a restore say, a clock that is ten years ahead is held all the same") {
  FakeClock fake;
  Register folder("");
  folder.serve({}, fake.environment());
  const std::string closing = withdrawn(folder);
  TempFolder elsewhere;
  const auto backup = elsewhere.at("backup");
  ran_well({"backup", backup, "--data", folder.data()});
  const auto held_at = [&](const std::string& offset) {
    fake.show(offset);
    folder.serve({}, fake.environment());
    const bool held = clock_of(folder)["held"];
    CHECK(open_deadlines(folder, closing) == 1);
    return held;
  };
  folder.server().stop();
  fs::remove(fs::path(folder.data()) / store::clock_file);
  CHECK(held_at("+3650d"));
  folder.raise("Recorded by the clock that is ahead");
  CHECK(comes_true([&] { return is_written(folder, Word::doubted); }));
  CHECK(held_at("+3650d"));
  CHECK_FALSE(held_at("+0"));
  folder.server().stop();

  for (const bool lost : {false, true}) {
    fake.show("+3650d");
    if (lost) fs::remove(fs::path(folder.data()) / store::clock_file);
    const Ended restored = run({secmp(), "restore", backup, "--data", folder.data(), "--replace"}, fake.environment());
    CHECK_MESSAGE(restored.exit_code == 0, restored.err);
    CHECK(held_at("+3650d"));
    folder.server().stop();
    CHECK_FALSE(held_at("+0"));
    folder.server().stop();
  }
}

TEST_CASE("A simulated clock has nothing that could be accepted") {
  Register folder("2019-03-18T09:00:00Z");
  refused(secmp({"clock", "accept", "--data", folder.data()}), "simulated clock");
  CHECK_FALSE(store::ClockFile(folder.data()).read());
}
