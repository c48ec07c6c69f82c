// The rows of the search index: what stands in which table, in which order, and how FTS5 is asked for them.
#pragma once

#include <tuple>

#include "engine/finding.hpp"
#include "store/connection.hpp"

namespace store {

inline const std::string passage_columns = " id, readers, member, called, event, event_on, text ";
engine::Passage passage_in(const Running& row);  // of these columns
// All of a case, with their ids.
std::vector<std::pair<std::int64_t, engine::Passage>> passages_of(Connection& connection, std::string_view case_id);

// An id says rank and entry, so that the order of ids, from the highest down, is that of hits.
std::int64_t lowest_id(int rank, std::int64_t seq);
inline constexpr std::int64_t lowest_of_words = std::int64_t{1} << 60;  // those below it stand in lists alone

// What distinguishes the passages of a case from one another.
using PassageKey = std::tuple<std::int64_t, engine::Readers, std::string, std::string, std::string>;
PassageKey key_of(const engine::Passage& one);

std::string letters_of(std::size_t reader);  // the table with the letters of texts that no lower reader sees
std::size_t lowest_reader(engine::Readers readers);
// A question to FTS5: every three letters in a row of every word that is long enough.
std::string question(const engine::Words& words);
// The ids of the passages with these letters (?1) that this reader may see, from the highest down, not below ?2 and
// below ?3. No join: SQLite would make one query of both, and forget the order.
std::string ids_with_letters(std::size_t reader);

}  // namespace store
