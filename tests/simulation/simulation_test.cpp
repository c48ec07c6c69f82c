// Many seeded lives on a simulated disk. SECMP_SEEDS says how many, SECMP_SEED which is the first, SECMP_STEPS how long
// each is; tools/test-long lives ten thousand.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

#include "tests/simulation/life.hpp"
#include "tests/support/sanitized.hpp"

using namespace simulation;

namespace {

constexpr int seeds_here = test::sanitized ? 6 : 60;
constexpr int steps_of_a_life = 40;
constexpr const char* of_lives = "Whatever happens in a life*";  // a comma would part two patterns

int from_environment(const char* name, int otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::stoi(given);
}

int steps() { return from_environment("SECMP_STEPS", steps_of_a_life); }

// Faults of the disk are meant; nobody reads of them, except who repeats a life with SECMP_LOUD.
struct Quiet {
  Quiet() {
    if (std::getenv("SECMP_LOUD") == nullptr) spdlog::set_level(spdlog::level::off);
  }
  ~Quiet() { spdlog::set_level(spdlog::level::info); }
};

std::uint64_t lived(unsigned seed, Counted& counted) {
  Life life(seed);
  try {
    life.goes_on(steps());
    life.ends();
  } catch (const std::exception& fault) {
    throw std::runtime_error(
        fmt::format("seed {}: {}\n  while: {}\n  again: SECMP_SEED={} SECMP_SEEDS=1 SECMP_STEPS={} {} -tc='{}'", seed,
                    fault.what(), life.doing(), seed, steps(), SECMP_BINARY_DIR "/tests/test_simulation", of_lives));
  }
  counted += life.counted();
  return life.trace();
}

}  // namespace

TEST_CASE("Whatever happens in a life, what is promised holds") {
  const Quiet quiet;
  const int first = from_environment("SECMP_SEED", 1), seeds = from_environment("SECMP_SEEDS", seeds_here);
  Counted counted;
  int broken = 0;
  for (int seed = first; seed < first + seeds && broken < 5; ++seed) {
    try {
      lived(static_cast<unsigned>(seed), counted);
    } catch (const std::exception& fault) {
      ++broken;
      FAIL_CHECK(std::string(fault.what()));
    }
  }
  MESSAGE(
      fmt::format("{} lives from seed {}: {} days, {} acts accepted, {} refused, {} reads, {} power cuts, {} starts "
                  "after a fault or a kill, {} ballots counted again, {} reports printed again, {} requests sent again",
                  seeds, first, counted.days, counted.accepted, counted.refused, counted.reads, counted.power_cuts,
                  counted.restarts, counted.recounts, counted.reprints, counted.replays));
  if (seeds < 60) return;  // too few for everything to have happened
  CHECK(counted.accepted > seeds);
  CHECK(counted.power_cuts >= seeds);
  CHECK(counted.recounts > 0);
  CHECK(counted.reprints > 0);
  CHECK(counted.replays > 0);
}

TEST_CASE("The same seed lives the same life") {
  const Quiet quiet;
  Counted counted;
  for (const unsigned seed : {20190315U, 20190316U, 20190317U}) CHECK(lived(seed, counted) == lived(seed, counted));
  CHECK(lived(1, counted) != lived(4, counted));
}
