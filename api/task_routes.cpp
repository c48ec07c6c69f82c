// What the caller owes, soonest first.
#include <fmt/format.h>

#include "api/json_text.hpp"
#include "api/paging.hpp"
#include "api/shared.hpp"
#include "engine/json_text.hpp"

namespace api {
namespace {

std::vector<std::string> assignees_of(const Shared& shared, const engine::Actor& actor) {
  if (shared.parts.assignees) return shared.parts.assignees(actor);
  std::vector<std::string> names = {actor.role, "party:" + actor.id};
  if (!actor.seat.empty()) names.push_back("seat:" + actor.seat);
  return names;
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

}  // namespace

void add_task_routes(Router& router, Shared& shared) {
  Route route{"GET", "/v1/tasks", "tasks", "What the caller owes, soonest first."};
  route.statuses = {200, 304, 422};
  route.parameters = paging_parameters();
  route.answer = [&shared](Call& call) {
    const Paging paging = read_paging(call.query);
    call.query.only_known();
    std::vector<std::string> items;
    for (const engine::OpenTask& open : shared.parts.reader.tasks(assignees_of(shared, call.by)))
      items.push_back(item_of(open));
    return slice_response(call, paging, items);
  };
  router.add(std::move(route));
}

}  // namespace api
