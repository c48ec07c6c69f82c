// Lists of cases as SQL: filter, order, date and page. It writes the question; the reader asks it.
#pragma once

#include "engine/ports.hpp"
#include "store/connection.hpp"
#include "store/cursor.hpp"

namespace store {

// One page of a list, as it is now or as at a date, as a statement. All pages show each case as the journal had it when
// the first was read: what is in the list throughout is on exactly one of them, whatever happens to it meanwhile.
class ListQuery {
 public:
  // Throws std::invalid_argument for a cursor that is not of this list. `limit` 0: all.
  ListQuery(std::string_view collection, const engine::Filter& filter, const engine::AsAt& as_at, int limit,
            std::string_view cursor);

  engine::Page run(Connection& connection) const;

 private:
  // `along_index`: of today, when nothing was written since `seq`, the entry that the pages are as at.
  engine::Page page(Connection& connection, std::int64_t seq, bool along_index) const;
  std::int64_t told(std::int64_t seq) const;  // what its cursor says of the entry that the page is as at
  std::string sql(bool along_index) const;
  std::string sort_value() const;
  void bind(Running& rows, std::int64_t seq, bool along_index) const;
  std::string name() const;  // of the list, for its cursors

  const std::string collection_;
  const engine::Filter filter_;
  const std::string effective_;
  const std::int64_t known_;
  const bool now_;
  const int limit_;
  const bool backwards_;
  const std::string field_;     // that it is sorted by
  std::string found_;           // Filter::found as JSON
  std::optional<Place> place_;  // the page begins after it
};

// The latest that `as_at` allows, as the journal's columns have it.
std::string effective_bound(const engine::AsAt& as_at);
std::int64_t known_bound(const engine::AsAt& as_at);

// All cases of a collection as at a time, in the order of their places.
std::vector<engine::Listed> every_summary(Connection& connection, std::string_view collection,
                                          const engine::AsAt& as_at);

}  // namespace store
