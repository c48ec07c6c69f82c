// Copies the database of a data folder, and when its clock was believed, to a folder among the temporary files.
#include "tools/secmp/trial.hpp"

#include "store/backup.hpp"
#include "store/clock_file.hpp"
#include "store/folder.hpp"

namespace secmp {

Trial::Trial(const std::string& data) : folder_("dry-run") {
  api::report::PrivateFolder::take_away_left();
  if (!store::DataFolder::exists(data)) return;
  store::copy_register(store::DataFolder(data, store::Access::Read).database(), folder_.path() / "secmp.db");
  if (const auto mark = store::ClockFile(data).read()) store::ClockFile(folder_.path()).write(*mark);
}

}  // namespace secmp
