// Brings a backup back as a whole data folder, and moves aside what was there.
#pragma once

#include "store/verify.hpp"

namespace store {

struct RestoreRequest {
  std::filesystem::path file;
  std::filesystem::path folder;
  bool replace = false;  // what is there is moved aside; never deleted
  engine::Time now{};    // in the name of what is moved aside
};

struct Restored {
  Verified journal;                         // without a fault
  std::filesystem::path aside;              // where what was there is now; empty: nothing was there
  std::optional<std::string> behind;        // of an older program
  int tokens = 0;                           // that are valid
  bool said_its_head = false;               // the backup; else nobody knows whether its newest entries are gone
  bool had_tokens = false;                  // the backup; else those of the folder stay
  bool compared = false;                    // with the tokens that were there; else nobody knows which were revoked
  int still_revoked = 0;                    // valid in the backup, revoked since
  std::optional<std::string> not_compared;  // what is wrong with the tokens that were there
};

// What follows from the journal is marked as not of this program: whoever opens the folder with the rules makes it anew
// (bring_up_to_date). The new folder is made beside the old one (FOLDER.restoring), or inside it if it cannot be
// renamed; verified; put on disk; and takes the old one's place in one step, or in steps of which each leaves either a
// whole folder or one that everybody refuses until a restore is run again, which takes the rest of them. Throws
// Refusal: nothing has changed.
Restored restore(const RestoreRequest& request, const Progress& progress = {});

}  // namespace store
