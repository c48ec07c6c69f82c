// Shares by themselves: who may take how much, whose turn it is, who leaves for whom, and which address is meant.
#include <doctest/doctest.h>

#include <future>

#include "api/guests.hpp"
#include "api/http/address.hpp"
#include "api/http/query_pool.hpp"

using namespace api;

namespace {

const Sharer mallory{false, "192.0.2.66"}, eve{false, "192.0.2.67"}, secretary{true, "s-1"}, clerk{true, "s-2"};

}  // namespace

TEST_CASE("nobody gets all of it, and some of it is for those with a token alone") {
  Shares shares(limits_of(8, 4, 5));
  for (int i = 0; i < 4; ++i) CHECK(shares.take(mallory));
  CHECK_FALSE(shares.take(mallory));  // the share of an address
  CHECK(shares.take(eve, 2));
  CHECK_FALSE(shares.take(eve));  // the rest is kept
  CHECK(shares.take(secretary));
  CHECK(shares.take(clerk));
  CHECK_FALSE(shares.take(clerk));  // there is no more
  shares.give_back(mallory, 4);
  CHECK(shares.take(clerk, 4));
  CHECK_FALSE(shares.take({true, ""}));
  CHECK(shares.all() == 8);
}

TEST_CASE("what is held is given back when it goes, once") {
  Shares shares({10, 10, 10, 10});
  {
    Held held(shares, mallory);
    CHECK(held.grow_to(3));
    CHECK(held.grow_to(7));
    CHECK_FALSE(held.grow_to(11));
    Held other = std::move(held);
    CHECK(shares.of(mallory) == 7);
    held = Held(shares, eve);
    CHECK(held.grow_to(2));
    held = std::move(other);
    CHECK(shares.all() == 7);
  }
  CHECK(shares.all() == 0);
}

TEST_CASE("each client has its turn after the other, those with a token first, and a stranger now and then") {
  Turns<std::string> turns;
  for (int i = 0; i < 5; ++i) turns.add(mallory, "m");
  turns.add(eve, "e");
  for (int i = 0; i < 5; ++i) turns.add(secretary, "S");
  turns.add(clerk, "C");
  std::string order;
  while (const auto turn = turns.next(true)) order += turn->work;
  CHECK(order == "SCSmSSSemmmm");
  turns.add(mallory, "m");
  CHECK_FALSE(turns.next(false));
  CHECK_FALSE(turns.empty());
}

TEST_CASE("strangers never have all threads: whoever has a token is served beside sixty of them") {
  std::promise<void> open;
  const std::shared_future<void> gate = open.get_future().share();
  std::atomic<int> refused = 0, done = 0;
  QueryPool pool({"pool", 2, 1, limits_of(16, 4, 8)});
  for (int i = 0; i < 60; ++i)
    pool.submit(i % 2 == 0 ? mallory : eve, [&, gate](bool there_is_room) {
      if (!there_is_room) ++refused;
      else gate.wait();
      ++done;
    });
  CHECK(refused >= 60 - 8 - 1);
  std::promise<bool> served;
  pool.submit(secretary, [&](bool there_is_room) { served.set_value(there_is_room); });
  CHECK(served.get_future().get());  // while one of the strangers is still at work
  open.set_value();
  while (done < 60) std::this_thread::yield();
}

TEST_CASE("who waits for a thread when it is given up hears so at once, and what is at work is done") {
  std::promise<void> open, begun;
  const std::shared_future<void> gate = open.get_future().share();
  std::atomic<int> refused = 0, done = 0;
  QueryPool pool({"pool", 1, 1, limits_of(16, 4, 8)});
  pool.submit(secretary, [&, gate](bool) {
    begun.set_value();
    gate.wait();
    ++done;
  });
  begun.get_future().wait();
  const auto count = [&](bool there_is_room) { ++(there_is_room ? done : refused); };
  for (int i = 0; i < 3; ++i) pool.submit(mallory, count);
  pool.give_up();
  CHECK(refused == 3);
  pool.submit(secretary, count);
  CHECK(refused == 4);
  open.set_value();
  while (done < 1) std::this_thread::yield();
}

namespace {
struct Visitor : Guest {
  explicit Visitor(int second) : came(std::chrono::seconds(second)), waits(came) {}
  std::optional<Moment> waits_since() const override { return waits; }
  Moment since() const override { return came; }
  void leave_early() override { left = true; }
  const Moment came;
  std::optional<Moment> waits;
  bool left = false;
};
}  // namespace

TEST_CASE("for somebody new that stranger leaves who has waited longest, of the same address if it has too many") {
  Guests guests(limits_of(6, 2, 6));
  Visitor old(1), older(0), newer(2), other(0), newest(3), at_work(0);
  CHECK(guests.welcome(old, mallory));
  CHECK(guests.welcome(older, mallory));
  CHECK(guests.welcome(other, eve));
  CHECK(guests.welcome(newer, mallory));
  CHECK(older.left);
  CHECK_FALSE(other.left);
  old.waits = newer.waits = std::nullopt;  // both are being answered
  CHECK_FALSE(guests.welcome(newest, mallory));
  CHECK_FALSE(old.left);
  guests.recognise(old, "s-1");  // it has room of its own from here on
  CHECK(guests.welcome(newest, mallory));
  for (Visitor* one : {&old, &newer, &newest, &other}) guests.goodbye(*one);
  guests.goodbye(old);
}

TEST_CASE("when nobody waits, the address leaves room that has more than any other, and never for itself") {
  Guests guests(limits_of(8, 4, 8));
  std::vector<std::unique_ptr<Visitor>> busy;
  for (int i = 0; i < 6; ++i) {
    busy.push_back(std::make_unique<Visitor>(10 - i));
    busy.back()->waits = std::nullopt;
    CHECK(guests.welcome(*busy.back(), i < 4 ? mallory : eve));
  }
  Visitor honest(0), again(0), own(0);
  CHECK(guests.welcome(honest, {false, "192.0.2.7"}));
  CHECK(busy[3]->left);  // of mallory's four it has been at it for longest
  honest.waits = std::nullopt;
  CHECK_FALSE(guests.welcome(own, mallory));
  CHECK(guests.welcome(again, {false, "192.0.2.8"}));
  CHECK_FALSE(honest.left);
  CHECK_FALSE(busy[4]->left);
}

TEST_CASE("who has a token stays, however many strangers come") {
  Guests guests(limits_of(8, 2, 8));
  Visitor worker(0);
  CHECK(guests.welcome(worker, secretary));
  std::vector<std::unique_ptr<Visitor>> crowd;
  for (int i = 0; i < 100; ++i) {
    crowd.push_back(std::make_unique<Visitor>(i));
    CHECK(guests.welcome(*crowd.back(), {false, "192.0.2." + std::to_string(i)}));
  }
  CHECK_FALSE(worker.left);
  CHECK(std::count_if(crowd.begin(), crowd.end(), [](const auto& one) { return !one->left; }) == 6);
}

TEST_CASE("an address is written in one way, and a network of IPv6 is one client") {
  CHECK(read_address("192.0.2.1") == "192.0.2.1");
  CHECK(read_address("192.0.2.1:8080") == "192.0.2.1");
  CHECK(read_address("::FFFF:192.0.2.1") == "192.0.2.1");
  CHECK(read_address("[2001:DB8::1]:443") == "2001:db8::1");
  CHECK(read_address("2001:db8:0:0:0:0:0:1") == "2001:db8::1");
  for (const char* none : {"", "unknown", "_hidden", "192.0.2", "192.0.2.256", "[", "::g"}) {
    CAPTURE(none);
    CHECK_FALSE(read_address(none));
  }
  CHECK(network_of("192.0.2.1") == "192.0.2.1");
  CHECK(network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9"));
  CHECK(network_of("2001:db8:1:2::9") != network_of("2001:db8:1:3::9"));
}

TEST_CASE("the client is the last address that no trusted proxy has") {
  const std::vector<std::string> trusted = {"127.0.0.1", "192.0.2.9"};
  const auto from = [&](const std::string& peer, const Headers& headers) {
    return client_address(peer, headers, trusted);
  };
  CHECK(from("192.0.2.1", {{"x-forwarded-for", "192.0.2.2"}}) == "192.0.2.1");  // anybody can write this
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.2"}}) == "192.0.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.3, 192.0.2.2"}}) == "192.0.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.2, 192.0.2.9"}}) == "192.0.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.3"}, {"x-forwarded-for", "192.0.2.2:5"}}) == "192.0.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", " , "}}) == "127.0.0.1");
  CHECK(from("127.0.0.1", {}) == "127.0.0.1");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.3, unknown"}}) == "unknown");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.3, _a-name-of-my-own"}}) == "unknown");
}
