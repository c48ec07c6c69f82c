// Whether a folder is as this program would have left it, and how it becomes so: nothing answers from projections that
// other code has made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/verify.hpp"

namespace store {

class Connection;

// Names the code that makes projections: a hash of its sources, made by the build.
std::string_view projections_code();
// Inside the transaction that fills them, so that a crash leaves either both or neither.
void mark_projections(Connection& connection);

// In what the folder is behind this program ("it has schema version 1, this program has 2"); nothing: in nothing.
std::optional<std::string> behind(const DataFolder& folder);
// Throws Refusal if it is behind: for everybody who reads or writes projections.
void require_up_to_date(const DataFolder& folder);

// What a start can find of damage in the projections of a folder that is not behind: rows that are gone; in a small
// register any that are wrong. A sentence; nothing: none.
std::optional<std::string> damage_in(const DataFolder& folder, const engine::Workflows& workflows);

// For who holds the lock, before anything else is read. Checks the chain and refills the projections in one
// transaction, if they are not of this program or are damaged; returns the number of entries. Nothing: it was
// up to date.
std::optional<std::int64_t> bring_up_to_date(DataFolder& folder, const engine::Workflows& workflows,
                                             const Progress& progress = {});

}  // namespace store
