// Pages that people read: the first one, the lists, each case, papers, help. What they say is what the API shows to the
// same reader, put by the workflow into the words of its rules.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include "api/http/conditions.hpp"
#include "api/http/text.hpp"
#include "api/pages/case_page.hpp"
#include "api/pages/files.hpp"
#include "api/pictures/flow.hpp"
#include "api/pictures/gantt.hpp"
#include "api/routes/acts.hpp"
#include "api/routes/form_page.hpp"
#include "api/routes/kept_calendar.hpp"
#include "api/routes/page.hpp"
#include "api/routes/representation.hpp"
#include "engine/calendar.hpp"
#include "engine/spoken.hpp"

namespace api {
namespace {

using kainjow::mustache::data;
using Json = nlohmann::json;

constexpr int rows_of_page = 25;
constexpr int rows_of_home = 8;
constexpr int entries_at_once = 200;

std::string text_of(const Json& object, const std::string& member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null() || found->is_structured()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

// Of what no workflow has words for: the members of its view that are no lists.
engine::CasePage plain_page(const engine::PageInput& input) {
  const Json view = Json::parse(input.view);
  engine::CasePage page{text_of(view, view.contains("ref") ? "ref" : "id"), text_of(view, "title")};
  for (const auto& [name, value] : view.items())
    if (const auto text = text_of(view, name); !text.empty())
      page.facts.push_back(
          {in_words(name), value.is_string() && !engine::spoken_text(text).empty() ? engine::spoken_text(text) : text});
  return page;
}

engine::PageRow plain_row(const engine::Workflow&, const engine::Json& summary, engine::Time) {
  const Json one = Json::parse(summary);
  return {text_of(one, "ref"), text_of(one, "title"), {}};
}

// The pages of a collection, as its workflows say them or as they are without.
engine::CasePages pages_of(const Read& read, const std::string& collection) {
  const auto* said = read.parts.pages.find(collection);
  engine::CasePages pages = said ? *said : engine::CasePages{collection, in_words(collection), ""};
  if (!pages.one) pages.one = plain_page;
  if (!pages.row) pages.row = plain_row;
  for (auto& filter : pages.filters) {
    if (filter.field != "state" || !filter.among.empty()) continue;
    for (const auto& state : read.rules(collection).states())
      if (!state.name.empty()) filter.among.push_back({std::string(state.name), std::string(state.display)});
  }
  if (pages.data.empty()) pages.data = {{"/v1/" + collection, "JSON", "application/json"}};
  return pages;
}

std::vector<pages::Link> links_of(const std::vector<engine::PageLink>& all) {
  std::vector<pages::Link> links;
  for (const auto& one : all) links.push_back({one.href, one.words, one.media});
  return links;
}

// As the links of a page say it: what else the page was asked for is none of theirs.
std::string query_of(const engine::AsAt& as_at) {
  std::string query;
  if (as_at.effective) query += "&as_at=" + engine::to_text(*as_at.effective);
  if (as_at.known) query += "&known_at=" + engine::to_text(*as_at.known);
  if (!query.empty()) query.front() = '?';
  return query;
}

class ReadingPages {
 public:
  ReadingPages(const Read& read, const std::string& collection, const Forms& forms)
      : read_(read), pages_(pages_of(read, collection)), forms_(forms) {}

  Response list(Call& call) const {
    pages::ListShown shown{pages_, {}};
    shown.q = call.query.text("q").value_or("");
    engine::Filter filter;
    filter.text = shown.q;
    filter.pages_as_at = read_.seen_head.of(call.by);
    std::string query = shown.q.empty() ? "" : "&q=" + encoded(shown.q);
    for (const auto& one : pages_.filters) {
      const auto wanted = call.query.text(one.name).value_or("");
      shown.filters.emplace_back(one, wanted);
      if (wanted.empty()) continue;
      filter.equal.emplace_back(one.field, wanted);
      query += fmt::format("&{}={}", one.name, encoded(wanted));
    }
    const auto cursor = call.query.text("cursor").value_or("");
    call.query.only_known();
    shown.continues = !cursor.empty();
    take_rows(shown, filter, cursor, query);
    const auto hidden = pages::hidden_by(shown);
    auto frame = frame_of(read_, call,
                          fmt::format("{}{}{}", pages_.title, hidden.empty() ? "" : ", " + hidden,
                                      shown.continues ? ", further on" : ""));
    frame.data = links_of(pages_.data);
    shown.opening = opening_of(read_, call, pages_.collection, forms_.opening(pages_.collection));
    return page(read_, call, frame, pages::list_main(shown));
  }

  Response one(Call& call) const {
    const engine::AsAt as_at = read_as_at(call.query);
    const auto done = call.query.number("done", 1, std::numeric_limits<int>::max());
    const auto place = pages::place_in(call.query.text("at").value_or(""));
    call.query.only_known();
    const auto found = find_case(read_, call, pages_.collection, as_at);
    if (found.redirect) return as_page(call, *found.redirect);
    const engine::Workflow& rules = read_.cases.rules_of(found.current);
    const KeptCalendar kept = calendar_of(read_, rules, as_at);
    const auto input = input_of(rules, found.current, *kept.calendar, call.by, as_at);
    const auto made = pages_.one(input);
    pages::CaseShown shown{pages_, made};
    const auto reference = read_.cases.reference_of(found.current);
    const auto address = pages::page_of_case(pages_.collection, reference);
    const auto query = query_of(as_at);
    if (!pages_.chart.empty() && input.answers.contains(pages_.chart))
      shown.picture = fmt::format("{}/{}.svg{}", address, pages_.chart, query);
    if (made.flow) shown.flow = fmt::format("{}/flow.svg{}", address, query);
    shown.papers = papers(rules, found.current, call, input, as_at);
    shown.history = history(rules, found.current, call.by, as_at);
    if (as_at.effective) shown.as_at = engine::to_text(*as_at.effective);
    shown.past = in_words(as_at);
    if (done) shown.done = shown.doing.done = done_by(read_, call, found.current, *done), shown.doing.done_at = place;
    if (call.known && as_at.now()) set_acts(shown, call, found, *kept.calendar, address);
    auto frame = frame_of(read_, call, made.title.empty() ? reference : reference + ": " + made.title);
    if (!shown.past.empty()) frame.title += ", " + shown.past;
    frame.data = {{"/v1" + address + query, "JSON", "application/json"},
                  {"/v1" + address + "/history", "History as JSON", "application/json"},
                  {"/v1" + address + "/history.atom", "Atom", "application/atom+xml"}};
    if (!shown.picture.empty() && as_at.now())
      frame.data.push_back({fmt::format("/v1{}/{}.ics", address, pages_.chart), "Calendar", "text/calendar"});
    return page(read_, call, frame, pages::case_main(shown));
  }

  // The chart that a question is answered with; no page may draw it itself.
  Response picture(Call& call) const {
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const auto found = find_case(read_, call, pages_.collection, as_at);
    if (found.redirect) return as_page(call, *found.redirect);
    const auto answer = asked(read_.cases.rules_of(found.current), found.current, pages_.chart, call.by, as_at);
    if (!answer || !answer->chart) throw Problem("not-found", "there is no picture of it");
    return drawn(call, gantt_svg(*answer->chart));
  }

  // Of what its page says: the same gate.
  Response flow(Call& call) const {
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    const auto found = find_case(read_, call, pages_.collection, as_at);
    if (found.redirect) return as_page(call, *found.redirect);
    const engine::Workflow& rules = read_.cases.rules_of(found.current);
    const KeptCalendar kept = calendar_of(read_, rules, as_at);
    const auto made = pages_.one(input_of(rules, found.current, *kept.calendar, call.by, as_at));
    if (!made.flow) throw Problem("not-found", "there is no picture of it");
    return drawn(call, flow_svg(*made.flow));
  }

  bool draws() const { return !pages_.chart.empty(); }
  const engine::CasePages& pages() const { return pages_; }

 private:
  static Response drawn(const Call& call, std::string svg) {
    Response response{200, {{"Content-Type", "image/svg+xml"}, {"ETag", content_tag(svg)}}, std::move(svg), false, {}};
    return as_page(call, std::move(response));
  }

  // What stands with the parts of the page stands nowhere else.
  void set_acts(pages::CaseShown& shown, Call& call, const FoundCase& found, const engine::Calendar& calendar,
                const std::string& address) const {
    const auto& placed = shown.page.placed;
    auto& doing = shown.doing;
    doing.open = open_to(read_, call, found, calendar);
    const engine::Workflow& rules = read_.cases.rules_of(found.current);
    for (const auto& command : in_their_order(read_, rules, doing.open))
      if (auto link = link_to(read_, call, found.current, command, address); link && !contains(placed, command))
        (contains(pages_.anytime, command) ? shown.anytime : shown.acts).push_back(*std::move(link));
    doing.address = address;
    doing.version = std::to_string(rules.seen_version(found.current, found.current.version, rules.clearance(call.by)));
    doing.form = [this](const std::string& command) -> const pages::FormField& {
      return forms_.of(pages_.collection, command);
    };
    doing.new_key = [&call] { return call.gave_keys = true, new_key(); };
  }

  void take_rows(pages::ListShown& shown, const engine::Filter& filter, const std::string& cursor,
                 const std::string& query) const {
    const auto now = read_.parts.clock.now();
    try {
      const auto found = read_.parts.reader.list(pages_.collection, filter, {}, rows_of_page, cursor);
      for (const auto& item : found.items) shown.rows.push_back(pages_.row(read_.rules(pages_.collection), item, now));
      if (found.next) shown.next = fmt::format("/{}?cursor={}{}", pages_.collection, encoded(*found.next), query);
    } catch (const std::invalid_argument&) {
      throw wrong_parameter("cursor", "it is not one that this list has given");
    }
  }

  engine::PageInput input_of(const engine::Workflow& rules, const engine::Case& current,
                             const engine::Calendar& calendar, const engine::Actor& by,
                             const engine::AsAt& as_at) const {
    engine::PageInput input{rules, calendar, {}, as_at.effective.value_or(read_.today()), {}, {}};
    input.now = as_at.effective ? engine::close_of_business(*as_at.effective) : read_.parts.clock.now();
    input.view = rules.view(current, rules.clearance(by));
    if (input.view.empty()) throw Problem("not-found", no_such(current.id, pages_.collection));
    for (const auto part : rules.parts())
      if (contains(pages_.parts, part)) input.parts.emplace(part, rules.part(current, part, by));
    for (const auto& question : pages_.questions)
      if (auto answer = asked(rules, current, question, by, as_at)) input.answers.emplace(question, *std::move(answer));
    return input;
  }

  // Nothing: these rules do not know it, or have no answer to it now.
  std::optional<engine::Answer> asked(const engine::Workflow& rules, const engine::Case& current,
                                      const std::string& name, const engine::Actor& by,
                                      const engine::AsAt& as_at) const {
    const auto& all = rules.questions();
    if (std::none_of(all.begin(), all.end(), [&](const auto& one) { return one.description.name == name; }))
      return std::nullopt;
    engine::Question question;
    question.name = name;
    question.today = as_at.effective.value_or(read_.today());
    question.by = by;
    const auto gathered = gather(read_.sources(as_at), rules, question, &current);
    auto answer = rules.answer(question, gathered.about, gathered.others);
    auto* found = std::get_if<engine::Answer>(&answer);
    if (!found || !found->why_not.empty()) return std::nullopt;
    return std::move(*found);
  }

  // Those that there are for this reader now.
  std::vector<pages::Link> papers(const engine::Workflow& rules, const engine::Case& current, const Call& call,
                                  const engine::PageInput& input, const engine::AsAt& as_at) const {
    const auto query = query_of(as_at);
    std::vector<pages::Link> links;
    for (const auto& name : pages_.papers) {
      if (!input.answers.contains(name) && !asked(rules, current, name, call.by, as_at)) continue;
      links.push_back(
          {fmt::format("{}/{}{}{}", call.path, name, query, query.empty() ? "?" : "&"), called(read_.parts, name)});
    }
    return links;
  }

  // Newest first.
  std::vector<pages::Happened> history(const engine::Workflow& rules, const engine::Case& current,
                                       const engine::Actor& by, const engine::AsAt& as_at) const {
    std::vector<pages::Happened> all;
    int after = 0;
    while (true) {
      const auto entries = read_.parts.reader.entries(current.id, as_at, after, entries_at_once);
      for (const auto& entry : entries) {
        after = entry.version;
        if (!rules.seen_body(current, entry, by)) continue;
        all.push_back({engine::spoken_short(entry.effective_on), engine::spoken(entry.at),
                       step_called(read_.parts, pages_.collection, entry.event),
                       rules.tells_who(current, entry, by) ? called(read_.parts, entry.by.role) : ""});
      }
      if (entries.size() < static_cast<std::size_t>(entries_at_once)) break;
    }
    std::reverse(all.begin(), all.end());
    return all;
  }

  const Read& read_;
  const engine::CasePages pages_;
  const Forms& forms_;
};

using Shelf = std::map<std::string, std::shared_ptr<const ReadingPages>>;

pages::HomeShown::List list_of(const Read& read, const Call& call, const engine::PageList& wanted,
                               const engine::CasePages& pages) {
  pages::HomeShown::List list{wanted.heading, wanted.when_empty, wanted.collection, {}};
  engine::Filter filter;
  filter.equal = wanted.selection;
  filter.sort = wanted.sort;
  filter.pages_as_at = read.seen_head.of(call.by);
  const auto found = read.parts.reader.list(wanted.collection, filter, {}, rows_of_home, "");
  for (const auto& item : found.items)
    list.rows.push_back(pages.row(read.rules(wanted.collection), item, read.parts.clock.now()));
  if (!found.next) return list;
  list.more = "/" + wanted.collection;
  for (const auto& filter_of_list : pages.filters)
    for (const auto& [field, value] : wanted.selection)
      if (filter_of_list.field == field)
        list.more += fmt::format("{}{}={}", list.more.find('?') == std::string::npos ? '?' : '&', filter_of_list.name,
                                 encoded(value));
  return list;
}

Response home(const Read& read, const Shelf& shelf, Call& call) {
  call.query.only_known();
  const auto& said = read.parts.pages;
  pages::HomeShown shown{read.site.name, said.lead, {}, "", {}, read.site.reports};
  for (const auto& wanted : said.home)
    shown.lists.push_back(list_of(read, call, wanted, shelf.at(wanted.collection)->pages()));
  shown.collections = read.site.navigation;
  if (!shown.collections.empty()) shown.search = shown.collections.front().name;
  auto frame = frame_of(read, call, "Now");
  if (!shown.search.empty()) frame.data = links_of(shelf.at(shown.search)->pages().data);
  return page(read, call, frame, pages::home_main(shown));
}

Response help(const Read& read, Call& call) {
  call.query.only_known();
  data values;
  std::vector<pages::Named> words;
  for (const auto& [name, meaning] : read.parts.pages.help) words.push_back({name, meaning});
  values["lead"] = read.parts.pages.lead;
  values["words"] = pages::named_list(words);
  values["has_words"] = data{!words.empty()};
  values["workflows"] = pages::named_list(read.site.workflows);
  return page(read, call, frame_of(read, call, "Help"), pages::files::help_html, values);
}

Response reports(const Read& read, Call& call) {
  call.query.only_known();
  data values;
  values["reports"] = pages::named_list(read.site.reports);
  return page(read, call, frame_of(read, call, "Papers"), pages::files::reports_html, values);
}

// What these say follows from the register and the clock alone: as everybody sees them they are kept.
Route reading_page(std::string pattern, std::string summary, std::function<Response(Call&)> answer) {
  Route route = page_route(std::move(pattern), std::move(summary), std::move(answer));
  route.kept = true;
  return route;
}

ParameterDescription only_those(const std::string& name) { return {name, "Only those.", R"({"type":"string"})"}; }

void add_picture(Router& router, const std::string& collection, const std::string& name, const std::string& summary,
                 std::function<Response(Call&)> answer) {
  Route picture = page_route(fmt::format("/{}/{{ref}}/{}.svg", collection, name), summary, std::move(answer));
  picture.statuses = {200, 304, 308, 422};
  picture.media = {"image/svg+xml"};
  picture.parameters = as_at_parameters();
  router.add(std::move(picture));
}

void add_pages_of(Router& router, const std::string& collection, const std::shared_ptr<const ReadingPages>& pages) {
  Route list = reading_page("/" + collection, fmt::format("The list of {}, for people.", collection),
                            [pages](Call& call) { return pages->list(call); });
  list.statuses = {200, 304, 422};
  list.parameters = {only_those("q"), {"cursor", "Where the page before ended.", R"({"type":"string"})"}};
  for (const auto& filter : pages->pages().filters) list.parameters.push_back(only_those(filter.name));
  router.add(std::move(list));

  Route one =
      reading_page(fmt::format("/{}/{{ref}}", collection), fmt::format("One of the {}, for people.", collection),
                   [pages](Call& call) { return pages->one(call); });
  one.statuses = {200, 304, 308, 422};
  one.parameters = as_at_parameters();
  router.add(std::move(one));
  if (pages->draws())
    add_picture(router, collection, pages->pages().chart, "Its picture.",
                [pages](Call& call) { return pages->picture(call); });
  if (pages->pages().has_flow)
    add_picture(router, collection, "flow", "The way of all of them, and where on it this one is.",
                [pages](Call& call) { return pages->flow(call); });
}

}  // namespace

void add_reading_pages(Router& router, Context& context) {
  const Read& read = context.read;
  const auto shelf = std::make_shared<Shelf>();
  for (const std::string& collection : read.collections()) {
    const auto pages = std::make_shared<const ReadingPages>(read, collection, *context.forms);
    shelf->emplace(collection, pages);
    add_pages_of(router, collection, pages);
  }
  router.add(reading_page("/", "What is open now, and what comes next.",
                          [&read, shelf](Call& call) { return home(read, *shelf, call); }));
  router.add(
      reading_page("/reports", "Papers on the whole register.", [&read](Call& call) { return reports(read, call); }));
  router.add(reading_page("/help", "How to use the pages, and what their words mean.",
                          [&read](Call& call) { return help(read, call); }));
}

}  // namespace api
