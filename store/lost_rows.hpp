// Whether rows are gone from the tables of a folder that was whole: as cheap as a start can do it, by counting.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace store {

class Connection;

// Of the projections of this program. A sentence that says where they are missing (or are too many); nothing: nowhere.
// Of what a row says, verify() knows more.
std::optional<std::string> lost_rows(Connection& connection);
std::optional<std::string> lost_rows(const std::filesystem::path& database);  // in one snapshot; and those of days

}  // namespace store
