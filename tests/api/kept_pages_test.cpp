// Pages that everybody sees are kept, and nobody is shown what is true no longer, or another's.
#include <doctest/doctest.h>

#include <atomic>

#include "api/routes/member_pages.hpp"
#include "tests/api/loopback.hpp"
#include "tests/support/desk.hpp"

using namespace test;

namespace {
// Whose steps may be hidden from everybody outside.
class Discreet : public toy::LoanWorkflow {
 public:
  engine::Clearance clearance(const engine::Actor& actor) const override { return actor.role == "librarian" ? 1 : 0; }
  engine::Json view(const engine::Case& current, engine::Clearance clearance) const override {
    ++viewed;
    return toy::LoanWorkflow::view(current, clearance);
  }
  static inline std::atomic<int> viewed = 0;  // how often somebody had to look
};

const std::string a_reader = "Cookie: __Host-secmp=s-reader-token\r\n";

// What is kept of a page now; nullptr: nothing.
std::shared_ptr<const api::Rendered> kept(Loopback& house) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(house.clock.now().time_since_epoch());
  return house.feed.page("/loans\n" + std::to_string(minute.count()));
}

bool says(const Answer& answer, const std::string& words) { return answer.body.find(words) != std::string::npos; }
}  // namespace

TEST_CASE("A page that everybody sees is kept until something happens that everybody sees") {
  Loopback house;
  const std::string loan = house.opened();
  const Answer first = house.get("/loans");
  REQUIRE(first.status == 200);
  REQUIRE(kept(house) != nullptr);
  CHECK(kept(house)->fresh.ends_with(first.body));
  const Answer again = house.get("/loans");
  CHECK(again.body == first.body);
  for (const char* name : {"content-type", "etag", "vary", "content-security-policy", "cache-control", "clock"})
    CHECK(again.header(name) == first.header(name));
  CHECK(house.get("/loans", "If-None-Match: " + first.header("etag") + "\r\n").status == 304);

  house.post("/v1/loans", R"({"title": "Persuasion", "reader": "reader-7"})", librarian);
  CHECK(kept(house) == nullptr);
  CHECK(says(house.get("/loans"), "Persuasion"));
}

TEST_CASE("What nobody outside sees takes no page away") {
  toy::Desk desk(toy::only(std::make_unique<Discreet>()));
  api::Feed feed(desk.workflows);
  desk.on_commit = [&](const auto& changed) { feed.committed(changed); };
  const auto loan = desk.opened();
  const auto before = feed.pages_stamp();
  feed.keep_page("/loans", std::make_shared<api::Rendered>(), before);
  desk.accepted(toy::command("note", loan, R"({"text": "secret", "private": true})"));
  CHECK(feed.pages_stamp() == before);
  CHECK(feed.page("/loans") != nullptr);
  desk.accepted(toy::command("note", loan, R"({"text": "torn"})"));
  CHECK(feed.pages_stamp() != before);
  CHECK(feed.page("/loans") == nullptr);
  feed.keep_page("/loans", std::make_shared<api::Rendered>(), before);
  CHECK(feed.page("/loans") == nullptr);
}

TEST_CASE("A kept page is as old as a minute at most, by the clock of the register") {
  Loopback house;
  house.opened();
  CHECK_FALSE(says(house.get("/loans"), "2 April 2019"));
  REQUIRE(kept(house) != nullptr);
  house.clock.set(house.clock.now() + std::chrono::seconds{61});
  CHECK(kept(house) == nullptr);
  house.clock.set(engine::read_time("2019-04-02T09:00:00Z").value());
  CHECK(says(house.get("/loans"), "2 April 2019"));
}

TEST_CASE("Who has signed in, or asks for something else, is given no page that is kept") {
  Loopback house;
  house.opened();
  const Answer own = house.get("/loans", a_reader);
  REQUIRE(own.status == 200);
  CHECK(kept(house) == nullptr);
  const Answer everybodys = house.get("/loans");
  REQUIRE(kept(house) != nullptr);
  CHECK(own.header("cache-control") == "no-store");
  CHECK(everybodys.header("cache-control") == "no-cache");
  CHECK(own.body != everybodys.body);
  CHECK(house.get("/loans", a_reader).body == own.body);
  CHECK_FALSE(says(house.get("/loans?q=nothing-like-it"), "L0001"));
}

TEST_CASE("Who has signed in is given their own page again until something happens that they see") {
  Loopback house({.rules = [] { return toy::only(std::make_unique<Discreet>()); }});
  const std::string loan = house.opened();
  const auto page = loan.substr(std::string("/v1").size());
  const Answer first = house.get(page, a_reader);
  REQUIRE(first.status == 200);
  const auto looks_again = [&](const std::string& who) {
    const int before = Discreet::viewed;
    const Answer again = house.get(page, who);
    CHECK(again.status == 200);
    CHECK(again.header("cache-control") == "no-store");
    return Discreet::viewed > before;
  };
  CHECK_FALSE(looks_again(a_reader));
  CHECK(house.get(page, a_reader).body == first.body);

  REQUIRE(
      house.post(loan + "/commands/note", R"({"text": "secret", "private": true})", librarian + Loopback::if_match(1))
          .status == 200);
  const int before = Discreet::viewed;
  CHECK(house.get(page, a_reader).body == first.body);
  CHECK(Discreet::viewed == before);
  REQUIRE(house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + Loopback::if_match(2)).status == 200);
  CHECK(looks_again(a_reader));
  CHECK(house.get(page, a_reader).body != first.body);
  CHECK(looks_again("Cookie: __Host-secmp=s-librarian-token\r\n"));
}

TEST_CASE("What is kept for who has signed in is gone with its minute, and never grows beyond its limit") {
  api::MemberPages pages;
  const auto now = engine::read_time("2019-03-15T09:00:30Z").value();
  pages.keep("mine", {200, {}, "as it was", false, {}}, now);
  CHECK(pages.find("mine", now + std::chrono::seconds{29}).value().body == "as it was");
  CHECK_FALSE(pages.find("another's", now));
  CHECK_FALSE(pages.find("mine", now + std::chrono::seconds{30}));
  pages.keep("large", {200, {}, std::string(api::MemberPages::bytes_max + 1, 'x'), false, {}}, now);
  CHECK_FALSE(pages.find("large", now));
}
