// Proof and repair: is the hash chain whole, do the projections say what the journal says; and the journal as text.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>

#include "engine/workflow.hpp"
#include "store/folder.hpp"
#include "store/replay.hpp"
#include "store/schema.hpp"

namespace store {

// Called now and then with the entries done and the entries there are.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;
inline constexpr std::int64_t progress_step = 10'000;  // entries from one call to the next

// Of entries that come in their order, not each of them.
class ProgressTold {
 public:
  ProgressTold(const Progress& progress, std::int64_t all) : progress_(progress), all_(all) {}
  void at(std::int64_t seq) {
    if (!progress_ || seq < told_ + progress_step) return;
    told_ = seq / progress_step * progress_step;
    progress_(told_, all_);
  }

 private:
  const Progress& progress_;
  const std::int64_t all_;
  std::int64_t told_ = 0;
};

struct Verified {
  std::int64_t entries = 0;
  std::int64_t cases = 0;
  std::string head;                  // hash of the newest entry in hex
  std::optional<std::string> fault;  // the first one, a sentence; nothing: all is well
  std::int64_t fault_seq = 0;        // the entry it is about; 0: about no one entry
  Replay::Unlike unlike_the_table = {};
  bool in_the_journal = false;  // the fault is of an entry: nothing that is made anew from the journal cures it
  // Before it there is no entry whose request has to be remembered still.
  std::int64_t remembered_from = 0;
  // The documents that entries keep: hash, and the first entry that keeps it, in words. What is kept is not looked at.
  std::map<std::string, std::string> documents = {};
};

// The whole chain, seq and versions without gaps, and live == rebuilt. `database` may be a backup. Beside a running
// server it looks at one snapshot. Throws Refusal when the file cannot be read.
Verified verify(const std::filesystem::path& database, const engine::Workflows& workflows,
                const Progress& progress = {});
// The chain, seq and the pages of the file alone: for a folder whose projections another version of the program made.
Verified verify_chain(const std::filesystem::path& database, const Progress& progress = {});
// What a start does: the newest `rows` entries of the chain. A sentence when it does not hold.
std::optional<std::string> verify_head(const std::filesystem::path& database, int rows = 64);

// What a start does with a register of at most so many entries: whether all that follows from the journal says what it
// says, as verify() does. A sentence; nothing: it does, or there are more.
inline constexpr std::int64_t proven_at_start_max = 10'000;  // more of them would make a start slow
std::optional<std::string> fault_of_small(const std::filesystem::path& database, const engine::Workflows& workflows);

// Whether somebody has changed what no entry of the chain says: which clock the folder has and where a simulated one
// stands, its tables, indexes and triggers, whether the newest request is remembered; of a small register, whether all
// are, as they were. Of an older folder too. A sentence that names the first one.
std::optional<std::string> fault_of_folder(const std::filesystem::path& database);

// The same without the requests: what a start refuses, for nothing makes it good again, except tables and indexes that
// are none of this program's.
std::optional<std::string> fault_of_marks(const std::filesystem::path& database, Strange strange);

// Empties the projections, refills them from the journal and marks them as this program's, in one transaction; returns
// the number of entries. Throws Refusal, and changes nothing, if the chain does not hold. Remembered requests stay as
// they are: the journal does not know them.
std::int64_t rebuild(DataFolder& folder, const engine::Workflows& workflows, const Progress& progress = {});

// JSON Lines, one entry each, in order.
void dump(const std::filesystem::path& database, std::ostream& out);

}  // namespace store
