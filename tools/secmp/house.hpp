// Everything that runs in a process that writes: made in order of dependence, destroyed in reverse.
#pragma once

#include "api/reading/feed.hpp"
#include "engine/alarm.hpp"
#include "store/documents.hpp"
#include "store/folder.hpp"
#include "store/head.hpp"
#include "store/journal.hpp"
#include "store/reader.hpp"
#include "store/search_index.hpp"
#include "store/tokens.hpp"
#include "tools/secmp/clock_keeper.hpp"
#include "workflows/all.hpp"

namespace secmp {

class House {
 public:
  // Opens the folder for writing; makes it when there is none, and founds the cases that every folder begins with
  // as far as they are missing. Throws store::Refusal with one line.
  explicit House(const std::string& folder);
  ~House();  // a simulated clock stands still from here on, and where the machine's was is written down

  void keep_clock();  // writes down where a simulated clock stands; any thread
  void keep_head();   // and how far the journal has come, unless entries are missing; one thread at a time
  void watch_clock() { keeper_.look(); }  // the machine's; every second, one thread at a time

  const engine::Workflows workflows;
  store::DataFolder folder;
  store::Tokens tokens;
  store::Documents documents;
  store::SqliteJournal journal;
  store::SqliteReader reader;
  const engine::Finding finding = workflows::finding();
  store::SqliteSearchIndex search_index;  // kept up by who serves
  engine::WallClock clock;
  api::Feed feed{workflows};
  engine::Faults faults;
  engine::Processor processor;
  engine::Alarm alarm;
  std::vector<std::string> founded;         // by this start: bodies/panel
  std::optional<std::string> head_missing;  // what the journal lacks at its end of what it had; as found at the start

 private:
  void found_what_is_missing();
  void stand_still();
  void undisturbed(void (House::*keep)(), std::string_view what);  // by a disk that is full

  ClockKeeper keeper_;
  const store::HeadFile head_file_;
  store::Head kept_head_;
};

// The commands that open those of the cases that every folder begins with which are not there.
std::vector<engine::Command> missing_in(const engine::Reader& reader);

}  // namespace secmp
