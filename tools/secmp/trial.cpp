// Copies the database of a data folder to a folder among the temporary files.
#include "tools/secmp/trial.hpp"

#include "store/backup.hpp"
#include "store/folder.hpp"

namespace secmp {

Trial::Trial(const std::string& data) : folder_("dry-run") {
  api::report::PrivateFolder::take_away_left();
  if (store::DataFolder::exists(data))
    store::copy_register(store::DataFolder(data, store::Access::Read).database(), folder_.path() / "secmp.db");
}

}  // namespace secmp
