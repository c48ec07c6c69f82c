// One function for each kind of reply: its status, its problem, its JSON.
#include "api/routes/replies.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/field_titles.hpp"
#include "engine/json_node.hpp"
#include "engine/json_text.hpp"
#include "engine/text.hpp"
#include "engine/why_not.hpp"

namespace api {

std::string event_json(const engine::Workflow& rules, const engine::Case& current, const engine::Entry& entry,
                       const engine::Actor& seen_by, std::string_view body) {
  const engine::Clearance clearance = rules.clearance(seen_by);
  std::string out;
  {
    engine::JsonObject event(out);
    event.number("seq", entry.seq);
    event.number("version", rules.seen_version(current, entry.version, clearance));
    event.text("event", entry.event.type);
    event.text_or_null("from", entry.event.from);
    event.text("to", entry.event.to);
    event.text("effective_on", engine::to_text(entry.effective_on));
    event.text("at", engine::to_text(entry.at));
    if (rules.tells_who(current, entry, seen_by)) {
      engine::JsonObject by(event.key("by"));
      by.text("id", entry.by.id);
      by.text("role", entry.by.role);
    } else {
      event.null("by");
    }
    event.raw("body", body);
  }
  return out;
}

std::string unmet_json(const std::vector<engine::Unmet>& unmet) {
  std::string out;
  engine::append_list(out, unmet, [](std::string& text, const engine::Unmet& one) {
    engine::JsonObject item(text);
    item.text("guard", one.guard);
    item.text("reason", one.reason);
    item.text("clause", one.clause);
    item.text("who", one.who);
  });
  return out;
}

namespace {

class Answer {
 public:
  Answer(const Read& read, const Sent& sent) : read_(read), sent_(sent) {}

  Response operator()(const engine::Accepted& accepted) const {
    const engine::Workflow& rules = read_.cases.rules_of(accepted.after);
    const engine::Clearance clearance = rules.clearance(sent_.by);
    const std::string view = rules.view(accepted.after, clearance);
    Response response =
        sent_.opens && !accepted.dry_run ? opened(accepted, view) : done(accepted, rules, clearance, view);
    if (accepted.dry_run) return response;
    response.with("ETag", version_tag(rules.seen_version(accepted.after, accepted.after.version, clearance)));
    if (accepted.replayed) say_again(response);
    return response;
  }

  Response operator()(const engine::Refused& refused) const {
    std::string tried;
    engine::append_list(tried, refused.tried, [](std::string& text, const engine::Option& option) {
      engine::JsonObject row(text);
      row.text("to", option.to);
      row.raw("unmet", unmet_json(option.unmet));
    });
    auto problem = Problem("refused", reason(refused))
                       .with("state", in_quotes(refused.state))
                       .with("tried", std::move(tried))
                       .with("possible", quoted_list(refused.possible));
    // A step on another case that it would have brought about.
    if (!refused.of.empty()) problem.with("of", in_quotes(refused.of)).with("pointer", in_quotes(refused.cause));
    Response response = tell(problem);
    if (refused.replayed) say_again(response);
    return response;
  }

  Response operator()(const engine::Forbidden& forbidden) const {
    const bool recorder = contains(forbidden.recorders, sent_.by.role);
    return tell(Problem("not-allowed", fmt::format("the role {} may not send {}{}; {}", sent_.by.role, sent_.command,
                                                   recorder ? " as its own act" : "", engine::who_may(forbidden)))
                    .with("roles", quoted_list(forbidden.roles))
                    .with("recorders", quoted_list(forbidden.recorders)));
  }

  Response operator()(const engine::NotFound& missing) const { return tell(Problem("not-found", missing.what)); }
  Response operator()(const engine::Malformed& malformed) const {
    return tell(wrong_fields(malformed.errors, [this](std::string_view pointer) { return title_of(pointer); }));
  }

  Response operator()(const engine::Conflict& conflict) const {
    return tell(Problem("stale-version", fmt::format("the version is {} now", conflict.version))
                    .with("version", std::to_string(conflict.version))
                    .header("ETag", version_tag(conflict.version)));
  }

  Response operator()(const engine::Reused&) const {
    return tell(Problem("key-reused", "this Idempotency-Key was used before with another path or body"));
  }
  Response operator()(const engine::Busy&) const {
    return tell(Problem("busy", "too many commands are waiting; nothing was done").header("Retry-After", "1"));
  }
  Response operator()(const engine::Broken&) const {
    return tell(Problem("no-writes",
                        "a write to the journal failed; nothing can be changed until the program was started again")
                    .header("Retry-After", "30"));
  }

  Response operator()(const engine::Failed& failed) const {
    spdlog::error("{} on {} failed: {}", sent_.command, sent_.path, failed.why);
    return tell(Problem("fault", "the command met a fault of the program; nothing was changed"));
  }

 private:
  Response tell(const Problem& problem) const { return problem.response(sent_.path); }

  // What the member of the body is called on forms.
  std::string title_of(std::string_view pointer) const {
    for (const engine::Workflow* rules : read_.parts.workflows.of(sent_.collection))
      for (const auto& command : read_.commands_of(*rules))
        if (command.name == sent_.command) return title_at(command.schema, pointer);
    return "";
  }

  Response opened(const engine::Accepted& accepted, const std::string& view) const {
    const std::string reference = read_.cases.reference_of(accepted.after);
    return json_response(201, view).with("Location", fmt::format("/v1/{}/{}", sent_.collection, encoded(reference)));
  }

  Response done(const engine::Accepted& accepted, const engine::Workflow& rules, engine::Clearance clearance,
                const std::string& view) const {
    // What senders did themselves is no secret to them, even if others may not see it yet.
    const std::string seen = rules.seen_body(accepted.after, accepted.entry, sent_.by)
                                 .value_or(rules.gated(accepted.entry.event.body, clearance));
    const std::string event = event_json(rules, accepted.after, accepted.entry, sent_.by, seen);
    const std::string receipt = receipt_of(accepted.entry.event);
    std::string body = "{";
    const std::string more = brought(accepted);
    body.reserve(view.size() + event.size() + receipt.size() + more.size() + 64);
    body += in_quotes(rules.noun());
    for (const std::string_view one :
         {std::string_view(":"), std::string_view(view), std::string_view(",\"event\":"), std::string_view(event),
          std::string_view(receipt), std::string_view(more), std::string_view("}")})
      body += one;
    return json_response(200, std::move(body));
  }

  // What it brought about on other cases, and whether it really did.
  std::string brought(const engine::Accepted& accepted) const {
    std::string text = accepted.dry_run ? R"(,"dry_run":true)" : "";
    if (accepted.brought.empty()) return text;
    text += R"(,"brought":)";
    engine::append_list(text, accepted.brought, [&](std::string& out, const engine::Accepted& one) {
      const engine::Workflow& rules = read_.cases.rules_of(one.after);
      const auto body = rules.seen_body(one.after, one.entry, sent_.by);
      engine::JsonObject item(out);
      item.text("collection", rules.collection());
      item.text("ref", read_.cases.reference_of(one.after));
      if (body) item.raw("event", event_json(rules, one.after, one.entry, sent_.by, *body));
    });
    return text;
  }

  // An event that was given a receipt hands it to its sender.
  static std::string receipt_of(const engine::Event& event) {
    if (event.body.find(R"("receipt":)") == std::string::npos) return "";
    std::string receipt;
    if (engine::JsonNode body; engine::JsonNode::read(event.body, body))
      body.each_field([&](std::string_view name, const engine::JsonNode& value) {
        if (name == "receipt") receipt = R"(,"receipt":)" + value.json();
      });
    return receipt;
  }

  std::string reason(const engine::Refused& refused) const {
    if (refused.tried.empty())
      return fmt::format("{} has no row from the state {}; possible: {}",
                         refused.of.empty() ? sent_.command : "what it asks of " + refused.of, refused.state,
                         refused.possible.empty() ? "nothing" : engine::joined(refused.possible, ", "));
    std::vector<std::string> reasons;
    for (const engine::Unmet& unmet : engine::nearest_reasons(refused)) reasons.push_back(unmet.reason);
    return reasons.empty() ? fmt::format("{} is not possible now", sent_.command) : engine::joined(reasons, "; ");
  }

  const Read& read_;
  const Sent& sent_;
};

}  // namespace

namespace {
// What was recorded, or refused, was so by a clock that is doubted: whoever sent it can see by which time.
void say_doubted(Response& response, const engine::WallClock& clock) {
  if (const auto held = clock.held(); held && held->doubted())
    response.with("Clock", "held; now=" + engine::to_text(held->machine));
}
}  // namespace

Response reply_response(const Read& read, const Sent& sent, const engine::Reply& reply) {
  try {
    Response response = std::visit(Answer(read, sent), reply);
    say_doubted(response, read.parts.clock);
    return response;
  } catch (const std::exception& fault) {  // it is on disk by now, and only showing it went wrong
    spdlog::error("the answer to {} on {} could not be made: {}", sent.command, sent.path, fault.what());
    return Problem("fault", "what was done could not be shown; read it again").response(sent.path);
  }
}

}  // namespace api
