// Pages of lists: {"items", "next"}, ?limit=, ?cursor= and the Link header.
#pragma once

#include "api/http/router.hpp"

namespace api {

inline constexpr int page_items = 50;
inline constexpr int page_items_max = 200;

struct Paging {
  int limit = page_items;
  std::string cursor;  // empty: the first page
};

Paging read_paging(Query& query);  // throws Problem

// The answer with one page; `next` is the cursor of the next page.
Response page_response(const Call& call, const std::vector<std::string>& items, const std::optional<std::string>& next);

// A page of a list that is at hand as a whole, and that grows at its end alone. Its cursors count items.
Response slice_response(const Call& call, const Paging& paging, const std::vector<std::string>& items);

// A page of one in which items come and go anywhere: its cursors are keys, by which the list is sorted.
struct KeyedItem {
  std::string key;
  std::string json;
};
Response keyed_response(const Call& call, const Paging& paging, const std::vector<KeyedItem>& items);

// A cursor that is a number, as slice_response and the history make them. Throws Problem when it is none.
int read_cursor(const Paging& paging);

const std::vector<ParameterDescription>& paging_parameters();

}  // namespace api
