// Finds cases by their texts: what has been made ready for that, and the newest entries, looked through as they are.
#pragma once

#include <set>

#include "api/reading/cases.hpp"
#include "engine/finding.hpp"

namespace api {

// Query threads only: it reads the database.
class Search {
 public:
  struct Asked {
    std::string text;
    std::string collection;  // empty: any
    engine::AsAt as_at;
    engine::Actor by;
    std::optional<engine::Hit::Place> after;  // the last one of the page before
    int limit = 0;
  };
  struct Page {
    std::vector<engine::Hit> hits;
    std::optional<engine::Hit::Place> next;
  };

  // `index` may be nullptr: then everything is looked through.
  Search(const engine::Workflows& workflows, const engine::Reader& reader, const Cases& cases,
         const engine::Finding& finding, const engine::SearchIndex* index)
      : workflows_(workflows), reader_(reader), cases_(cases), finding_(finding), index_(index) {}

  // Nothing: the index is being made, and too much is not in it yet.
  std::optional<Page> find(const Asked& asked) const;
  // The ids of all cases of today that have these words where this caller sees them, or in lists. Nothing: that cannot
  // be looked up now.
  std::optional<std::vector<std::string>> cases_with(std::string_view text, const std::string& collection,
                                                     const engine::Actor& by) const;

 private:
  struct Sought {
    const Asked& asked;
    engine::Words words;
    std::size_t reader = 0;
  };
  class Pick;

  std::optional<std::set<std::string>> not_in_index(std::optional<std::int64_t> up_to) const;
  std::optional<engine::Hit> looked_through(const std::string& case_id, const engine::AsAt& as_at,
                                            const Sought& sought) const;
  std::vector<engine::Hit> called(const Sought& sought) const;

  const engine::Workflows& workflows_;
  const engine::Reader& reader_;
  const Cases& cases_;
  const engine::Finding& finding_;
  const engine::SearchIndex* index_;
};

}  // namespace api
