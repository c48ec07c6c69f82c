// What the caller owes, soonest first.
#include <fmt/format.h>

#include "api/http/conditions.hpp"
#include "api/http/paging.hpp"
#include "api/http/text.hpp"
#include "api/pictures/calendar_text.hpp"
#include "api/routes/context.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/kept_calendar.hpp"
#include "api/routes/owed.hpp"
#include "engine/json_text.hpp"
#include "engine/report.hpp"

namespace api {
namespace {

// Since when its day is provisional: its case is asked only if the years that are published may end before.
std::optional<engine::Date> provisional_from(const Read& read, const engine::Calendar& calendar,
                                             const engine::OpenTask& open, const engine::AsAt& as_at) {
  if (!open.task.due || !calendar.may_be_provisional(engine::london_date(*open.task.due))) return std::nullopt;
  const auto current = read.cases.as_at(open.case_id, as_at);
  return current ? read.cases.rules_of(*current).provisional_from(*current, *open.task.due) : std::nullopt;
}

std::string item_of(const engine::OpenTask& open, const std::optional<engine::Date>& provisional) {
  std::string out;
  {
    engine::JsonObject item(out);
    item.text("task", open.task.name);
    item.text("assignee", open.task.assignee);
    item.text_or_null("due", open.task.due ? engine::to_text(*open.task.due) : "");
    if (provisional) item.text("provisional_from", engine::to_text(*provisional));
    item.text("ref", open.reference);
    item.text("collection", open.collection);
    item.text("href", fmt::format("/v1/{}/{}", open.collection, encoded(open.reference)));
  }
  return out;
}

Response page_of(const Read& read, const Call& call, const Paging& paging, const engine::AsAt& as_at) {
  OwedPlace place = read_place(read, call.by, paging.cursor);
  const auto mine = assignees_of(read, call.by);
  const OwedList list(read, mine, as_at, place.seq);
  const KeptCalendar kept = calendar_of(read, as_at);
  std::vector<std::string> items;
  for (; place.offset < list.then().size(); ++place.offset) {
    const engine::OpenTask* open = list.now(list.then()[place.offset]);
    if (!open || !owes(read, *open, call.by, as_at)) continue;
    // There is one more to show than fits.
    if (items.size() == static_cast<std::size_t>(paging.limit)) return page_response(call, items, cursor_at(place));
    items.push_back(item_of(*open, provisional_from(read, *kept.calendar, *open, as_at)));
  }
  return page_response(call, items, std::nullopt);
}

// When it last changed for this reader: a vote that does not show moves no stamp either.
engine::Time seen_change(const Read& read, const engine::Workflow& rules, const engine::Case& current,
                         const engine::Actor& actor) {
  if (rules.seen_version(current, current.version, rules.clearance(actor)) == current.version) return current.at;
  const auto entries = read.parts.reader.entries(current.id, {});
  const auto last = std::find_if(entries.rbegin(), entries.rend(), [&](const engine::Entry& entry) {
    return rules.seen_body(current, entry, actor).has_value();
  });
  return last == entries.rend() ? current.at : last->at;
}

// One entry a task with a day; its version is that of the case, which moves whenever the task does.
engine::Agenda agenda_of(const Read& read, const engine::Actor& actor) {
  engine::Agenda agenda{"Tasks of " + (actor.name.empty() ? actor.id : actor.name), {}};
  for (const engine::OpenTask& open : read.parts.reader.tasks(assignees_of(read, actor))) {
    if (!open.task.due) continue;
    const auto current = read.cases.current(open.case_id);
    if (!current || !owes(read, open, actor, {})) continue;
    const engine::Workflow& rules = read.cases.rules_of(*current);
    engine::Appointment entry;
    entry.uid = fmt::format("{}.{}.{}", open.case_id, open.task.assignee, hash_text(open.task.name));
    entry.sequence = rules.seen_version(*current, current->version, rules.clearance(actor));
    entry.stamp = seen_change(read, rules, *current, actor);
    entry.at = open.task.due;
    entry.on = engine::london_date(*open.task.due);
    entry.title = fmt::format("{}: {}", open.reference, open.task.name);
    if (rules.provisional_from(*current, *open.task.due)) entry.title += engine::provisional_mark;
    agenda.entries.push_back(std::move(entry));
  }
  return agenda;
}

}  // namespace

void add_task_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{"GET", "/v1/tasks", "tasks", "What the caller owes, soonest first."};
  route.statuses = {200, 304, 422};
  route.gives[200] = "TaskPage";
  route.parameters = paging_parameters();
  route.parameters = both(std::move(route.parameters), as_at_parameters());
  route.answer = [&read](Call& call) {
    const Paging paging = read_paging(call.query);
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    return page_of(read, call, paging, as_at);
  };
  router.add(std::move(route));

  Route feed{"GET", "/v1/tasks.ics", "tasks", "What the caller owes by a day, for calendar programs."};
  feed.statuses = {200, 304, 422};
  feed.media = {"text/calendar"};
  feed.parameters = {feed_parameter()};
  feed.answer = [&read](Call& call) {
    read_feed_token(read.parts, call);
    call.query.only_known();
    std::string text = calendar_text(agenda_of(read, call.by), feed_host);
    const std::string tag = content_tag(text);
    return Response{200, {{"Content-Type", "text/calendar; charset=utf-8"}, {"ETag", tag}}, std::move(text), false, {}};
  };
  router.add(std::move(feed));
}

}  // namespace api
