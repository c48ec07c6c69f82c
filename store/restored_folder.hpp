// A data folder made of a backup, under a name of its own, before it takes its place.
#pragma once

#include "store/restore.hpp"

namespace store {

// Fills `place`, which is made: register, every other file, what has to stay of the folder that was there. Complete,
// verified and on disk when this returns; until then the file names::unfinished is in it. Sets all of `Restored` but
// `aside`.
Restored fill_from_backup(const std::filesystem::path& place, const RestoreRequest& request, const Progress& progress);

}  // namespace store
