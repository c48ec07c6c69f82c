// What the caller owes, soonest first.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "api/http/conditions.hpp"
#include "api/http/paging.hpp"
#include "api/http/text.hpp"
#include "api/pictures/calendar_text.hpp"
#include "api/routes/context.hpp"
#include "api/routes/identity.hpp"
#include "engine/json_text.hpp"

namespace api {
namespace {

std::vector<std::string> assignees_of(const Read& read, const engine::Actor& actor) {
  if (read.parts.assignees) return read.parts.assignees(actor);
  std::vector<std::string> names = {actor.role, "party:" + actor.id};
  if (!actor.seat.empty()) names.push_back("seat:" + actor.seat);
  return names;
}

// As they were: nobody keeps the tasks of earlier days, but they follow from the cases that there were.
std::vector<engine::OpenTask> tasks_as_at(const Read& read, const engine::Actor& actor, const engine::AsAt& as_at) {
  const auto mine = assignees_of(read, actor);
  std::vector<engine::OpenTask> found;
  for (const std::string& collection : read.collections())
    for (const engine::Listed& listed : read.parts.reader.summaries(collection, as_at)) {
      const auto then = read.cases.as_at(listed.case_id, as_at);
      if (!then) continue;
      const auto projection = read.cases.rules_of(*then).project(*then);
      engine::for_each_task(projection, [&](const engine::Task& task) {
        if (contains(mine, task.assignee))
          found.push_back({collection, then->id, read.cases.reference_of(*then), task});
      });
    }
  const auto place = [&](const engine::OpenTask& one) {
    return read.parts.workflows.first_of(one.collection)->place(one.reference);
  };
  std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    const auto early = std::pair(!a.task.due, a.task.due), late = std::pair(!b.task.due, b.task.due);
    if (early != late) return early < late;
    return std::pair(place(a), a.task) < std::pair(place(b), b.task);
  });
  return found;
}

std::string item_of(const engine::OpenTask& open) {
  std::string out;
  {
    engine::JsonObject item(out);
    item.text("task", open.task.name);
    item.text("assignee", open.task.assignee);
    item.text_or_null("due", open.task.due ? engine::to_text(*open.task.due) : "");
    item.text("ref", open.reference);
    item.text("collection", open.collection);
    item.text("href", fmt::format("/v1/{}/{}", open.collection, encoded(open.reference)));
  }
  return out;
}

// One entry a task with a day; its version is that of the case, which moves whenever the task does.
engine::Agenda agenda_of(const Read& read, const engine::Actor& actor) {
  engine::Agenda agenda{"Tasks of " + (actor.name.empty() ? actor.id : actor.name), {}};
  for (const engine::OpenTask& open : read.parts.reader.tasks(assignees_of(read, actor))) {
    if (!open.task.due) continue;
    const auto current = read.cases.current(open.case_id);
    if (!current) continue;
    const engine::Workflow& rules = read.cases.rules_of(*current);
    engine::Appointment entry;
    entry.uid = fmt::format("{}.{}.{}", open.case_id, open.task.assignee, hash_text(open.task.name));
    entry.sequence = rules.seen_version(*current, current->version, rules.clearance(actor));
    entry.stamp = current->at;
    entry.at = open.task.due;
    entry.on = engine::london_date(*open.task.due);
    entry.title = fmt::format("{}: {}", open.reference, open.task.name);
    agenda.entries.push_back(std::move(entry));
  }
  return agenda;
}

}  // namespace

void add_task_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{"GET", "/v1/tasks", "tasks", "What the caller owes, soonest first."};
  route.statuses = {200, 304, 422};
  route.parameters = paging_parameters();
  route.parameters.insert(route.parameters.end(), as_at_parameters().begin(), as_at_parameters().end());
  route.answer = [&read](Call& call) {
    const Paging paging = read_paging(call.query);
    const engine::AsAt as_at = read_as_at(call.query);
    call.query.only_known();
    std::vector<std::string> items;
    for (const engine::OpenTask& open :
         as_at.now() ? read.parts.reader.tasks(assignees_of(read, call.by)) : tasks_as_at(read, call.by, as_at))
      items.push_back(item_of(open));
    return slice_response(call, paging, items);
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
