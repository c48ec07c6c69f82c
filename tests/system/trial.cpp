// Looks at a place as whoever comes next does: with the program itself.
#include "tests/system/trial.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <random>

#include "tests/system/checks.hpp"

namespace outside {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : between) + word;
  return all;
}

bool was_there(const Place& at) { return fs::exists(at.data() + "/secmp.db"); }

}  // namespace

bool in_full() {
  const char* full = std::getenv("SECMP_FULL");
  return full != nullptr && std::string(full) == "1";
}

unsigned seed_of_run() {
  const char* given = std::getenv("SECMP_SEED");
  const unsigned seed =
      given == nullptr ? std::random_device{}() % 1'000'000 : static_cast<unsigned>(std::stoul(given));
  MESSAGE("SECMP_SEED=", seed);
  return seed;
}

Trial::Trial(const Deed& deed) : deed_(deed) {
  deed_.before(beginning_);
  if (was_there(beginning_)) {
    journal_ = ran_well({"journal", "dump", "--data", beginning_.data()});
    tokens_ = ran_well({"token", "list", "--data", beginning_.data()});
  }
  const Place at;
  begin(at);
  undisturbed_ = run(words(at), at.environment());
  CAPTURE(name());
  CAPTURE(undisturbed_.err);
  CHECK(is_done(at));
  if (!deed_.output.empty()) output_ = read_file(at.out(deed_.output));
}

std::string Trial::name() const { return joined(deed_.words(beginning_), " "); }

Words Trial::words(const Place& at) const {
  auto all = deed_.words(at);
  all.insert(all.begin(), secmp());
  return all;
}

void Trial::is_right(const Place& at, bool acknowledged, bool cut_off) const {
  try {
    looks_right(at, acknowledged, cut_off);
  } catch (const std::exception& why) {
    FAIL_CHECK(std::string(why.what()));
  }
}

void Trial::looks_right(const Place& at, bool acknowledged, bool cut_off) const {
  if (acknowledged) CHECK(is_done(at));
  output_is_whole(at, acknowledged, cut_off);
  if (deed_.takes_the_place) goes_again(at);
  starts(at);
  if (deed_.done && !deed_.takes_the_place) goes_again(at);
  nothing_is_lost(at);
  const auto left = joined(at.left_over(), " ");
  CHECK(left == "");
}

// Whoever was killed between the two names of a file leaves it under its first name.
void Trial::output_is_whole(const Place& at, bool acknowledged, bool cut_off) const {
  if (deed_.output.empty()) return;
  const auto found = read_file(at.out(deed_.output));
  const bool is_new = found == output_, is_old = found == "the old one";
  CHECK((is_new || is_old));
  if (acknowledged) CHECK(is_new);
  int strays = 0;
  for (const auto& one : fs::directory_iterator(at.path() / "out"))
    strays += one.path().filename().string().starts_with(".secmp-") ? 1 : 0;
  CHECK(strays <= (cut_off ? 1 : 0));
}

// Done by now, or, if it was done already, refused because it was.
void Trial::goes_again(const Place& at) const {
  const Ended again = run(words(at), at.environment());
  CAPTURE(again.err);
  CHECK(again.signal == 0);
  if (again.exit_code != 0) CHECK(lines_of(again.err).size() >= 1);
  if (deed_.repeatable) CHECK(is_done(at));
}

void Trial::starts(const Place& at) const {
  Server server(at.data(), {}, at.environment());
  CHECK(server.stop().exit_code == 0);
}

void Trial::nothing_is_lost(const Place& at) const {
  const Ended verified = secmp({"journal", "verify", "--data", at.data()});
  CAPTURE(verified.err);
  CHECK(verified.exit_code == 0);
  if (deed_.takes_the_place) return all_that_was_there_is_aside(at);
  const auto journal = ran_well({"journal", "dump", "--data", at.data()});
  CHECK(journal.starts_with(journal_));
  const auto tokens = lines_of(ran_well({"token", "list", "--data", at.data()}));
  for (const auto& one : lines_of(tokens_)) {
    const bool changes = std::any_of(deed_.on_purpose.begin(), deed_.on_purpose.end(),
                                     [&](const auto& name) { return one.find(name) != std::string::npos; });
    CAPTURE(one);
    if (!changes) CHECK(std::find(tokens.begin(), tokens.end(), one) != tokens.end());
  }
}

// Beside the folder, or inside it if it could not be renamed; what stood aside inside it moves aside with it the next
// time.
void Trial::all_that_was_there_is_aside(const Place& at) const {
  if (journal_.empty()) return;
  bool found = false;
  for (const auto& one : fs::recursive_directory_iterator(at.path())) {
    if (one.path().filename().string().find("before-restore-") == std::string::npos) continue;
    const Ended dump = secmp({"journal", "dump", "--data", one.path().string()});
    found = found || dump.out == journal_;
  }
  CHECK(found);
}

int of_all_deeds(const std::function<int(const Trial&, unsigned seed)>& tries, const std::string& what) {
  const unsigned seed = seed_of_run();
  const char* only = std::getenv("SECMP_DEED");
  std::atomic<unsigned> next{0};
  std::atomic<int> all{0};
  const auto work = [&] {
    for (unsigned i = next++; i < deeds().size(); i = next++) try {
        if (only != nullptr && deeds()[i].subcommand != only) continue;
        const Trial trial(deeds()[i]);
        const int tried = tries(trial, seed + i);
        MESSAGE(trial.name(), ": ", tried, " ", what);
        all += tried;
      } catch (const std::exception& why) {
        FAIL_CHECK(deeds()[i].subcommand << ": " << why.what());
      }
  };
  std::thread other(work);
  work();
  other.join();
  MESSAGE(all.load(), " ", what);
  return all;
}

}  // namespace outside
