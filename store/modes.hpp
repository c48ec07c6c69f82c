// Who may read what lies in a data folder: its owner alone, whatever the umask says.
#pragma once

#include <filesystem>

namespace store {

inline constexpr unsigned private_file = 0600, private_folder = 0700;

// An empty file, if there is none of that name, for its owner alone before the first byte is in it. If root makes it,
// it belongs to the owner of the folder that it lies in. What cannot be done here, whoever opens the file hears of.
void make_private_file(const std::filesystem::path& file);
// Made by root in a folder of somebody else, it belongs to them, who could not open it otherwise.
void give_to_owner_of(const std::filesystem::path& folder, const std::filesystem::path& made);
// Takes from all others what they may do with the folder and with everything of ours in it, if it belongs to us or we
// are root. What strangers keep there stays as it is, and cannot be reached any more.
void make_private(const std::filesystem::path& folder);

}  // namespace store
