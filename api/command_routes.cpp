// Commands: from a request to the processor's queue, and back.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "api/body_text.hpp"
#include "api/conditions.hpp"
#include "api/json_text.hpp"
#include "api/problem.hpp"
#include "api/replies.hpp"

namespace api {
namespace {

constexpr std::size_t key_bytes_max = 255;

std::string read_key(const Request& request) {
  const std::string* key = request.header("idempotency-key");
  if (!key) return "";
  const bool printable = std::all_of(key->begin(), key->end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (key->empty() || key->size() > key_bytes_max || !printable)
    throw Problem("unreadable-request", "an Idempotency-Key has 1 to 255 printable ASCII characters without blanks");
  return *key;
}

// What the collection's workflows say of a command; nothing when none of them has it.
struct Known {
  bool any_version = false;
  std::vector<std::string> roles;  // of all workflows together
};

class Sender {
 public:
  Sender(Shared& shared, const std::string& collection) : shared_(shared), queries_(shared.queries), collection_(collection) {
    for (const engine::Workflow* rules : shared.parts.workflows.of(collection))
      for (const auto& command : rules->commands()) {
        if (command.opens) opening_ = command.name;
        Known& known = known_[std::string(command.name)];
        known.any_version |= command.any_version;
        for (const std::string_view role : command.roles)
          if (!may_send(known, role)) known.roles.emplace_back(role);
      }
  }

  const std::string& opening() const { return opening_; }

  void open(Call call, Respond respond) {
    engine::Command command = command_of(call, "", opening_);
    send(std::move(command), std::move(call), std::move(respond), true);
  }

  void step(Call call, Respond respond) {
    engine::Command command = command_of(call, call.arguments.at(0), call.arguments.at(1));
    if (const auto problem = read_version(read_if_match(call.request.header("if-match")), command))
      return refuse(command, call, std::move(respond), *problem);
    send(std::move(command), std::move(call), std::move(respond), false);
  }

 private:
  engine::Command command_of(Call& call, std::string reference, std::string name) const {
    call.query.only_known();
    engine::Command command;
    command.collection = collection_;
    command.reference = std::move(reference);
    command.name = std::move(name);
    if (!known_.contains(command.name) || (!command.reference.empty() && command.name == opening_))
      throw Problem("not-found", fmt::format("there is no command {}", in_quotes(command.name)))
          .with("commands", quoted_list(names()));
    command.body = read_body(call.request);
    command.by = call.by;
    command.request_id = read_key(call.request);
    if (!command.request_id.empty())
      command.fingerprint = hash_text(call.request.method + " " + call.path + "\n" + call.request.body);
    return command;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& [name, known] : known_)
      if (name != opening_) all.push_back(name);
    return all;
  }

  static bool may_send(const Known& known, std::string_view role) {
    return std::find(known.roles.begin(), known.roles.end(), role) != known.roles.end();
  }

  // What is wrong with If-Match; nothing when it will do.
  std::optional<Problem> read_version(const IfMatch& match, engine::Command& command) const {
    const bool any_version = known_.at(command.name).any_version;
    if (match.kind == IfMatch::Kind::version) command.expected_version = match.version;
    if (match.kind == IfMatch::Kind::other) command.expected_version = 0;  // no case has it: the answer names the current one
    if (command.expected_version || (match.kind == IfMatch::Kind::any && any_version)) return std::nullopt;
    if (match.kind == IfMatch::Kind::any)
      return Problem("version-required", fmt::format("{} needs the version itself in If-Match; * is not enough", command.name));
    return Problem("version-required", fmt::format("{} needs If-Match with the ETag of what you were looking at{}", command.name,
                                                   any_version ? ", or *" : ""));
  }

  // Who may not know of the case, or may not send the command, hears that first. It takes a look at the database.
  void refuse(const engine::Command& command, const Call& call, Respond respond, const Problem& problem) {
    const bool queued = queries_.submit([this, command, path = call.path, respond, problem] {
      Response response;
      try {
        const bool there = shared_.parts.reader.case_of(collection_, command.reference).has_value();
        const Sent sent{path, collection_, command.name, command.by};
        const Known& known = known_.at(command.name);
        response = !there ? reply_response(shared_, sent, engine::NotFound{fmt::format("there is no {} in {}", in_quotes(command.reference), collection_)})
                   : !may_send(known, command.by.role) ? reply_response(shared_, sent, engine::Forbidden{known.roles})
                                                       : problem.response(path);
      } catch (const std::exception& fault) {
        response = reply_response(shared_, {path, collection_, command.name, command.by}, engine::Failed{fault.what()});
      }
      shared_.post([respond, response = std::move(response)] { respond(response); });
    });
    if (!queued) throw problem;
  }

  void send(engine::Command command, Call call, Respond respond, bool opens) {
    const std::string flight = command.request_id.empty() ? "" : command.by.id + "\n" + command.request_id;
    if (!flight.empty() && ++in_flight_[flight] > 1) {
      --in_flight_[flight];
      throw Problem("in-flight", "the request with this Idempotency-Key is not answered yet").header("Retry-After", "1");
    }
    auto sent = std::make_shared<const Sent>(Sent{call.path, collection_, command.name, call.by, opens});
    const auto started = std::chrono::steady_clock::now();
    shared_.parts.processor.submit(std::move(command), [this, sent, flight, started, respond = std::move(respond)](engine::Reply reply) {
      auto shared_reply = std::make_shared<engine::Reply>(std::move(reply));  // std::function copies what it holds
      shared_.post([this, sent, flight, started, respond, shared_reply] {
        in_flight_.erase(flight);
        shared_.metrics.command_took(std::chrono::steady_clock::now() - started);
        respond(reply_response(shared_, *sent, *shared_reply));
      });
    });
  }

  Shared& shared_;
  QueryPool& queries_;
  const std::string collection_;
  std::string opening_;
  std::map<std::string, Known> known_;
  std::map<std::string, int> in_flight_;  // I/O thread only
};

const std::vector<ParameterDescription> key_header = {
    {"Idempotency-Key", "The same key and body again gives the same answer and does nothing.", R"({"type":"string"})", "header"}};

}  // namespace

void add_command_routes(Router& router, Shared& shared) {
  for (const std::string& collection : shared.collections()) {
    const auto sender = std::make_shared<Sender>(shared, collection);  // shared by the two routes, which live as long
    const std::string noun(shared.rules(collection).noun());
    if (!sender->opening().empty()) {
      Route route{"POST", "/v1/" + collection, "open", fmt::format("Opens a {}.", noun)};
      route.runs = Route::Runs::on_writer;
      route.caller = Route::Caller::known;
      route.statuses = {201, 409, 422};
      route.parameters = key_header;
      route.collection = collection;
      route.send = [sender](Call call, Respond respond) { sender->open(std::move(call), std::move(respond)); };
      router.add(std::move(route));
    }
    Route route{"POST", fmt::format("/v1/{}/{{ref}}/commands/{{command}}", collection), "command", fmt::format("Sends a command to a {}.", noun)};
    route.runs = Route::Runs::on_writer;
    route.caller = Route::Caller::known;
    route.statuses = {200, 409, 412, 422, 428};
    route.parameters = key_header;
    route.parameters.push_back({"If-Match", "The ETag of what the sender was looking at.", R"({"type":"string"})", "header"});
    route.collection = collection;
    route.send = [sender](Call call, Respond respond) { sender->step(std::move(call), std::move(respond)); };
    router.add(std::move(route));
  }
}

}  // namespace api
