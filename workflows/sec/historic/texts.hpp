// What texts of a register mean: one table of data each. What no table knows is kept as text.
#pragma once

#include "workflows/sec/terms/words.hpp"

namespace sec::historic {

struct StatusReading {
  std::string_view state;  // empty: it says nothing of the state
  std::optional<Status> status;
};
std::optional<StatusReading> read_status(std::string_view text);  // "Refinement Process", "On Hold"
std::optional<Path> read_path(std::string_view text);             // "self_governance", "Path 2", "Authority-Determined"
std::vector<Category> read_parties(std::string_view text);        // "All SEC Parties"; empty: not known
std::vector<std::string> named_parties(std::string_view text);    // "Large Suppliers, DCC": one by one
// The Categories that are meant by another name, or with something in parentheses; empty: not known.
std::vector<Category> read_parties_by_other_words(std::string_view text);
std::vector<std::string> read_releases(std::string_view text);  // "June and November 2019 SEC Releases": in their order
std::optional<ProposerType> read_proposer_type(std::string_view text);
ProposerType type_of_organisation(std::string_view name);  // a Party, if it is none of the bodies of D1.3
std::optional<bool> read_flag(std::string_view text);      // "yes", "false"
std::string plain_words(std::string_view text);            // lower case, one blank between words, "_" and "-" as blanks

}  // namespace sec::historic
