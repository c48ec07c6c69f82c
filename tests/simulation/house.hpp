// The whole program without sockets, on a simulated disk: one request after the other, each answered before the next.
#pragma once

#include <condition_variable>
#include <deque>

#include "api/reading/feed.hpp"
#include "api/routes/application.hpp"
#include "engine/alarm.hpp"
#include "store/folder.hpp"
#include "store/journal.hpp"
#include "store/reader.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/support/story.hpp"

namespace simulation {

// Who acts. Their tokens are their ids.
const std::vector<engine::Actor>& people();
const engine::Actor& person(std::string_view id);  // one of them

// Opens the folder as a start of the program does, and ends with it as a program does that was killed: nothing is
// written down any more than what is.
class House {
 public:
  explicit House(const std::filesystem::path& folder);
  ~House();
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  // As `who`; nobody named: as a stranger. Answers when the program has.
  api::Response ask(std::string_view who, api::Request request);
  void rest();  // the journal's time: checkpoints, and requests that are old

  store::DataFolder folder;
  store::SqliteJournal journal;
  store::SqliteReader reader;
  engine::WallClock clock;
  api::Feed feed{story::rules()};
  engine::Faults faults;
  engine::Processor processor;
  engine::Alarm alarm;
  std::vector<std::string> refused_deadlines;

 private:
  api::Parts parts();

  std::mutex mutex_;  // guards the two below
  std::condition_variable more_;
  std::deque<engine::Once<void()>> posted_;  // for the thread that asks
  std::unique_ptr<api::Application> application_;
};

// A founded folder with a Change Board and a Panel, on a simulated clock that stands at nine on that day: its database.
const std::string& founded(const std::string& first_day);

// A folder as the house expects it, whose database is on the disk alone.
class Site {
 public:
  Site();
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  const std::filesystem::path folder;
  std::string database() const { return (folder / "secmp.db").string(); }
};

}  // namespace simulation
