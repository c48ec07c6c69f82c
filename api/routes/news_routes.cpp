// News of a collection and of a case, for programs that show what is new: the newest events that the caller may see.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/pages/frame.hpp"
#include "api/pictures/atom_text.hpp"
#include "api/pictures/calendar_text.hpp"
#include "api/routes/representation.hpp"
#include "engine/hash.hpp"
#include "engine/json_node.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t items_max = 50;
constexpr std::int64_t looked_at_max = 2000;  // entries for a page of a collection in which little happens
const std::vector<std::string> media = {"application/atom+xml"};

std::string display_of(const engine::Workflow& rules, const std::string& state) {
  const auto states = rules.states();
  const auto found = std::find_if(states.begin(), states.end(), [&](const auto& one) { return one.name == state; });
  return found == states.end() ? state : std::string(found->display);
}

// What the body says in words of its own: a reason, a text.
std::string said_in(std::string_view body) {
  std::string said;
  engine::JsonNode root;
  if (!engine::JsonNode::read(body, root) || root.kind() != engine::JsonNode::Kind::object) return said;
  root.each_field([&](std::string_view field, const engine::JsonNode& value) {
    const bool is_said = field == "outcome" || field == "reason" || field == "title";
    if (is_said && value.kind() == engine::JsonNode::Kind::text)
      said += fmt::format("{}: {}\n", in_words(field), value.text());
  });
  return said;
}

// What ids begin with. They are of this register alone: its first entry is no other one's.
std::string tag_of(const Read& read) {
  constexpr std::size_t digits = 16;
  const auto first = read.parts.reader.recorded_by(engine::Time::max(), 2, 1);
  const auto hash = first.empty() ? std::string() : engine::hex(engine::bytes_of(first.front().hash));
  return fmt::format("tag:{},2019:{}/", feed_host, hash.substr(0, digits));
}

// Empty: this collection has no pages.
std::string page_of(const Read& read, const std::string& collection, const std::string& reference) {
  return read.parts.pages.find(collection) == nullptr ? "" : pages::page_of_case(collection, reference);
}

NewsItem item_of(const Read& read, const std::string& tag, const engine::Workflow& rules, const engine::Case& current,
                 const engine::Entry& entry, const engine::Actor& by, std::string_view body) {
  const auto reference = read.cases.reference_of(current);
  NewsItem item;
  item.id = fmt::format("{}event/{}", tag, entry.seq);
  item.page = page_of(read, std::string(rules.collection()), reference);
  item.link = fmt::format("/v1/{}/{}", rules.collection(), encoded(reference));
  item.title = fmt::format("{}: {}", reference, step_called(read.parts, rules.collection(), entry.event));
  item.updated = entry.at;
  item.author = rules.tells_who(current, entry, by) ? called(read.parts, entry.by.role) : "Somebody";
  const bool moved = entry.event.from != entry.event.to;
  item.text = fmt::format("{}{}. On {}.\n{}", moved ? "Now: " : "Still: ", display_of(rules, entry.event.to),
                          engine::to_text(entry.effective_on), said_in(body));
  return item;
}

// Up to as many as there is room for, the newest first. How far it came: those before it were not looked at.
std::int64_t take(const Read& read, const std::string& collection, const std::vector<engine::Entry>& entries,
                  const engine::Actor& by, std::vector<NewsItem>& items) {
  const auto tag = tag_of(read);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (items.size() == items_max) return std::prev(entry)->seq;
    if (read.parts.workflows.get(entry->workflow).collection() != collection) continue;
    const auto current = read.cases.current(entry->case_id);
    if (!current) continue;
    const engine::Workflow& rules = read.cases.rules_of(*current);
    const auto body = rules.seen_body(*current, *entry, by);
    if (body) items.push_back(item_of(read, tag, rules, *current, *entry, by, *body));
  }
  return entries.empty() ? 1 : entries.front().seq;
}

// Before which entry a page begins; the first one begins with the newest.
std::int64_t read_place(const Read& read, Call& call) {
  const std::int64_t head = read.seen_head.of(call.by);
  const auto cursor = call.query.text("cursor");
  if (!cursor) return head + 1;
  std::int64_t place = 0;
  const char* end = cursor->data() + cursor->size();
  const auto [stopped, fault] = std::from_chars(cursor->data(), end, place);
  if (fault != std::errc{} || stopped != end || place < 1 || place > head + 1)
    throw wrong_parameter("cursor", "it is not one that these news have given");
  return place;
}

std::string older_than(std::int64_t place, const std::string& path) {
  return place > 1 ? fmt::format("{}?cursor={}", path, place) : std::string();
}

Response answer_with(Call& call, News news) {
  call.query.only_known();
  choose_or_refuse(call.request.header("accept"), media);
  std::string text = atom_text(news);
  const std::string tag = content_tag(text);
  const std::string type = media.front() + "; charset=utf-8";
  return Response{200, {{"Content-Type", type}, {"ETag", tag}}, std::move(text), false, {}};
}

Response of_all(const Read& read, Call& call, const std::string& collection) {
  constexpr std::int64_t at_once = 200;
  const std::string path = "/v1/" + collection;
  News news{tag_of(read) + collection,
            call.request.target,
            read.parts.pages.find(collection) == nullptr ? "" : "/" + collection,
            path,
            "News of all " + collection,
            {},
            {}};
  std::int64_t place = read_place(read, call);  // entries before it are still to be looked at
  const std::int64_t end = std::max<std::int64_t>(place - looked_at_max, 1);
  while (place > end && news.items.size() < items_max) {
    const auto first = std::max<std::int64_t>(place - at_once, 1);
    const auto entries = read.parts.reader.journal(first - 1, static_cast<int>(place - first));
    place = take(read, collection, entries, call.by, news.items);
  }
  news.next = older_than(place, path + ".atom");
  return answer_with(call, std::move(news));
}

Response of_one(const Read& read, Call& call, const std::string& collection) {
  const auto found = find_case(read, call, collection, {});
  if (found.redirect) return *found.redirect;
  const engine::Workflow& rules = read.cases.rules_of(found.current);
  if (rules.view(found.current, rules.clearance(call.by)).empty())
    throw Problem("not-found", no_such(call.arguments.at(0), collection));
  const auto reference = read.cases.reference_of(found.current);
  const std::string path = fmt::format("/v1/{}/{}", collection, encoded(reference));
  News news{fmt::format("{}{}/{}", tag_of(read), collection, found.current.id),
            call.request.target,
            page_of(read, collection, reference),
            path,
            "News of " + reference,
            {},
            {}};
  auto entries = read.parts.reader.entries(found.current.id, {});
  const auto before = read_place(read, call);
  std::erase_if(entries, [&](const engine::Entry& entry) { return entry.seq >= before; });
  const auto place = take(read, collection, entries, call.by, news.items);
  if (!entries.empty() && place > entries.front().seq) news.next = older_than(place, path + "/history.atom");
  return answer_with(call, std::move(news));
}

Route news(std::string pattern, std::string summary) {
  Route route{"GET", std::move(pattern), "news", std::move(summary)};
  route.statuses = {200, 304, 406, 422};
  route.media = media;
  route.parameters = {{"cursor", "Older ones: as the feed's link `next` says it.", R"({"type":"string"})"}};
  return route;
}

}  // namespace

void add_news_routes(Router& router, Context& context) {
  const Read& read = context.read;
  for (const std::string& collection : read.collections()) {
    const std::string noun(read.rules(collection).noun());
    Route all = news(fmt::format("/v1/{}.atom", collection),
                     fmt::format("What was new of all {}, the newest first, for programs that show news.", collection));
    all.answer = [&read, collection](Call& call) { return of_all(read, call, collection); };
    router.add(std::move(all));
    Route one = news(fmt::format("/v1/{}/{{ref}}/history.atom", collection),
                     fmt::format("What was new of one {}, the newest first, for programs that show news.", noun));
    one.statuses.push_back(308);
    one.answer = [&read, collection](Call& call) { return of_one(read, call, collection); };
    router.add(std::move(one));
  }
}

}  // namespace api
