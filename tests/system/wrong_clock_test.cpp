// A register that was written for a while by a machine whose clock was ahead, after the clock has been put right.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "engine/calendar.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {
void mark_as_simulated(const Register& folder, bool simulated) {
  SQLite::Database database(folder.data() + "/secmp.db", SQLite::OPEN_READWRITE);
  database.exec(std::string("UPDATE meta SET value = '") + (simulated ? "1" : "0") + "' WHERE name = 'simulated'");
}
// As if the machine's clock had stood years ahead: a simulated clock did, and is one no more.
void put_right(const Register& folder) { mark_as_simulated(folder, false); }
std::string in_days(const std::string& day, int days) {
  return engine::to_text(engine::Date(std::chrono::sys_days(engine::read_date(day).value()) + std::chrono::days(days)));
}
}  // namespace

TEST_CASE("What was recorded while the machine's clock was ahead is said at the start, and keeps to its own case") {
  Register folder("2040-03-08T10:00:00Z");
  folder.serve();
  const std::string ahead = folder.raise("Raised while the clock was ahead");
  CHECK(folder.server().stop().exit_code == 0);
  put_right(folder);
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

  const Ended end = folder.server().stop();
  CHECK(end.exit_code == 0);
  CHECK(end.err.find("DP001 (2040-03-08T10:00:") != std::string::npos);
  const Ended verified = secmp({"journal", "verify", "--data", folder.data()});
  CHECK(verified.exit_code == 1);
  CHECK(verified.err.find("is marked as one with the clock of the machine") != std::string::npos);  // see put_right()
  mark_as_simulated(folder, true);
  folder.verify();  // all else holds
}
