// Commands: from a request to the processor's queue, and back.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "api/http/body_text.hpp"
#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/answers.hpp"
#include "api/routes/replies.hpp"

namespace api {
namespace {

// What the collection's workflows say of a command; nothing when none of them has it.
struct Known {
  bool any_version = false;
  std::vector<std::string> roles;      // who may send it, in all workflows together; empty: the program alone
  std::vector<std::string> recorders;  // and who may record it for them
};

class Sender {
 public:
  Sender(Context& context, const std::string& collection)
      : context_(context), read_(context.read), collection_(collection) {
    for (const engine::Workflow* rules : read_.parts.workflows.of(collection))
      for (const auto& command : read_.commands_of(*rules)) {
        if (command.opens) opening_ = command.name;
        Known& known = known_[std::string(command.name)];
        known.any_version |= command.any_version;
        for (const std::string_view role : command.roles)
          if (!contains(known.roles, role)) known.roles.emplace_back(role);
        for (const std::string_view role : command.recorders)
          if (!contains(known.recorders, role)) known.recorders.emplace_back(role);
      }
  }

  const std::string& opening() const { return opening_; }

  // Whether this caller's role may not send it, whatever its body says.
  bool turned_down(const Call& call, Respond& respond) {
    engine::Command command;
    command.reference = call.arguments.empty() ? "" : call.arguments.at(0);
    command.name = call.arguments.empty() ? opening_ : call.arguments.at(1);
    command.by = call.by;
    const Known& known = known_command(command);
    if (contains(known.roles, call.by.role) || contains(known.recorders, call.by.role)) return false;
    refuse(command, call, respond, std::nullopt);
    return true;
  }

  void open(Call call, Respond& respond) {
    engine::Command command = command_of(call, "", opening_);
    send(std::move(command), std::move(call), respond, true);
  }

  void step(Call call, Respond& respond) {
    engine::Command command = command_of(call, call.arguments.at(0), call.arguments.at(1));
    if (const auto problem = read_version(read_if_match(call.request.header("if-match")), command))
      return refuse(command, call, respond, *problem);
    send(std::move(command), std::move(call), respond, false);
  }

 private:
  const Known& known_command(const engine::Command& command) const {
    const auto found = known_.find(command.name);
    if (found == known_.end() || (!command.reference.empty() && command.name == opening_))
      throw Problem("not-found", fmt::format("there is no command {}", in_quotes(command.name)))
          .with("commands", quoted_list(names()));
    return found->second;
  }

  engine::Command command_of(Call& call, std::string reference, std::string name) const {
    const auto dry_run = call.query.text("dry_run");
    call.query.only_known();
    if (dry_run && *dry_run != "true" && *dry_run != "false") throw wrong_parameter("dry_run", "it is true or false");
    engine::Command command;
    command.dry_run = dry_run == "true";
    command.collection = collection_;
    command.reference = std::move(reference);
    command.name = std::move(name);
    known_command(command);
    command.body = read_body(call.request);
    command.by = call.by;
    command.request_id = read_key(call.request);
    if (command.dry_run) command.request_id.clear();  // nothing is done, so nothing is done twice
    if (!command.request_id.empty()) command.fingerprint = fingerprint_of(call);
    return command;
  }

  // Those that a caller may send.
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& [name, known] : known_)
      if (name != opening_ && !known.roles.empty()) all.push_back(name);
    return all;
  }

  // What is wrong with If-Match; nothing when it will do.
  std::optional<Problem> read_version(const IfMatch& match, engine::Command& command) const {
    const bool any_version = known_.at(command.name).any_version;
    if (match.kind == IfMatch::Kind::tags) command.expected_versions = match.versions();
    if (match.kind == IfMatch::Kind::tags || (match.kind == IfMatch::Kind::any && any_version)) return std::nullopt;
    if (match.kind == IfMatch::Kind::any)
      return Problem("version-required",
                     fmt::format("{} needs the version itself in If-Match; * is not enough", command.name));
    return Problem("version-required", fmt::format("{} needs If-Match with the ETag of what you were looking at{}",
                                                   command.name, any_version ? ", or *" : ""));
  }

  // Who may not know of the case, or may not send the command, hears that first. It takes a look at the database.
  // `problem`: what else there is to say to those who may.
  void refuse(const engine::Command& command, const Call& call, Respond& respond,
              const std::optional<Problem>& problem) {
    const Sent sent{call.path, collection_, command.name, command.by};
    context_.pools.queries.submit(sharer_of(call), [this, sent, reference = command.reference,
                                                    respond = std::move(respond), problem](bool there_is_room) mutable {
      Response response =
          there_is_room ? refusal(sent, reference, problem) : problem.value_or(too_many_reads()).response(sent.path);
      context_.post(
          [respond = std::move(respond), response = std::move(response)]() mutable { respond(std::move(response)); });
    });
  }

  Response refusal(const Sent& sent, const std::string& reference, const std::optional<Problem>& problem) const {
    const Known& known = known_.at(sent.command);
    try {
      if (!reference.empty() && !read_.cases.id_of({collection_, reference}))
        return reply_response(read_, sent, engine::NotFound{no_such(reference, collection_)});
      if (problem && (contains(known.roles, sent.by.role) || contains(known.recorders, sent.by.role)))
        return problem->response(sent.path);
      return reply_response(read_, sent, engine::Forbidden{known.roles, known.recorders});
    } catch (const std::exception& fault) {
      return reply_response(read_, sent, engine::Failed{fault.what()});
    }
  }

  void send(engine::Command command, Call call, Respond& respond, bool opens) {
    const std::string flight = command.request_id.empty() ? "" : command.by.id + "\n" + command.request_id;
    if (!flight.empty() && !in_flight_.insert(flight).second)
      throw Problem("in-flight", "the request with this Idempotency-Key is not answered yet")
          .header("Retry-After", "1");
    Sent sent{call.path, collection_, command.name, call.by, opens};
    const auto started = std::chrono::steady_clock::now();
    ++context_.under_way;
    context_.parts.processor.submit(std::move(command), [this, sent = std::move(sent), flight, started,
                                                         respond = std::move(respond)](engine::Reply reply) mutable {
      context_.post([this, sent = std::move(sent), flight, started, respond = std::move(respond),
                     reply = std::move(reply)]() mutable {
        --context_.under_way;
        in_flight_.erase(flight);
        context_.metrics.command_took(std::chrono::steady_clock::now() - started);
        respond(reply_response(read_, sent, reply));
      });
    });
  }

  Context& context_;
  const Read& read_;
  const std::string collection_;
  std::string opening_;
  std::map<std::string, Known> known_;
  std::set<std::string> in_flight_;  // I/O thread only
};

const std::vector<ParameterDescription> key_header = {
    {"dry_run",
     "true: only say what it would do, on this and on other cases. Nothing is written. Not for commands whose "
     "description says `previews: false`: their outcome is a secret until they are done.",
     R"({"type":"boolean"})"},
    key_parameter(" Kept for 30 days, over restarts.")};

}  // namespace

void add_command_routes(Router& router, Context& context) {
  const Read& read = context.read;
  for (const std::string& collection : read.collections()) {
    const auto sender = std::make_shared<Sender>(context, collection);  // shared by the two routes, which live as long
    const std::string noun(read.rules(collection).noun());
    if (!sender->opening().empty()) {
      Route route{"POST", "/v1/" + collection, "open", fmt::format("Opens a {}.", noun)};
      route.runs = Route::Runs::on_writer;
      route.caller = Route::Caller::known;
      route.statuses = {200, 201, 409, 422};
      route.gives = {{200, "CommandResult"}, {201, shape_of(read, collection)}};  // 200: a dry run
      route.parameters = key_header;
      route.collection = collection;
      route.send = [sender](Call call, Respond& respond) { sender->open(std::move(call), respond); };
      route.turned_down = [sender](const Call& call, Respond& respond) { return sender->turned_down(call, respond); };
      router.add(std::move(route));
    }
    Route route{"POST", fmt::format("/v1/{}/{{ref}}/commands/{{command}}", collection), "command",
                fmt::format("Sends a command to a {}.", noun)};
    route.runs = Route::Runs::on_writer;
    route.caller = Route::Caller::known;
    route.statuses = {200, 409, 412, 422, 428};
    route.gives[200] = "CommandResult";
    route.parameters = key_header;
    route.parameters.push_back(
        {"If-Match",
         "The ETag of what the sender was looking at; * is enough for commands that look at no version of it (see "
         "`any_version` in the description of the workflow).",
         R"({"type":"string"})", "header", true});
    route.collection = collection;
    route.send = [sender](Call call, Respond& respond) { sender->step(std::move(call), respond); };
    route.turned_down = [sender](const Call& call, Respond& respond) { return sender->turned_down(call, respond); };
    router.add(std::move(route));
  }
}

}  // namespace api
