// Commands that belong together: sent in one request, done in one transaction, or none of them is.
#include <fmt/format.h>

#include <boost/describe.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "api/http/body_text.hpp"
#include "api/http/text.hpp"
#include "api/routes/known_commands.hpp"
#include "api/routes/replies.hpp"
#include "engine/body.hpp"
#include "engine/body_schema.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t commands_max = 50;

struct BatchItem {
  std::string to;                      // "modifications/MP001"; "modifications": opens one; "$0": the case of item 0
  std::optional<std::string> command;  // may be left out if it opens one
  std::optional<std::string> if_match;
  std::optional<engine::body::AnyObject> body;
};
BOOST_DESCRIBE_STRUCT(BatchItem, (), (to, command, if_match, body))

struct Batch {
  engine::body::OneOrMore<BatchItem> commands;
};
BOOST_DESCRIBE_STRUCT(Batch, (), (commands))

// One command as it goes to the engine; `problem`: why it cannot be sent, for whoever may know of its case.
struct Planned {
  engine::JointCommand command;
  Sent sent;
  std::optional<Problem> problem = {};
  bool turned_down = false;              // the sender's role may not send it, whatever else is wrong
  const KnownCommands* known = nullptr;  // nullptr: `problem` is all there is to say

  bool goes_out() const { return !problem && !turned_down; }
};

struct Plan {
  std::vector<Planned> items;
  std::size_t sent = 0;  // those before the first with a problem
  bool dry_run = false;
  std::string flight;
};

std::string field_of(std::size_t item, std::string_view name) { return fmt::format("/commands/{}/{}", item, name); }

// What is wrong with the list itself; the index goes with it if it is an item's fault.
Problem wrong_list(const std::vector<engine::FieldError>& errors) {
  constexpr std::string_view items = "/commands/";
  auto problem = wrong_fields(errors);
  if (const std::string_view at = errors.front().pointer; at.starts_with(items))
    problem.with("index", std::string(at.substr(items.size(), at.find('/', items.size()) - items.size())));
  return problem;
}

Batch read_batch(const Request& request) {
  engine::body::Reading reading;
  auto batch = engine::body::read_command<Batch>(read_body(request), reading);
  if (!reading.errors.empty()) throw wrong_list(reading.errors);
  if (batch.commands.size() > commands_max)
    throw wrong_fields(
        {{"/commands", fmt::format("has {} commands; a batch has at most {}", batch.commands.size(), commands_max)}});
  return batch;
}

// "$3" is 3, if that item comes before this one.
std::optional<std::size_t> earlier_item(std::size_t item, std::string_view to) {
  if (!to.starts_with('$')) return std::nullopt;
  const auto digits = to.substr(1);
  const bool number = !digits.empty() && digits.size() <= 2 && digits.find_first_not_of("0123456789") == digits.npos;
  const std::size_t found = number ? std::stoul(std::string(digits)) : item;
  if (found >= item || to == "$00")
    throw wrong_list({{field_of(item, "to"), "has to be $ and the number of an earlier command: $0 is the first"}});
  return found;
}

// Which command it is about goes with the problem, and its pointers are into the body that was sent.
Response with_index(Response response, std::size_t index) {
  auto problem = nlohmann::ordered_json::parse(response.body, nullptr, false);
  if (!problem.is_object()) return response;
  const auto lead = [&](nlohmann::ordered_json& from) {
    if (from.contains("pointer")) from["pointer"] = field_of(index, "body") + from["pointer"].get<std::string>();
  };
  lead(problem);
  if (problem.contains("errors"))
    for (auto& error : problem["errors"]) lead(error);
  problem["index"] = index;
  response.body = problem.dump();
  return response;
}

bool was_refused_before(const engine::JointReply& replies) {
  const auto* reused = std::get_if<engine::Reused>(&replies.back());
  return reused != nullptr && reused->refused;
}

void say_refused(Response& response) {
  response.body.pop_back();
  response.body += R"(,"refused":true})";
}

// What no single command is at fault for.
bool is_of_the_whole(const engine::Reply& reply) {
  return std::holds_alternative<engine::Reused>(reply) || std::holds_alternative<engine::Busy>(reply) ||
         std::holds_alternative<engine::Broken>(reply);
}

std::optional<engine::body::Word> word_of(std::string_view type, std::string_view member) {
  using engine::body::Word;
  if (type == "Batch")
    return Word{
        "Commands", "In the order in which they are done: all of them, or none.",
        R"([{"to":"collection/reference","command":"note","if_match":"\"4\"","body":{"text":"To be looked at."}}])"};
  static const std::map<std::string_view, Word> words = {
      {"to",
       {"Case",
        "Collection and reference: collection/reference; a collection alone opens one; $0 is the case of the first "
        "command."}},
      {"command", {"Command", "May be left out if it opens a case."}},
      {"if_match",
       {"Version that was seen", "The ETag of the case, with its quotes; not if an earlier command is of it."}},
      {"body", {"Body of the command", "As the command has it when it is sent by itself."}}};
  const auto found = words.find(member);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::string schema_of_batch() {
  auto schema = nlohmann::ordered_json::parse(engine::body::schema<Batch>(word_of));
  schema["properties"]["commands"]["maxItems"] = commands_max;
  return schema.dump();
}

class BatchSender {
 public:
  explicit BatchSender(Context& context) : context_(context), read_(context.read) {
    for (const auto& collection : read_.collections()) known_.emplace(collection, KnownCommands(read_, collection));
  }

  void send(Call call, Respond& respond) {
    auto plan = plan_of(call);
    if (!plan.flight.empty() && !in_flight_.insert(plan.flight).second)
      throw Problem("in-flight", "the request with this Idempotency-Key is not answered yet")
          .header("Retry-After", "1");
    using Purpose = engine::Joint::Purpose;
    const bool whole = plan.sent == plan.items.size();
    engine::Joint joint{{}, plan.dry_run ? Purpose::told : whole ? Purpose::done : Purpose::tried};
    for (std::size_t i = 0; i < plan.sent; ++i) joint.commands.push_back(plan.items[i].command);
    context_.parts.processor.submit(std::move(joint),
                                    [this, plan = std::move(plan), sharer = sharer_of(call),
                                     respond = std::move(respond)](engine::JointReply replies) mutable {
                                      context_.post([this, plan = std::move(plan), sharer, respond = std::move(respond),
                                                     replies = std::move(replies)]() mutable {
                                        in_flight_.erase(plan.flight);
                                        answer(plan, replies, sharer, respond);
                                      });
                                    });
  }

 private:
  Plan plan_of(Call& call) const {
    Plan plan;
    plan.dry_run = read_dry_run(call.query);
    call.query.only_known();
    const auto key = plan.dry_run ? std::string() : read_key(call.request);
    if (!key.empty()) plan.flight = call.by.id + "\n" + key;
    const auto batch = read_batch(call.request);
    const auto fingerprint = key.empty() ? std::string() : fingerprint_of(call);
    for (std::size_t i = 0; i < batch.commands.size(); ++i) {
      plan.items.push_back(planned(call, batch.commands, i, plan.items));
      auto& command = plan.items.back().command.command;
      if (!key.empty()) command.request_id = i == 0 ? key : fmt::format("{}\n{}", key, i);
      command.fingerprint = fingerprint;
      if (plan.sent == i && plan.items.back().goes_out()) ++plan.sent;
    }
    return plan;
  }

  Planned planned(const Call& call, const std::vector<BatchItem>& all, std::size_t i,
                  const std::vector<Planned>& before) const {
    const auto& item = all[i];
    Planned planned;
    auto& command = planned.command.command;
    planned.command.same_case_as = earlier_item(i, item.to);
    check_address(item, i);
    const auto slash = std::min(item.to.find('/'), item.to.size());
    command.collection = planned.command.same_case_as ? before[*planned.command.same_case_as].command.command.collection
                                                      : item.to.substr(0, slash);
    if (slash < item.to.size()) command.reference = item.to.substr(slash + 1);
    command.by = call.by;
    command.body = item.body ? item.body->json : "{}";
    planned.sent = {call.path, command.collection, item.command.value_or(""), call.by};
    try {
      complete(planned, item, on_same_case(all, i));
    } catch (const Problem& problem) {
      planned.problem = problem;
    }
    return planned;
  }

  static void check_address(const BatchItem& item, std::size_t i) {
    if (item.to.starts_with('/') || item.to.ends_with('/'))
      throw wrong_list({{field_of(i, "to"), "has to be collection/reference, or a collection alone to open one"}});
    const bool opens = item.to.find('/') == std::string::npos && !item.to.starts_with('$');
    if (!opens && !item.command) throw wrong_list({{field_of(i, "command"), "is missing: what to do with the case"}});
    if (opens && item.if_match) throw wrong_list({{field_of(i, "if_match"), "what is opened has no version yet"}});
  }

  // Throws Problem for a collection or command that there is not.
  void complete(Planned& planned, const BatchItem& item, bool version_is_known) const {
    auto& command = planned.command.command;
    const auto found = known_.find(command.collection);
    if (found == known_.end())
      throw Problem("not-found", fmt::format("there is no collection {}", in_quotes(command.collection)));
    const auto& known = found->second;
    const bool opens = command.reference.empty() && !planned.command.same_case_as;
    command.name = opens ? item.command.value_or(known.opening()) : item.command.value_or("");
    planned.sent.command = command.name;
    const auto& one = known.of(command.name, !opens);
    if (opens && command.name != known.opening())
      throw Problem("not-found", fmt::format("{} opens no case: say which one it is for", in_quotes(command.name)));
    planned.known = &known;
    planned.turned_down = !one.is_for(command.by.role);
    if (opens || (!item.if_match && version_is_known)) return;
    planned.problem = known.read_version(read_if_match(item.if_match ? &*item.if_match : nullptr), command);
  }

  // Whether an earlier command of the batch is of the same case: then nobody else can have changed it since.
  bool on_same_case(const std::vector<BatchItem>& all, std::size_t i) const {
    if (all[i].to.starts_with('$')) return true;
    const auto likeness = likeness_of(all[i].to);
    return std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& one) {
      return engine::same_letters(one.to, all[i].to) || (!likeness.empty() && likeness_of(one.to) == likeness);
    });
  }

  // "modifications/63" of whatever spelling of a reference; empty: it is like no other one.
  std::string likeness_of(const std::string& to) const {
    const auto slash = std::min(to.find('/'), to.size());
    const auto collection = to.substr(0, slash);
    if (slash == to.size() || !known_.contains(collection)) return "";
    const auto likeness = read_.rules(collection).likeness(to.substr(slash + 1));
    return likeness.empty() ? "" : collection + "/" + likeness;
  }

  void answer(const Plan& plan, const engine::JointReply& replies, const Sharer& sharer, Respond& respond) {
    if (!all_accepted(replies)) {
      const std::size_t failed = replies.size() - 1;
      const auto& sent = plan.items.at(std::min(failed, plan.items.size() - 1)).sent;
      auto response = reply_response(read_, sent, replies.back());
      if (was_refused_before(replies)) say_refused(response);
      return respond(is_of_the_whole(replies.back()) ? response : with_index(std::move(response), failed));
    }
    if (plan.sent < plan.items.size()) return refuse(plan.items[plan.sent], plan.sent, sharer, respond);
    respond(results(plan, replies));
  }

  Response results(const Plan& plan, const engine::JointReply& replies) const {
    std::string body = R"({"results":[)";
    bool replayed = false;
    for (std::size_t i = 0; i < replies.size(); ++i) {
      const auto one = reply_response(read_, plan.items[i].sent, replies[i]);
      if (one.status >= 400) return with_index(one, i);
      replayed |= std::get<engine::Accepted>(replies[i]).replayed;
      body += (i == 0 ? "" : ",") + one.body;
    }
    auto response = json_response(200, body + "]}");
    if (replayed) say_again(response);
    return response;
  }

  // It takes a look at the database to see who may know what is wrong.
  void refuse(const Planned& item, std::size_t index, const Sharer& sharer, Respond& respond) {
    if (item.known == nullptr) return respond(with_index(item.problem->response(item.sent.path), index));
    context_.pools.queries.submit(
        sharer, [this, item, index, respond = std::move(respond)](bool there_is_room) mutable {
          const auto& command = item.command.command;
          Response response = there_is_room ? item.known->refusal(item.sent, command.reference, item.problem)
                                            : item.problem.value_or(too_many_reads()).response(item.sent.path);
          context_.post([respond = std::move(respond), response = with_index(std::move(response), index)]() mutable {
            respond(std::move(response));
          });
        });
  }

  Context& context_;
  const Read& read_;
  std::map<std::string, KnownCommands> known_;
  std::set<std::string> in_flight_;  // I/O thread only
};

}  // namespace

void add_batch_routes(Router& router, Context& context) {
  const auto sender = std::make_shared<BatchSender>(context);
  Route route{"POST", "/v1/batch", "batch",
              "Up to 50 commands in one transaction: all of them are done, or none is. It fails as its first failing "
              "command would by itself, with the `index` of that command."};
  route.runs = Route::Runs::on_writer;
  route.caller = Route::Caller::known;
  route.statuses = {200, 404, 409, 412, 422, 428};
  route.parameters = {{"dry_run", "true: only say what they would do. Nothing is written.", R"({"type":"boolean"})"},
                      key_parameter(" Kept for 30 days, over restarts.")};
  route.gives[200] = "BatchResult";
  route.body_schema = schema_of_batch();
  route.send = [sender](Call call, Respond& respond) { sender->send(std::move(call), respond); };
  router.add(std::move(route));
}

}  // namespace api
