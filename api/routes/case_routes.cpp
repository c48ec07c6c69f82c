// Reading cases: the list, one, its history, and the lists within it.
#include <fmt/format.h>

#include <algorithm>

#include "api/http/conditions.hpp"
#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/answers.hpp"
#include "api/routes/replies.hpp"
#include "api/routes/representation.hpp"
#include "engine/json_node.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

class CaseHandlers {
 public:
  CaseHandlers(const Read& read, std::string collection)
      : read_(read), collection_(std::move(collection)), fields_(read.rules(collection_).summary_fields()) {}

  const std::vector<std::string>& fields() const { return fields_; }
  // Which shape its answers have: `what` within the collection.
  std::string shape(const std::string& what = "") const { return shape_of(read_, collection_ + what); }

  Response list(Call& call) const {
    const Paging paging = read_paging(call.query);
    const engine::AsAt as_at = read_as_at(call.query);
    engine::Filter filter = read_filter(call.query, as_at);
    filter.pages_as_at = read_.seen_head.of(call.by);
    if (!filter.text.empty() && as_at.now()) filter.found = read_.search.cases_with(filter.text, collection_, call.by);
    try {
      const auto page = read_.parts.reader.list(collection_, filter, as_at, paging.limit, paging.cursor);
      return page_response(call, page.items, page.next);
    } catch (const std::invalid_argument&) {
      throw wrong_parameter("cursor", "it is not one that this list has given");
    }
  }

  Response one(Call& call) const {
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const auto found = find_case(read_, call, collection_, as_at);
    if (found.redirect) return *found.redirect;
    return represent(read_, call, found);
  }

  Response history(Call& call) const {
    const Paging paging = read_paging(call.query);
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const auto found = find_case(read_, call, collection_, {});
    if (found.redirect) return *found.redirect;
    const engine::Workflow& rules = read_.cases.rules_of(found.current);
    std::vector<std::string> items;
    int after = read_cursor(paging);
    while (true) {
      const auto entries = read_.parts.reader.entries(found.current.id, as_at, after, page_items_max);
      for (const engine::Entry& entry : entries) {
        const auto body = rules.seen_body(found.current, entry, call.by);
        // There is one more to show than fits: the next page starts after the last one shown.
        if (body && items.size() == static_cast<std::size_t>(paging.limit))
          return page_response(call, items, std::to_string(after));
        after = entry.version;
        if (body) items.push_back(event_json(rules, found.current, entry, call.by, *body));
      }
      if (entries.size() < static_cast<std::size_t>(page_items_max)) return page_response(call, items, std::nullopt);
    }
  }

  Response part(Call& call, const std::string& name) const {
    const Paging paging = read_paging(call.query);
    const auto items = items_of(call, name);
    return items.redirect ? *items.redirect : slice_response(call, paging, items.all);
  }

  Response item(Call& call, const std::string& name) const {
    const auto items = items_of(call, name);
    if (items.redirect) return *items.redirect;
    const std::string& found = items.all[place_of(call, name, items.all)];
    return json_response(200, found).with("ETag", content_tag(found));
  }

  // Byte for byte as the workflow makes it.
  Response document(Call& call, const std::string& name, const std::string& document) const {
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const auto found = find_case(read_, call, collection_, as_at);
    if (found.redirect) return *found.redirect;
    const engine::Workflow& rules = read_.cases.rules_of(found.current);
    const auto place = place_of(call, name, rules.part(found.current, name, call.by));
    auto made = rules.part_document(found.current, name, place, document);
    if (made.text.empty()) throw Problem("not-found", made.why_not);
    const std::string tag = content_tag(made.text);
    return json_response(200, std::move(made.text)).with("ETag", tag);
  }

 private:
  struct Items {
    std::vector<std::string> all;
    std::optional<Response> redirect;
  };

  Items items_of(Call& call, const std::string& name) const {
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const auto found = find_case(read_, call, collection_, as_at);
    if (found.redirect) return {{}, found.redirect};
    const engine::Workflow& rules = read_.cases.rules_of(found.current);
    return {rules.part(found.current, name, call.by), std::nullopt};
  }

  // The place of an item of a part: the path has its own number, if it says one, else counts from 1.
  static std::size_t place_of(const Call& call, const std::string& name, const std::vector<std::string>& all) {
    const std::string& number = call.arguments.at(1);
    const bool digits = number.size() <= 6 && number.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t wanted = digits ? std::stoul(number) : 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (number_of(all[i]).value_or(i + 1) == wanted) return i;
    throw Problem("not-found", fmt::format("{} has {} {}; there is no number {}", call.arguments.at(0), all.size(),
                                           name, in_quotes(number)));
  }

  // Some callers may not see all of a part, so the place in what they see is no name.
  static std::optional<std::size_t> number_of(const std::string& item) {
    std::optional<std::size_t> found;
    engine::JsonNode root;
    if (!engine::JsonNode::read(item, root)) return found;
    root.each_field([&](std::string_view field, const engine::JsonNode& value) {
      if (field == "number" && value.kind() == engine::JsonNode::Kind::integer)
        found = static_cast<std::size_t>(value.integer());
    });
    return found;
  }

  // Of a case that is named otherwise than it is called: the name that it had then.
  std::string called(const std::string& reference, const engine::AsAt& as_at) const {
    const auto id = read_.cases.id_of({collection_, reference});
    const auto current = id ? read_.cases.as_at(*id, as_at) : std::nullopt;
    return current ? read_.cases.reference_of(*current) : reference;
  }

  // States and stages are words of the rules: one that there is not has been mistyped, and is no reason for an empty
  // list.
  void require_known(const std::string& field, const std::string& value) const {
    if (field != "state" && field != "stage") return;
    std::vector<std::string> words;
    for (const auto& rules : read_.parts.workflows.of(collection_))
      for (const engine::StateDescription& one : rules->states())
        if (std::string word(field == "state" ? one.name : one.stage); !word.empty() && !contains(words, word))
          words.push_back(std::move(word));
    if (!contains(words, value))
      throw wrong_parameter(
          field, fmt::format("{} is none of them; these are: {}", in_quotes(value), engine::joined(words, ", ")));
  }

  engine::Filter read_filter(Query& query, const engine::AsAt& as_at) const {
    engine::Filter filter;
    for (const std::string& field : fields_)
      if (const auto value = query.text(field)) {
        require_known(field, *value);
        filter.equal.emplace_back(field, field == "ref" ? called(*value, as_at) : *value);
      }
    filter.text = query.text("q").value_or("");
    filter.sort = query.text("sort").value_or("ref");
    query.only_known();
    const std::string_view field = std::string_view(filter.sort).substr(filter.sort.starts_with('-') ? 1 : 0);
    if (!contains(fields_, field) && field != "ref")
      throw wrong_parameter("sort", fmt::format("{} is not a field of the list; these are: {}", in_quotes(field),
                                                engine::joined(fields_, ", ")));
    return filter;
  }

  const Read& read_;
  const std::string collection_;
  const std::vector<std::string> fields_;
};

std::vector<ParameterDescription> list_parameters(const std::vector<std::string>& fields) {
  std::vector<ParameterDescription> all = both(paging_parameters(), as_at_parameters());
  all.push_back({"q",
                 "Contained in any text that one may see, letter case aside; of the past, in any field of the list.",
                 R"({"type":"string"})"});
  all.push_back({"sort", "A field of the list; -field turns the order round.", R"({"type":"string","default":"ref"})"});
  for (const std::string& field : fields)
    all.push_back({field, fmt::format("Only those with this {}.", field), R"({"type":"string"})"});
  return all;
}

using Handlers = std::shared_ptr<const CaseHandlers>;  // shared by the routes of a collection, which live as long

void add_reading(Router& router, const std::string& collection, const std::string& noun, const Handlers& handlers) {
  const std::string one = fmt::format("/v1/{}/{{ref}}", collection);
  Route list{"GET", "/v1/" + collection, "list", fmt::format("All {}.", collection)};
  list.statuses = {200, 304, 422};
  list.parameters = list_parameters(handlers->fields());
  list.gives[200] = page_name(handlers->shape());
  list.answer = [handlers](Call& call) { return handlers->list(call); };
  router.add(std::move(list));

  Route single{"GET", one, "case", fmt::format("One {}, as the caller may see it.", noun)};
  single.statuses = {200, 304, 308, 422};
  single.parameters = as_at_parameters();
  single.gives[200] = handlers->shape();
  single.answer = [handlers](Call& call) { return handlers->one(call); };
  router.add(std::move(single));

  Route history{"GET", one + "/history", "case history", fmt::format("The events of a {}, oldest first.", noun)};
  history.statuses = {200, 304, 308, 422};
  history.parameters = both(paging_parameters(), as_at_parameters());
  history.gives[200] = "EventPage";
  history.answer = [handlers](Call& call) { return handlers->history(call); };
  router.add(std::move(history));
}

void add_part(Router& router, const std::string& collection, const std::string& noun, const std::string& part,
              const Handlers& handlers) {
  const std::string path = fmt::format("/v1/{}/{{ref}}/{}", collection, part);
  Route all{"GET", path, "case part", fmt::format("The {} of a {}.", part, noun)};
  all.statuses = {200, 304, 308, 422};
  all.parameters = both(paging_parameters(), as_at_parameters());
  all.gives[200] = page_name(handlers->shape("/" + part));
  all.answer = [handlers, part](Call& call) { return handlers->part(call, part); };
  router.add(std::move(all));

  Route one{"GET", path + "/{n}", "case part item", fmt::format("One of the {} of a {}, counted from 1.", part, noun)};
  one.statuses = {200, 304, 308, 422};
  one.parameters = as_at_parameters();
  one.gives[200] = handlers->shape("/" + part);
  one.answer = [handlers, part](Call& call) { return handlers->item(call, part); };
  router.add(std::move(one));
}

void add_document(Router& router, const std::string& collection, const std::string& part, const std::string& document,
                  const Handlers& handlers) {
  Route route{"GET", fmt::format("/v1/{}/{{ref}}/{}/{{n}}/{}", collection, part, document), "case part document",
              fmt::format("The {} of one of the {}, byte for byte the same each time.", document, part)};
  route.statuses = {200, 304, 308, 422};
  route.parameters = as_at_parameters();
  route.gives[200] = handlers->shape("/" + part + "/" + document);
  route.answer = [handlers, part, document](Call& call) { return handlers->document(call, part, document); };
  router.add(std::move(route));
}

}  // namespace

void add_case_routes(Router& router, Context& context) {
  const Read& read = context.read;
  for (const std::string& collection : read.collections()) {
    const auto handlers = std::make_shared<const CaseHandlers>(read, collection);
    const std::string noun(read.rules(collection).noun());
    add_reading(router, collection, noun, handlers);
    for (const std::string_view part : read.rules(collection).parts()) {
      add_part(router, collection, noun, std::string(part), handlers);
      for (const std::string_view document : read.rules(collection).part_documents(part))
        add_document(router, collection, std::string(part), std::string(document), handlers);
    }
  }
}

}  // namespace api
