// Compares a folder with this program by its schema and by the mark of its projections, and refills these.
#include "store/up_to_date.hpp"

#include "store/connection.hpp"
#include "store/days.hpp"
#include "store/lost_rows.hpp"
#include "store/migrations.hpp"

namespace store {

void mark_projections(Connection& connection) {
  connection.prepare("INSERT INTO meta VALUES ('projections', ?) ON CONFLICT DO UPDATE SET value = excluded.value")
      .with(projections_code())
      .run();
}

std::optional<std::string> behind(const DataFolder& folder) {
  return guarded(folder.database(), [&]() -> std::optional<std::string> {
    Connection connection(folder.database(), Access::Read);  // the folder's own may be in use on this very thread
    const int version = schema_version(connection.database()), newest = static_cast<int>(migrations().size());
    if (version < newest)
      return "it has schema version " + std::to_string(version) + ", this program has " + std::to_string(newest);
    if (connection.meta("projections") == projections_code()) return std::nullopt;
    return "its summaries are those of another version of the program, schema version " + std::to_string(version);
  });
}

void require_up_to_date(const DataFolder& folder) {
  const auto why = behind(folder);
  if (!why) return;
  const auto name = folder.path().string();
  throw Refusal("the data folder " + name + " is not up to date (" + *why + "): start 'secmp serve --data " + name +
                "' once, which brings it up to date");
}

std::optional<std::string> damage_in(const DataFolder& folder, const engine::Workflows& workflows) {
  const auto lost = lost_rows(folder.database());
  return lost ? lost : fault_of_small(folder.database(), workflows);
}

namespace {
// One that lacks rows is made from its table. Of pages that cannot be read the proof of the chain says which.
void make_indexes_anew(DataFolder& folder) {
  auto& connection = folder.connection();
  const std::scoped_lock hold(connection.mutex());
  connection.database().tryExec("REINDEX");
  refill_days(connection);
}
}  // namespace

std::optional<std::int64_t> bring_up_to_date(DataFolder& folder, const engine::Workflows& workflows,
                                             const Progress& progress) {
  const bool older = behind(folder).has_value();
  if (!older && !damage_in(folder, workflows)) return std::nullopt;
  if (!older) make_indexes_anew(folder);
  return rebuild(folder, workflows, progress);
}

}  // namespace store
