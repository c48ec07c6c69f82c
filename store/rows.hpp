// Rows of the journal as entries. The one place that knows in which order their columns are selected.
#pragma once

#include "engine/ports.hpp"
#include "store/connection.hpp"

namespace store {

// Of the table `journal`, which a query may call j.
inline const std::string entry_columns =
    " j.seq, j.case_id, j.workflow, j.version, j.type, j.body, j.from_state, j.to_state, j.effective_on, j.at, j.by_id,"
    " j.by_role, j.request_id ";
inline constexpr int after_entry_columns = 13;  // where further columns begin

engine::Entry entry_of(const Running& row, const std::filesystem::path& file);  // throws Refusal for a damaged date
std::vector<engine::Entry> entries_of(Running& rows, const std::filesystem::path& file);
std::vector<engine::Entry> entries_of_case(Connection& connection, std::string_view case_id);  // all, oldest first
// The ids of the cases that have or had it.
std::vector<std::string> cases_alike(Connection& connection, std::string_view collection, std::string_view likeness);
// The ids of the cases that mention it now.
std::vector<std::string> cases_mentioning(Connection& connection, std::string_view reference);

inline std::int64_t seconds_of(engine::Time instant) { return instant.time_since_epoch().count(); }
inline engine::Time time_of(std::int64_t seconds) { return engine::Time(std::chrono::seconds(seconds)); }

// A task that is due at no time stands last in the order of time.
inline constexpr std::int64_t no_due = std::numeric_limits<std::int64_t>::max();

}  // namespace store
