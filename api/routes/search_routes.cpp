// What is found by its words, whatever it is: cases with the places where the words stand.
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/pages/files.hpp"
#include "api/report/paper_text.hpp"
#include "api/routes/found_text.hpp"
#include "api/routes/page.hpp"
#include "api/routes/representation.hpp"
#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "engine/spoken.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

using kainjow::mustache::data;

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

// A case that was found, as a list tells of it, with the places that are shown.
struct Found {
  explicit Found(const engine::Hit& hit) : places(hit.passages), summary_(nlohmann::json::parse(hit.summary)) {
    reference = text("ref").empty() ? hit.case_id : text("ref");
    if (places.size() > places_max) places.resize(places_max);
  }
  std::string text(const char* member) const {
    const auto found = summary_.find(member);
    return found != summary_.end() && found->is_string() ? found->get<std::string>() : std::string();
  }

  std::string reference;
  std::vector<engine::Passage> places;

 private:
  nlohmann::json summary_;
};

std::string hit_json(const engine::Hit& hit, const engine::Words& words) {
  const Found found(hit);
  std::string text;
  {
    engine::JsonObject out(text);
    out.text("collection", hit.collection);
    out.text("ref", found.reference);
    out.text("href", fmt::format("/v1/{}/{}", hit.collection, encoded(found.reference)));
    out.text_or_null("title", found.text("title"));
    out.text_or_null("state", found.text("state"));
    engine::append_list(out.key("found"), found.places,
                        [&](std::string& to, const engine::Passage& one) { to += place_json(one, words); });
  }
  return text;
}

std::string cursor_of(const engine::Hit::Place& place) { return fmt::format("{}.{}", place.rank, place.seq); }

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

constexpr std::string_view too_short = "it needs a word, or a part of one, of three letters or more";

// What is the same for programs and for people.
Search::Asked asked_in(const Read& read, Call& call, int limit, const std::string& cursor) {
  Search::Asked asked;
  asked.limit = limit;
  asked.after = place_in(cursor);
  asked.text = call.query.text("q").value_or("");
  asked.collection = call.query.text("type").value_or("");
  asked.by = call.by;
  call.query.only_known();
  if (asked.text.size() > text_bytes_max)
    throw wrong_parameter("q", fmt::format("it may have {} bytes at most", text_bytes_max));
  if (!asked.collection.empty() && !contains(read.collections(), asked.collection))
    throw wrong_parameter("type", fmt::format("{} is none of these: {}", in_quotes(asked.collection),
                                              engine::joined(read.collections(), ", ")));
  return asked;
}

Search::Page found_for(const Read& read, const Search::Asked& asked) {
  auto page = read.search.find(asked);
  if (!page) throw Problem("busy", "the register is being made ready for searching").header("Retry-After", "2");
  return *std::move(page);
}

Response answer(const Read& read, Call& call) {
  const auto paging = read_paging(call.query);
  const auto as_at = read_as_at(call.query);
  auto asked = asked_in(read, call, paging.limit, paging.cursor);
  asked.as_at = as_at;
  if (!engine::can_be_looked_up(engine::words_in(asked.text))) throw wrong_parameter("q", std::string(too_short));
  const auto page = found_for(read, asked);
  const auto words = engine::words_in(asked.text);
  std::vector<std::string> items;
  for (const auto& hit : page.hits) items.push_back(hit_json(hit, words));
  std::optional<std::string> next;
  if (page.next) next = cursor_of(*page.next);
  return page_response(call, items, next);
}

// The same for people.
class SearchPage {
 public:
  SearchPage(const Read& read, Call& call)
      : read_(read),
        call_(call),
        cursor_(call.query.text("cursor").value_or("")),
        asked_(asked_in(read, call, hits_of_page, cursor_)),
        words_(engine::words_in(asked_.text)) {}

  Response made() {
    const bool empty = words_.empty(), is_short = !empty && !engine::can_be_looked_up(words_);
    values_["q"] = asked_.text;
    values_["types"] = types();
    values_["empty"] = data{empty};
    values_["collections"] = pages::named_list(read_.site.navigation);
    if (is_short) values_["wrong"] = in_words(too_short);
    if (!empty && !is_short) look();
    auto frame = frame_of(read_, call_, empty ? "Find" : "Find: " + asked_.text);
    frame.error = is_short;
    if (!empty && !is_short) frame.data = {{"/v1" + address(asked_.collection), "JSON", "application/json"}};
    return page(read_, call_, frame, pages::files::search_html, values_, is_short ? 422 : 200);
  }

 private:
  static constexpr int hits_of_page = 20;

  std::string address(const std::string& collection) const {
    const std::string path = "/search?q=" + encoded(asked_.text);
    return collection.empty() ? path : path + "&type=" + encoded(collection);
  }
  std::string called(const std::string& collection) const {
    for (const auto& one : read_.site.navigation)
      if (one.name == collection) return one.title;
    return in_words(collection);
  }

  data types() const {
    return pages::list_of(read_.collections(), [&](data& item, const std::string& collection) {
      item["value"] = collection;
      item["words"] = called(collection);
      item["chosen"] = data{collection == asked_.collection};
    });
  }

  void look() {
    const auto found = found_for(read_, asked_);
    values_["none"] = data{found.hits.empty()};
    values_["some"] = data{!found.hits.empty()};
    values_["several"] = data{words_.size() > 1};
    values_["narrowed"] = data{!asked_.collection.empty()};
    values_["everywhere"] = address("");
    values_["nobody"] = data{!call_.known};
    values_["next_in"] = encoded(call_.request.target);
    values_["continues"] = data{!cursor_.empty()};
    values_["first"] = address(asked_.collection);
    values_["hits"] = pages::list_of(found.hits, [&](data& item, const engine::Hit& hit) { fill(item, hit); });
    if (found.next) values_["next"] = address(asked_.collection) + "&cursor=" + cursor_of(*found.next);
  }

  void fill(data& item, const engine::Hit& hit) const {
    const Found found(hit);
    item["href"] = pages::page_of_case(hit.collection, found.reference);
    item["ref"] = found.reference;
    item["title"] = pieces(found.text("title"));
    item["kind"] = in_words(read_.rules(hit.collection).noun());
    if (const auto state = state_called(hit.collection, found.text("state")); !state.empty()) item["state"] = state;
    item["places"] = pages::list_of(found.places, [&](data& place, const engine::Passage& one) { fill(place, one); });
  }
  void fill(data& place, const engine::Passage& passage) const {
    place["called"] = passage.called;
    place["event"] = passage.event.empty() ? data{false} : data{in_words(passage.event)};
    place["on"] = passage.event.empty() ? "" : engine::spoken(passage.on);
    place["text"] = pieces(around(passage.text, words_));
  }

  data pieces(const std::string& text) const {
    return pages::list_of(marked(text, words_), [](data& item, const Piece& one) {
      item["piece"] = report::printable(one.text);
      item["found"] = data{one.found};
    });
  }
  std::string state_called(const std::string& collection, const std::string& state) const {
    for (const auto& rules : read_.parts.workflows.of(collection))
      for (const auto& one : rules->states())
        if (one.name == state) return std::string(one.display);
    return in_words(state);
  }

  const Read& read_;
  const Call& call_;
  const std::string cursor_;
  const Search::Asked asked_;
  const engine::Words words_;
  data values_;
};

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

  Route for_people = page_route("/search", "What is found, for people.",
                                [&read](Call& call) { return SearchPage(read, call).made(); });
  for_people.statuses = {200, 304, 422};
  for_people.parameters = {{"q", "Words, or parts of words, or a reference.", R"({"type":"string"})"},
                           {"type", "Only in this collection.", R"({"type":"string"})"},
                           {"cursor", "Where the page before ended.", R"({"type":"string"})"}};
  router.add(std::move(for_people));
}

}  // namespace api
