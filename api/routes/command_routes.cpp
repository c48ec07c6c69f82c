// Commands: from a request to the processor's queue, and back.
#include <fmt/format.h>

#include <set>

#include "api/http/body_text.hpp"
#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/routes/answers.hpp"
#include "api/routes/known_commands.hpp"
#include "api/routes/replies.hpp"

namespace api {
namespace {

class Sender {
 public:
  Sender(Context& context, const std::string& collection)
      : context_(context), read_(context.read), known_(context.read, collection) {}

  const std::string& opening() const { return known_.opening(); }

  // Whether this caller's role may not send it, whatever its body says.
  bool turned_down(const Call& call, Respond& respond) {
    engine::Command command;
    command.reference = call.arguments.empty() ? "" : call.arguments.at(0);
    command.name = call.arguments.empty() ? opening() : call.arguments.at(1);
    command.by = call.by;
    if (known_.of(command.name, !command.reference.empty()).is_for(call.by.role)) return false;
    refuse(command, call, respond, std::nullopt);
    return true;
  }

  void open(Call call, Respond& respond) {
    engine::Command command = command_of(call, "", opening());
    send(std::move(command), std::move(call), respond, true);
  }

  void step(Call call, Respond& respond) {
    engine::Command command = command_of(call, call.arguments.at(0), call.arguments.at(1));
    if (const auto problem = known_.read_version(read_if_match(call.request.header("if-match")), command))
      return refuse(command, call, respond, *problem);
    send(std::move(command), std::move(call), respond, false);
  }

 private:
  engine::Command command_of(Call& call, std::string reference, std::string name) const {
    engine::Command command;
    command.dry_run = read_dry_run(call.query);
    call.query.only_known();
    command.collection = known_.collection();
    command.reference = std::move(reference);
    command.name = std::move(name);
    known_.of(command.name, !command.reference.empty());
    command.body = read_body(call.request);
    command.by = call.by;
    command.request_id = read_key(call.request);
    if (command.dry_run) command.request_id.clear();  // nothing is done, so nothing is done twice
    if (!command.request_id.empty()) command.fingerprint = fingerprint_of(call);
    return command;
  }

  // Who may not know of the case, or may not send the command, hears that first. It takes a look at the database.
  // `problem`: what else there is to say to those who may.
  void refuse(const engine::Command& command, const Call& call, Respond& respond,
              const std::optional<Problem>& problem) {
    const Sent sent{call.path, known_.collection(), command.name, command.by};
    context_.pools.queries.submit(sharer_of(call), [this, sent, reference = command.reference,
                                                    respond = std::move(respond), problem](bool there_is_room) mutable {
      Response response = there_is_room ? known_.refusal(sent, reference, problem)
                                        : problem.value_or(too_many_reads()).response(sent.path);
      context_.post(
          [respond = std::move(respond), response = std::move(response)]() mutable { respond(std::move(response)); });
    });
  }

  void send(engine::Command command, Call call, Respond& respond, bool opens) {
    const std::string flight = command.request_id.empty() ? "" : command.by.id + "\n" + command.request_id;
    if (!flight.empty() && !in_flight_.insert(flight).second)
      throw Problem("in-flight", "the request with this Idempotency-Key is not answered yet")
          .header("Retry-After", "1");
    Sent sent{call.path, known_.collection(), command.name, call.by, opens};
    const auto started = std::chrono::steady_clock::now();
    context_.parts.processor.submit(std::move(command), [this, sent = std::move(sent), flight, started,
                                                         respond = std::move(respond)](engine::Reply reply) mutable {
      context_.post([this, sent = std::move(sent), flight, started, respond = std::move(respond),
                     reply = std::move(reply)]() mutable {
        in_flight_.erase(flight);
        context_.metrics.command_took(std::chrono::steady_clock::now() - started);
        respond(reply_response(read_, sent, reply));
      });
    });
  }

  Context& context_;
  const Read& read_;
  const KnownCommands known_;
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
