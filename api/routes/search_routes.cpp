// What is found by its words, whatever it is: cases with the places where the words stand.
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/context.hpp"
#include "api/routes/found_text.hpp"
#include "api/routes/representation.hpp"
#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t places_max = 3;  // of one case
constexpr std::size_t text_bytes_max = 500;

std::string place_json(const engine::Passage& passage, const engine::Words& words) {
  std::string text;
  {
    engine::JsonObject out(text);
    out.text("called", passage.called);
    out.text("member", passage.member);
    out.text_or_null("event", passage.event);
    out.text_or_null("on", passage.event.empty() ? "" : engine::to_text(passage.on));
    out.text("text", around(passage.text, words));
  }
  return text;
}

std::string hit_json(const engine::Hit& hit, const engine::Words& words) {
  const auto summary = nlohmann::json::parse(hit.summary);
  const auto reference = summary.value("ref", hit.case_id);
  const auto text_of = [&](const char* member) {
    return summary.contains(member) && summary[member].is_string() ? summary[member].get<std::string>() : std::string();
  };
  std::string text;
  {
    engine::JsonObject out(text);
    out.text("collection", hit.collection);
    out.text("ref", reference);
    out.text("href", fmt::format("/v1/{}/{}", hit.collection, encoded(reference)));
    out.text_or_null("title", text_of("title"));
    out.text_or_null("state", text_of("state"));
    auto places = hit.passages;
    if (places.size() > places_max) places.resize(places_max);
    engine::append_list(out.key("found"), places,
                        [&](std::string& to, const engine::Passage& one) { to += place_json(one, words); });
  }
  return text;
}

// "rank.entry" of the last one that was shown.
std::optional<engine::Hit::Place> place_in(const std::string& cursor) {
  if (cursor.empty()) return std::nullopt;
  engine::Hit::Place place;
  const char* end = cursor.data() + cursor.size();
  const auto rank = std::from_chars(cursor.data(), end, place.rank);
  if (rank.ec == std::errc{} && rank.ptr != end && *rank.ptr == '.') {
    const auto seq = std::from_chars(rank.ptr + 1, end, place.seq);
    const bool sane = place.rank >= -1 && place.rank <= engine::Passage::words && place.seq >= 0 &&
                      place.seq < (std::int64_t{1} << 40);
    if (seq.ec == std::errc{} && seq.ptr == end && sane) return place;
  }
  throw wrong_parameter("cursor", "it is not one that this search has given");
}

Search::Asked asked_in(const Read& read, Call& call) {
  Search::Asked asked;
  const auto paging = read_paging(call.query);
  asked.limit = paging.limit;
  asked.after = place_in(paging.cursor);
  asked.as_at = read_as_at(call.query);
  asked.text = call.query.text("q").value_or("");
  asked.collection = call.query.text("type").value_or("");
  asked.by = call.by;
  call.query.only_known();
  if (asked.text.size() > text_bytes_max)
    throw wrong_parameter("q", fmt::format("it may have {} bytes at most", text_bytes_max));
  if (!asked.collection.empty() && !contains(read.collections(), asked.collection))
    throw wrong_parameter("type", fmt::format("{} is none of these: {}", in_quotes(asked.collection),
                                              engine::joined(read.collections(), ", ")));
  if (!engine::can_be_looked_up(engine::words_in(asked.text)))
    throw wrong_parameter("q", "it needs a word, or a part of one, of three letters or more");
  return asked;
}

Response answer(const Read& read, Call& call) {
  const auto asked = asked_in(read, call);
  const auto page = read.search.find(asked);
  if (!page) throw Problem("busy", "the register is being made ready for searching").header("Retry-After", "2");
  const auto words = engine::words_in(asked.text);
  std::vector<std::string> items;
  for (const auto& hit : page->hits) items.push_back(hit_json(hit, words));
  std::optional<std::string> next;
  if (page->next) next = fmt::format("{}.{}", page->next->rank, page->next->seq);
  return page_response(call, items, next);
}

}  // namespace

void add_search_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{"GET", "/v1/search", "search",
              "What has all these words in one of its texts, as far as the caller may see them."};
  route.statuses = {200, 304, 422};
  route.parameters = both(paging_parameters(), as_at_parameters());
  route.parameters.push_back({"q",
                              "Words, or parts of words, or a reference. Letter case does not matter, nor which kind "
                              "of apostrophe or dash.",
                              R"({"type":"string","minLength":3,"maxLength":500})", "query", true});
  route.parameters.push_back({"type", "Only in this collection.",
                              fmt::format(R"({{"type":"string","enum":{}}})", quoted_list(read.collections()))});
  route.gives[200] = "SearchPage";
  route.answer = [&read](Call& call) { return answer(read, call); };
  router.add(std::move(route));
}

}  // namespace api
