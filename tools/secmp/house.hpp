// Everything that runs in a process that writes: made in order of dependence, destroyed in reverse.
#pragma once

#include "api/reading/feed.hpp"
#include "engine/alarm.hpp"
#include "store/folder.hpp"
#include "store/journal.hpp"
#include "store/reader.hpp"
#include "store/tokens.hpp"
#include "workflows/all.hpp"

namespace secmp {

class House {
 public:
  // Opens the folder for writing; makes it, with the bodies that every folder has, when there is none. Throws
  // store::Refusal with one line.
  explicit House(const std::string& folder);
  ~House();  // a simulated clock stands still from here on

  void keep_clock();  // writes down where a simulated clock stands; any thread

  const engine::Workflows workflows;
  store::DataFolder folder;
  store::Tokens tokens;
  store::SqliteJournal journal;
  store::SqliteReader reader;
  engine::WallClock clock;
  api::Feed feed;
  engine::Faults faults;
  engine::Processor processor;
  engine::Alarm alarm;
};

// Makes the folder and opens the cases that every folder starts with.
void found(const std::string& folder, std::optional<engine::Time> simulated_start);

}  // namespace secmp
