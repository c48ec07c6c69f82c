// Faults that stop nothing: every one is counted, and a flood of them is written down once a minute.
#include "engine/faults.hpp"

#include <doctest/doctest.h>

#include <boost/assert.hpp>
#include <stdexcept>
#include <string>
#include <vector>

using engine::FaultIn;
using engine::Faults;

namespace {

// Faults under a clock that the test moves.
struct Written {
  std::vector<std::string> lines;
  Faults::Instant now{};
  Faults faults{[this](FaultIn where, std::string_view why, std::uint64_t so_far) {
                  lines.push_back(std::string(to_text(where)) + " " + std::to_string(so_far) + " " + std::string(why));
                },
                [this] { return now; }};
  void fault(FaultIn where, const char* why) { faults.tell(where, std::make_exception_ptr(std::runtime_error(why))); }
};

}  // namespace

TEST_CASE("A flood of faults is one line a minute for each place, and each one counts") {
  Written written;
  for (int i = 0; i < 60'000; ++i) {
    written.fault(FaultIn::alarm, "no reader");
    written.now += std::chrono::milliseconds(2);
  }
  written.fault(FaultIn::watcher, "no memory");
  CHECK(written.lines == std::vector<std::string>{"alarm 1 no reader", "alarm 30001 no reader", "watcher 1 no memory"});
  CHECK(written.faults.so_far(FaultIn::alarm) == 60'000);
  CHECK(written.faults.so_far(FaultIn::watcher) == 1);
  CHECK(written.faults.so_far(FaultIn::completion) == 0);
}

TEST_CASE("It is known for how long a place has had faults") {
  Written written;
  CHECK_FALSE(written.faults.since(FaultIn::watcher));
  written.fault(FaultIn::watcher, "first");
  written.now += std::chrono::seconds(50);
  written.fault(FaultIn::watcher, "second");
  written.now += std::chrono::seconds(7);
  CHECK(written.faults.since(FaultIn::watcher)->first == std::chrono::seconds(57));
  CHECK(written.faults.since(FaultIn::watcher)->last == std::chrono::seconds(7));
  CHECK(written.lines.size() == 1);
}

TEST_CASE("Anything may be thrown, by the log too, and there is no being without one") {
  Written written;
  written.faults.tell(FaultIn::completion, std::make_exception_ptr(7));
  CHECK(written.lines.at(0) == "completion 1 something that is no exception was thrown");
  Faults mute([](FaultIn, std::string_view, std::uint64_t) { throw std::runtime_error("the disk is full"); });
  mute.tell(FaultIn::alarm, std::make_exception_ptr(std::runtime_error("no reader")));
  CHECK(mute.so_far(FaultIn::alarm) == 1);
  CHECK_THROWS_AS(Faults({}), std::invalid_argument);
}

TEST_CASE("What a library takes for impossible is an exception, and not the end of the program") {
  const auto halves = [](int whole) {
    BOOST_ASSERT(whole % 2 == 0);
    return whole / 2;
  };
  CHECK(halves(8) == 4);
  CHECK_THROWS_AS(halves(7), std::logic_error);
}
