// What records of historic registers say too much: windows that are over, releases that the register dates otherwise.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/bring_in.hpp"
#include "workflows/sec/terms/calendar.hpp"

using namespace sec::historic;
using Dom = nlohmann::json;

namespace {
const engine::Date read_on = std::chrono::year{2022} / 7 / 1;

SourceRecord record(std::initializer_list<std::pair<const char*, const char*>> rows) {
  SourceRecord one;
  one.place = "record 1";
  one.ref = "MP900";
  one.title = "A title";
  one.status = "Implemented";
  for (const auto& [on, text] : rows) one.days.push_back({on, text, ""});
  return one;
}
Brought brought(const SourceRecord& record) { return bring_in(record, read_on, sec::calendar()); }
Dom history(const SourceRecord& of) { return Dom::parse(brought(of).raise).at("position").at("history"); }

// What was done about a doubt of that field; empty: there is none.
std::string doubt(const Brought& brought, DoubtKind kind, const std::string& field) {
  for (const auto& one : brought.doubts)
    if (one.kind == kind && one.field == field) return one.done;
  return "";
}
}  // namespace

TEST_CASE("A decision may be referred for ten Working Days: longer than that no record says that it may") {
  const char* voted = "Change Board voted to approve under Self-Governance";
  auto one = record({{"2020-06-01", voted}, {"2020-11-05", "Implemented"}});
  auto found = history(one);
  CHECK(found[0]["state"] == "appeal-window");
  CHECK(found[1]["on"] == "2020-06-16");
  CHECK(found[1]["state"] == "not-known");
  CHECK_FALSE(found[1].contains("text"));
  CHECK(found[2]["state"] == "implemented");
  CHECK(doubt(brought(one), DoubtKind::not_dated, "milestones/0").find("2020-06-16") != std::string::npos);
  one = record({{"2020-06-01", voted}, {"2020-06-03", "Appeal window closed"}, {"2020-11-05", "Implemented"}});
  CHECK(history(one)[1]["state"] == "not-known");
  CHECK(history(one)[1]["code"] == "NOTE");
  CHECK(doubt(brought(one), DoubtKind::contradiction, "milestones/1").find("2020-06-15") != std::string::npos);
  one = record({{"2020-06-01", voted}, {"2020-06-22", "15 Working Day appeal window closed, no appeals"}});
  found = history(one);
  CHECK(found[1]["state"] == "not-known");
  CHECK(found[2]["state"] == "pending-implementation");
  CHECK(doubt(brought(one), DoubtKind::not_dated, "milestones/0").empty());
  one = record({{"2020-06-01", voted}, {"2020-06-15", "Referral window closed"}});
  CHECK(history(one)[1]["state"] == "pending-implementation");
}

TEST_CASE("What happened to another modification has not happened to this one") {
  const auto state = [](const char* text) {
    const auto found = history(record({{"2020-02-03", "Impact Assessment requested"}, {"2020-06-01", text}}));
    return found[1].value("state", "as before");
  };
  CHECK(state("Ofgem approves MP109") == "not-known");
  CHECK(state("MP109 implemented") == "not-known");
  CHECK(state("MP900A implemented") == "not-known");
  CHECK(state("Ofgem approves MP900") == "pending-implementation");
  CHECK(state("Ofgem approves DP900") == "pending-implementation");
  CHECK(state("On hold pending MP109") == "as before");
}

TEST_CASE("A day of a release that is another one than the register has of it is a doubt") {
  auto one = record({{"2020-11-05", "Implemented"}});
  one.release = "November 2020 SEC Release";
  const auto found = brought(one);
  const auto known = [](engine::Date on) {
    return [on](const std::string& id) -> std::optional<KnownRelease> {
      return id == "november-2020" ? std::optional(KnownRelease{true, on}) : std::nullopt;
    };
  };
  using namespace std::chrono_literals;
  const auto doubts = doubts_of_releases(found, known(2020y / 11 / 29));
  REQUIRE(doubts.size() == 1);
  CHECK(doubts[0].found == "november-2020: 2020-11-05");
  CHECK(doubts[0].done.find("live since 2020-11-29") != std::string::npos);
  CHECK(doubts_of_releases(found, known(2020y / 11 / 5)).empty());
  CHECK(doubts_of_releases(found, [](const std::string&) { return std::nullopt; }).empty());
}

TEST_CASE("A record all of whose days are later tells nothing of how it stood by then") {
  auto one = record({{"2024-12-19", "Amended version issued"}, {"2025-02-03", "DCC consultation closes (5pm)"}});
  one.status = "Development Stage";
  const auto found = brought(one);
  CHECK(history(one)[0]["state"] == "not-known");
  CHECK(doubt(found, DoubtKind::contradiction, "status").find("2024-12-19") != std::string::npos);
  // What is planned lies ahead.
  one = record({{"2022-11-03", "Implementation date"}});
  one.status = "Pending Implementation";
  CHECK(history(one)[0]["state"] == "pending-implementation");
  // And what it tells of days before counts.
  one = record({{"2022-01-10", "Discussed at the CSC"}, {"2022-09-01", "Amended version issued"}});
  one.status = "Development Stage";
  CHECK(history(one).back()["state"] == "development");
}

TEST_CASE("An end after which the timeline goes on is none, unless the status confirms it") {
  auto one = record({{"2020-01-10", "Draft Proposal raised"},
                     {"2020-03-20", "Withdrawn"},
                     {"2020-05-20", "Adopted by another Party"}});
  one.status = "";
  CHECK(history(one)[1]["state"] == "not-known");
  CHECK(doubt(brought(one), DoubtKind::contradiction, "milestones/1").find("Adopted") != std::string::npos);
  CHECK(doubt(brought(one), DoubtKind::unknown_word, "status") == "not given: where it stands is not known");
  one.status = "Withdrawn";
  CHECK(history(one)[1]["state"] == "withdrawn");
  one = record({{"2020-03-20", "Authority rejected"}, {"2020-05-20", "Authority sent back"}});
  one.status = "";
  CHECK(history(one)[0]["state"] == "not-known");
  CHECK(history(one)[1]["state"] == "sent-back");
}

TEST_CASE("No record says that a consultation on the report, or a vote by correspondence, goes on for years") {
  auto one = record({{"2020-01-10", "Modification Report Consultation issued"}, {"2021-11-04", "Implemented"}});
  auto found = history(one);
  CHECK(found[0]["state"] == "report-consultation");
  CHECK(found[1]["on"] == "2020-02-01");
  CHECK(found[1]["state"] == "not-known");
  CHECK(doubt(brought(one), DoubtKind::not_dated, "milestones/0").find("15 Working Days") != std::string::npos);
  one = record({{"2020-01-10", "Modification Report Consultation issued"},
                {"2020-01-31", "Modification Report Consultation closed"},
                {"2021-11-04", "Implemented"}});
  CHECK(history(one)[1]["state"] == "change-board-vote");
  CHECK(history(one)[2]["state"] == "implemented");  // when it meets on it is not bounded
  one = record({{"2020-01-10", "MR issued to Change Board for vote by correspondence"}, {"2021-11-04", "Implemented"}});
  found = history(one);
  CHECK(found[0]["state"] == "change-board-vote");
  CHECK(found[1]["state"] == "not-known");
}
