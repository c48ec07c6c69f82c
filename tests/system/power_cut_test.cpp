// Every subcommand on a disk that loses its power: what is found then is what was there, or what was to be; and what
// was acknowledged is there.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/system/busy_server.hpp"
#include "tests/system/recorded_disk.hpp"
#include "tests/system/trial.hpp"

using namespace outside;

namespace {

std::size_t images_of_each() { return in_full() ? 400 : 4; }

// What a subcommand did to its disk, and with which call it said that it had done it.
struct Recorded {
  explicit Recorded(const Trial& trial) {
    trial.begin(at);
    TempFolder folder;
    auto traced = written_down(RecordedDisk::calls, folder.at("calls"));
    const auto words = trial.words(at);
    traced.insert(traced.end(), words.begin(), words.end());
    end = run(traced, at.environment());
    calls = calls_in(folder.at("calls"));
    said = calls.size();
    for (std::size_t i = calls.size(); i-- > 0;)
      if (calls[i].name.starts_with("write") && calls[i].handle() == 1) said = i;
  }
  Place at;
  Ended end;
  std::vector<Call> calls;
  std::size_t said = 0;
};

// After how many of the calls the power goes; a third of the times not before it was said that all is done.
std::vector<std::size_t> moments(const Recorded& was, walk::Dice& dice) {
  std::vector<std::size_t> found;
  const auto within = [&](std::size_t from, std::size_t until) {
    return from + static_cast<std::size_t>(dice.below(static_cast<int>(until - from) + 1));
  };
  for (std::size_t i = 0; i < images_of_each(); ++i)
    found.push_back(i % 3 == 0 && was.end.exit_code == 0 ? within(was.said, was.calls.size())
                                                         : within(0, was.calls.size()));
  std::sort(found.begin(), found.end());
  return found;
}

bool changes_its_disk(const Recorded& was, const Trial& trial) {
  const Place before;
  trial.begin(before);
  return std::any_of(was.calls.begin(), was.calls.end(), [&](const Call& one) {
    return !one.failed() && one.file().starts_with(was.at.path().string()) && one.name != "openat" &&
           one.name != "close" && one.name != "lseek";
  });
}

void is_right_at(const std::vector<std::size_t>& moments, const Trial& trial, const Recorded& was, walk::Dice& dice) {
  // As it was recorded, in a place of that name; the images are in others.
  trial.begin(was.at);
  RecordedDisk disk(was.at.path());
  std::size_t played = 0;
  for (const auto moment : moments) {
    while (played < moment) disk.play(was.calls[played++]);
    const Place at;
    fs::remove_all(at.path());
    disk.after_a_power_cut(at.path(), dice);
    CAPTURE(trial.name());
    CAPTURE(moment);
    CAPTURE(was.said);
    trial.is_right(at, was.end.exit_code == 0 && moment > was.said, true);
  }
}

// How many images there were.
int tried(const Trial& trial, unsigned seed) {
  walk::Dice dice(seed);
  const Recorded was(trial);
  if (!changes_its_disk(was, trial)) return 0;
  const auto all = moments(was, dice);
  is_right_at(all, trial, was, dice);
  return static_cast<int>(all.size());
}

// Whether a server said with this call that something is done: it says so once for each.
bool answers_well(const Call& call) {
  return call.name.starts_with("send") && !call.failed() && call.texts().size() > 0 &&
         call.texts().front().starts_with("HTTP/1.1 2");
}

std::pair<std::vector<Call>, std::vector<BusyServer::Done>> recorded_day(const BusyServer& busy, const Place& at) {
  const TempFolder folder;
  at.become(busy.beginning());
  Server server(at.data(), {}, at.environment(), written_down(RecordedDisk::calls, folder.at("calls")));
  auto day = busy.work(server);
  server.stop();
  return {calls_in(folder.at("calls")), std::move(day.done)};
}

}  // namespace

TEST_CASE("A token that was issued, or revoked, stays so though the power goes") {
  if (!has_strace()) return;
  walk::Dice dice(seed_of_run());
  for (const auto& deed : deeds()) {
    if (!deed.subcommand.starts_with("token ") || !deed.done) continue;
    const Trial trial(deed);
    const Recorded was(trial);
    is_right_at({was.said + 1, was.calls.size(), was.calls.size()}, trial, was, dice);
  }
}

TEST_CASE("Whenever the power goes, what a subcommand has said that it did is there, and nothing is lost" *
          doctest::test_suite("long") * doctest::skip()) {
  if (!has_strace()) return;
  CHECK(of_all_deeds(tried, "images") > 0);
}

TEST_CASE("Whenever the power goes, what a busy server has acknowledged is there, once" * doctest::test_suite("long") *
          doctest::skip()) {
  if (!has_strace()) return;
  walk::Dice dice(seed_of_run());
  const BusyServer busy;
  const Place at;
  const auto [calls, answered] = recorded_day(busy, at);
  REQUIRE(std::count_if(calls.begin(), calls.end(), answers_well) == std::ssize(answered));
  at.become(busy.beginning());
  RecordedDisk disk(at.path());
  std::set<std::size_t> moments;
  for (std::size_t i = 0; i < 10 * images_of_each(); ++i)
    moments.insert(static_cast<std::size_t>(dice.below(static_cast<int>(calls.size()))));
  std::vector<BusyServer::Done> done;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    disk.play(calls[i]);
    if (answers_well(calls[i])) done.push_back(answered[done.size()]);
    if (!moments.contains(i)) continue;
    const Place image;
    fs::remove_all(image.path());
    disk.after_a_power_cut(image.path(), dice);
    CAPTURE(i);
    CAPTURE(done.size());
    busy.is_all_there(image, done);
  }
  MESSAGE(moments.size(), " images");
}
