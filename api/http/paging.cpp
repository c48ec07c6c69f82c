// Limits and cursors read from the query, pages written as JSON with their ETag and their Link.
#include "api/http/paging.hpp"

#include <fmt/format.h>

#include <charconv>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

// The same address with another cursor.
std::string behind(const Call& call, const std::string& cursor) {
  std::string address = call.path + "?";
  for (const auto& [name, value] : call.query.all())
    if (name != "cursor") address += fmt::format("{}={}&", encoded(name), encoded(value));
  return address + "cursor=" + encoded(cursor);
}

}  // namespace

Paging read_paging(Query& query) {
  return {query.number("limit", 1, page_items_max).value_or(page_items), query.text("cursor").value_or("")};
}

int read_cursor(const Paging& paging) {
  if (paging.cursor.empty()) return 0;
  int at = 0;
  const char* end = paging.cursor.data() + paging.cursor.size();
  const auto [stopped, fault] = std::from_chars(paging.cursor.data(), end, at);
  if (fault != std::errc{} || stopped != end || at < 0)
    throw wrong_parameter("cursor", "it is not one that this list has given");
  return at;
}

Response page_response(const Call& call, const std::vector<std::string>& items,
                       const std::optional<std::string>& next) {
  const std::string following = next ? in_quotes(*next) : "null";
  std::string body = fmt::format(R"({{"items":[{}],"next":{}}})", engine::joined(items, ","), following);
  const std::string tag = content_tag(body);
  Response response = json_response(200, std::move(body));
  response.with("ETag", tag);
  if (next) response.with("Link", fmt::format("<{}>; rel=\"next\"", behind(call, *next)));
  return response;
}

Response slice_response(const Call& call, const Paging& paging, const std::vector<std::string>& items) {
  const auto first = std::min(static_cast<std::size_t>(read_cursor(paging)), items.size());
  const auto last = std::min(first + static_cast<std::size_t>(paging.limit), items.size());
  const auto from = items.begin() + static_cast<std::ptrdiff_t>(first);
  const std::vector<std::string> page(from, from + static_cast<std::ptrdiff_t>(last - first));
  return page_response(call, page, last < items.size() ? std::optional(std::to_string(last)) : std::nullopt);
}

Response keyed_response(const Call& call, const Paging& paging, const std::vector<KeyedItem>& items) {
  std::vector<std::string> page;
  std::string last = paging.cursor;
  for (const KeyedItem& item : items) {
    if (item.key <= paging.cursor) continue;
    // There is one more to show than fits.
    if (page.size() == static_cast<std::size_t>(paging.limit)) return page_response(call, page, last);
    page.push_back(item.json);
    last = item.key;
  }
  return page_response(call, page, std::nullopt);
}

const std::vector<ParameterDescription>& paging_parameters() {
  static const std::vector<ParameterDescription> all = {
      {"limit", "Items of a page.", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"},
      {"cursor", "`next` of the page before.", R"({"type":"string"})"},
  };
  return all;
}

}  // namespace api
