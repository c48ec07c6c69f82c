// Who the caller is to this register.
#include "api/http/conditions.hpp"
#include "api/http/text.hpp"
#include "api/routes/context.hpp"
#include "api/routes/identity.hpp"
#include "engine/calendar.hpp"
#include "engine/json_text.hpp"

namespace api {
namespace {

// The highest class of papers that they may read; empty: there are no classes.
std::string clearance_of(const Read& read, const engine::Actor& by) {
  const engine::Workflow& rules = *read.parts.workflows.all().front();
  std::string highest;
  for (const auto& audience : rules.audiences())
    if (audience.sees <= rules.clearance(by)) highest = std::string(audience.name);
  return highest;
}

std::optional<engine::Date> last_day(const Parts& parts, const Call& call) {
  const std::string* header = call.request.header("authorization");
  return header && parts.last_day ? parts.last_day(token_in(*header)) : std::nullopt;
}

// A Party is called as its token is. It is one by its category, or because tasks are assigned to it as to a Party.
std::string party_of(const Read& read, const engine::Actor& by) {
  const bool has_tasks = read.parts.assignees && contains(read.parts.assignees(by), "party:" + by.id);
  return has_tasks || !by.category.empty() ? by.id : "";
}

Response answer(const Read& read, Call& call) {
  call.query.only_known();
  const engine::Actor& by = call.by;
  const auto expires = last_day(read.parts, call);
  std::string text;
  {
    engine::JsonObject out(text);
    out.text("id", by.id);
    out.text("role", by.role);
    out.text_or_null("seat", by.seat);
    out.text_or_null("party", party_of(read, by));
    out.text_or_null("category", by.category);
    out.text_or_null("expires", expires ? engine::to_text(*expires) : "");
    out.text_or_null("clearance", clearance_of(read, by));
  }
  const std::string tag = content_tag(text);
  return json_response(200, std::move(text)).with("ETag", tag);
}

}  // namespace

void add_me_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{"GET", "/v1/me", "me",
              "Who the caller is here: the token's id, role, seat and Party, its last day, what it may read."};
  route.statuses = {200, 304};
  route.gives[200] = "Me";
  route.answer = [&read](Call& call) { return answer(read, call); };
  router.add(std::move(route));
}

}  // namespace api
