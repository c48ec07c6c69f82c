// Writes what the events have made of each case: the tables that can be emptied and refilled. The journal, and a
// rebuild, write through here, so that both write the same.
#pragma once

#include "engine/ports.hpp"
#include "store/connection.hpp"

namespace store {

// How a case is called in lists, and where it stands in them.
struct Name {
  std::string_view reference;
  std::string place;
};
Name name_of(const engine::Listing& listing, std::string_view case_id);  // whose references it looks at

// On the connection of the writer, inside its transaction.
class Projections {
 public:
  explicit Projections(Connection& connection) : connection_(connection) {}

  // One row for all versions in a row that have the same one, at the first of them.
  void summary(std::int64_t seq, const Name& name, const engine::Json& fields);
  // Where the case stands now, and by how many rows it has more in the tables below. Throws std::logic_error when
  // `entry` is not the version after the one on disk.
  void standing(const engine::Change& change, const Name& name, int parts);
  // `said`: the entry that made its newest summary.
  void standing(const engine::Case& current, std::string_view collection, const Name& name, std::int64_t said,
                int parts);
  // Each of these returns by how many rows there are more. Former references remain. Throws std::invalid_argument when
  // another case has one of them.
  int references(std::string_view collection, std::string_view case_id, const std::vector<std::string>& references);
  // Former ones remain, too. Several cases may have one: journals that are older than likenesses.
  int likenesses(std::string_view collection, std::string_view case_id, const std::vector<std::string>& likenesses);
  int mentions(std::string_view case_id, const std::vector<std::string>& references, bool had_some);
  int deadlines(std::string_view case_id, const std::vector<engine::Deadline>& before,
                const std::vector<engine::Deadline>& after);
  int task_gone(std::string_view case_id, const engine::Task& task);  // how many there are fewer
  int task_new(std::string_view case_id, const engine::Task& task);
  void number(std::string_view series, int number);
  void clear();

 private:
  Connection& connection_;
};

}  // namespace store
