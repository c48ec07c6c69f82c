// Copies the database of a data folder to a temporary folder, and removes that again.
#include "tools/secmp/trial.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "store/backup.hpp"
#include "store/folder.hpp"

namespace secmp {

Trial::Trial(const std::string& data)
    : path_(std::filesystem::temp_directory_path() / fmt::format("secmp-dry-run-{}", getpid())) {
  std::filesystem::create_directories(path_);
  if (store::DataFolder::exists(data))
    store::copy_register(store::DataFolder(data, store::Access::Read).database(), path_ / "secmp.db");
}

Trial::~Trial() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace secmp
