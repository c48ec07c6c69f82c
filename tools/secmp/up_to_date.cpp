// Opens folders that an older program has left.
#include "store/up_to_date.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "store/connection.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/progress.hpp"
#include "tools/secmp/up_to_date.hpp"

namespace secmp {

namespace {
// Nothing: another process holds it, or it may not be written.
std::unique_ptr<store::DataFolder> open_to_write(const std::string& data) {
  try {
    return std::make_unique<store::DataFolder>(data, store::Access::Write);
  } catch (const store::Refusal&) {
    return nullptr;
  }
}
// A register without its Change Board would be taken for one that has none.
void require_founded(const store::DataFolder& folder) {
  if (const auto missing = missing_in(store::SqliteReader(folder)); !missing.empty())
    throw store::Refusal(
        fmt::format("the data folder {0} was not founded whole ({1} of what a register begins with "
                    "missing): run 'secmp init --data {0}' again, which founds it",
                    folder.path().string(), missing.size()));
}
// What nothing makes good again: the schema, and the marks of the clock.
void require_unaltered(const store::DataFolder& folder) {
  if (const auto altered = store::fault_of_marks(folder.database(), store::Strange::triggers))
    throw store::Refusal(
        fmt::format("the data folder {} was changed by somebody: {}; see 'secmp journal verify', and {}",
                    folder.path().string(), *altered, store::how_to_restore(folder.path())));
}
std::optional<std::string> damage_of(const store::DataFolder& folder, const engine::Workflows& workflows) {
  return store::behind(folder) ? std::nullopt : store::damage_in(folder, workflows);
}
}  // namespace

store::DataFolder& up_to_date(store::DataFolder& folder, const engine::Workflows& workflows) {
  require_unaltered(folder);
  const auto damage = damage_of(folder, workflows);
  const auto entries = store::bring_up_to_date(folder, workflows, show_progress);
  if (damage)
    spdlog::error("{} was damaged or changed by somebody: {}; what follows from the journal was made anew",
                  folder.path().string(), *damage);
  if (!entries) return folder;
  require_unaltered(folder);  // what hid behind an index that lacked rows
  show_progress(static_cast<std::size_t>(*entries), static_cast<std::size_t>(*entries));
  spdlog::info("brought {} up to date: summaries, tasks and deadlines are made anew from {} entries",
               folder.path().string(), *entries);
  return folder;
}

std::unique_ptr<store::DataFolder> open_to_read(const std::string& data, const engine::Workflows& workflows) {
  auto folder = std::make_unique<store::DataFolder>(data, store::Access::Read);
  require_unaltered(*folder);
  if (!store::behind(*folder) && !damage_of(*folder, workflows)) {
    require_founded(*folder);
    return folder;
  }
  if (const auto writer = open_to_write(data)) up_to_date(*writer, workflows);
  folder = std::make_unique<store::DataFolder>(data, store::Access::Read);
  store::require_up_to_date(*folder);
  if (const auto damage = damage_of(*folder, workflows))
    throw store::Refusal(
        fmt::format("the data folder {} is damaged: {}; 'secmp journal rebuild' makes them anew, and so "
                    "does a start of 'secmp serve'",
                    folder->path().string(), *damage));
  require_founded(*folder);
  return folder;
}

}  // namespace secmp
