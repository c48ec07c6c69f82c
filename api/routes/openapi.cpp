// Turns the table of routes and the commands of the workflows into the document, one operation for each.
#include "api/routes/openapi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/problem.hpp"
#include "api/http/wire.hpp"
#include "api/routes/answers.hpp"
#include "api/routes/example.hpp"
#include "api/routes/identity.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

using Json = nlohmann::ordered_json;

Json reference(std::string_view to) { return {{"$ref", fmt::format("#/components/{}", to)}}; }

// What any route may answer beside its own statuses.
std::vector<int> statuses_of(const Route& route) {
  std::vector<int> all = route.statuses;
  const auto add = [&](std::initializer_list<int> more) { all.insert(all.end(), more); };
  add({400, 500, 503});
  if (route.caller != Route::Caller::unasked && !route.is_page()) add({401});
  if (route.pattern.find('{') != std::string::npos) add({404});
  if (route.media.size() > 1 || route.name == "case") add({406});
  if (route.method == "POST") add({403, 413, 415});
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// What other programs make is no text.
bool is_binary(std::string_view media) {
  return media == "*/*" || media == "application/pdf" || media.starts_with("application/vnd.openxmlformats");
}

Json schema_of_answer(const Route& route, int status, const std::string& media) {
  if (media == "application/json") {
    const auto shape = route.gives.find(status);
    if (shape == route.gives.end() || shape->second.empty()) return {{"type", "object"}};
    return reference("schemas/" + shape->second);
  }
  if (is_binary(media)) return {{"type", "string"}, {"format", "binary"}, {"contentMediaType", media}};
  return {{"type", "string"}};
}

Json success(const Route& route, int status) {
  Json response = {{"description", std::string(reason_of(status))}};
  if (route.caller != Route::Caller::unasked && !route.is_page())
    response["headers"]["Journal-Head"] = reference("headers/Journal-Head");
  if (status == 303) response["headers"]["Location"] = {{"schema", {{"type", "string"}}}};
  if (status == 303 || status == 304 || status == 308) return response;
  for (const std::string& media : route.media)
    response["content"][media]["schema"] = schema_of_answer(route, status, media);
  const auto has = [&](int other) {
    return std::find(route.statuses.begin(), route.statuses.end(), other) != route.statuses.end();
  };
  if (has(304) || route.runs == Route::Runs::on_writer) response["headers"]["ETag"] = reference("headers/ETag");
  if (status == 201) response["headers"]["Location"] = {{"schema", {{"type", "string"}}}};
  return response;
}

Json responses(const Route& route) {
  Json all = Json::object();
  for (const int status : statuses_of(route)) {
    const bool own = status < 400 || route.is_page();
    all[std::to_string(status)] = own ? success(route, status) : reference(fmt::format("responses/{}", status));
  }
  return all;
}

Json path_parameter(const std::string& name) {
  static const std::map<std::string, std::string> words = {
      {"ref", "The reference, in capitals or not; a former one is sent on to the one in use (308)."},
      {"n", "The number of the item, as the list has it."},
      {"name", "The name of the kind of problem: the end of its `type`."},
      {"pack", "The name of the rules, as the list of workflows has it."},
      {"id", "The id, as the list has it."}};
  const auto found = words.find(name);
  return {{"name", name},
          {"in", "path"},
          {"required", true},
          {"description", found == words.end() ? "As the list has it." : found->second},
          {"schema", {{"type", "string"}}}};
}

Json parameters(const Route& route, const std::string& path) {
  Json all = Json::array();
  for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at)
    all.push_back(path_parameter(path.substr(at + 1, path.find('}', at) - at - 1)));
  for (const ParameterDescription& one : route.parameters) {
    Json parameter = {
        {"name", one.name}, {"in", one.in}, {"description", one.description}, {"schema", Json::parse(one.schema)}};
    if (one.required) parameter["required"] = true;
    all.push_back(std::move(parameter));
  }
  return all;
}

// No body counts as an empty object; whatever needs more needs a body.
bool has_to_be_there(const Json& schema) {
  const auto needs = [](const Json& one) { return one.contains("required") && !one["required"].empty(); };
  if (!schema.contains("anyOf")) return needs(schema);
  return std::all_of(schema["anyOf"].begin(), schema["anyOf"].end(), needs);
}
Json body(const Json& schema) {
  return {{"required", has_to_be_there(schema)},
          {"content", {{"application/json", {{"schema", schema}, {"example", example_of(schema)}}}}}};
}

// What the first word of a path is about; empty: it is a collection of cases.
std::string_view words_of_tag(std::string_view tag) {
  static constexpr std::pair<std::string_view, std::string_view> all[] = {
      {"pages", "For people with a browser: HTML. They go by the cookie of a session, and look at no token."},
      {"operation", "For whoever runs the server: health, counts, problems, this document."},
      {"reports", "Reports on a day, as data and as papers in every form."},
      {"tasks", "What the caller owes."},
      {"me", "Who the caller is."},
      {"workflows", "The rules: states, commands and rows."},
      {"timetables", "What is under way, with its milestones."},
      {"assessments", "What is owed by those who assess and decide."},
      {"documents", "Files that commands attach."},
      {"clock", "The time here; a simulated clock can be moved."},
      {"events", "What happens, as it happens."},
      {"batch", "Commands that are done together, or not at all."}};
  for (const auto& [name, words] : all)
    if (name == tag) return words;
  return "";
}

class Document {
 public:
  Document(const Router& router, const Read& read) : router_(router), read_(read) {}

  Json make() {
    for (const Route& route : router_.routes()) {
      if (route.collection.empty()) add(route, route.pattern, route.summary, route.body_schema);
      else add_commands(route);
    }
    Json document;
    document["openapi"] = "3.1.0";
    document["info"] = {
        {"title", "Workflow engine"},
        {"description", "What may happen next, who may do it, and what is missing; every step is kept."},
        {"version", read_.parts.program_version},
        {"license", {{"name", "MIT"}, {"identifier", "MIT"}}}};
    document["servers"] = Json::array({{{"url", "/"}, {"description", "The server that gives this document."}}});
    document["security"] = Json::array({Json::object(), {{"bearer", Json::array()}}});
    document["tags"] = std::move(tags_);
    document["paths"] = std::move(paths_);
    document["components"] = components();
    return document;
  }

 private:
  // "modifications" of "/v1/modifications/{ref}", with its words in the list of all.
  std::string tag_of(const Route& route, const std::string& path) {
    const std::string rest = path.starts_with("/v1/") ? path.substr(4) : route.is_page() ? "pages" : "operation";
    const std::string tag = rest.substr(0, rest.find_first_of("/."));
    std::string words(words_of_tag(tag));
    if (words.empty())
      words = fmt::format("The {}: each as it stands and as it stood, and what may be done with it.", tag);
    const Json one = {{"name", tag}, {"description", words}};
    if (std::find(tags_.begin(), tags_.end(), one) == tags_.end()) tags_.push_back(one);
    return tag;
  }

  void add(const Route& route, const std::string& path, const std::string& summary, const std::string& schema) {
    const std::string method = engine::lower(route.method);
    Json operation;
    operation["operationId"] = id_of(method, path);
    operation["tags"] = {tag_of(route, path)};
    operation["summary"] = summary;
    if (route.caller == Route::Caller::known) operation["security"] = Json::array({{{"bearer", Json::array()}}});
    if (route.caller == Route::Caller::visitor)
      operation["security"] = Json::array({Json::object(), {{"session", Json::array()}}});
    if (route.caller == Route::Caller::member) operation["security"] = Json::array({{{"session", Json::array()}}});
    operation["parameters"] = parameters(route, path);
    if (route.is_page() && route.method == "POST")
      operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"] = {{"type", "object"}};
    if (route.is_page() && route.intake)
      operation["requestBody"]["content"]["multipart/form-data"]["schema"] = {{"type", "object"}};
    if (!schema.empty()) operation["requestBody"] = body(Json::parse(schema));
    if (route.takes_any_bytes)
      operation["requestBody"] = {{"required", true},
                                  {"content", {{"*/*", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
    operation["responses"] = responses(route);
    paths_[path][method] = std::move(operation);
  }

  static std::string id_of(const std::string& method, const std::string& path) {
    std::string id = method;
    for (const char c : path) id += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return id;
  }

  // One path for each command, with the body that it takes; if the workflows of a collection differ in it, any of
  // theirs.
  void add_commands(const Route& route) {
    const bool opens = route.pattern.find("{command}") == std::string::npos;
    std::vector<std::string> done;
    for (const engine::Workflow* rules : read_.parts.workflows.of(route.collection))
      for (const auto& command : read_.commands_of(*rules)) {
        const std::string name(command.name);
        if (command.roles.empty() || command.opens != opens || std::find(done.begin(), done.end(), name) != done.end())
          continue;
        done.push_back(name);
        std::string path = route.pattern;
        if (!opens) path.replace(path.find("{command}"), 9, name);
        add(route, path, summary_of(command), schema_of(route.collection, name));
      }
  }

  static std::string summary_of(const engine::CommandDescription& command) {
    std::string roles;
    for (const std::string_view role : command.roles) roles += fmt::format("{}{}", roles.empty() ? "" : ", ", role);
    return fmt::format("{} Roles: {}.", command.summary, roles);
  }

  std::string schema_of(const std::string& collection, const std::string& name) const {
    Json all = Json::array();
    for (const engine::Workflow* rules : read_.parts.workflows.of(collection))
      for (const auto& command : read_.commands_of(*rules)) {
        if (command.name != name) continue;
        const Json schema = Json::parse(command.schema);
        if (std::find(all.begin(), all.end(), schema) == all.end()) all.push_back(schema);
      }
    return all.size() == 1 ? all.front().dump() : Json{{"anyOf", all}}.dump();
  }

  Json components() const {
    Json all;
    all["securitySchemes"]["bearer"] = {{"type", "http"}, {"scheme", "bearer"}};
    all["securitySchemes"]["session"] = {{"type", "apiKey"}, {"in", "cookie"}, {"name", std::string(session_cookie)}};
    all["headers"]["ETag"] = {{"description", "For If-None-Match and If-Match."}, {"schema", {{"type", "string"}}}};
    all["headers"]["Journal-Head"] = {
        {"description",
         "To those who look after the register alone: the number of the journal's newest entry, and its hash, for "
         "`journal verify --at-least`."},
        {"schema", {{"type", "string"}, {"pattern", "^[0-9]+ [0-9a-f]{64}$"}}}};
    for (const engine::Shape& shape : all_shapes(read_)) all["schemas"][shape.name()] = Json::parse(shape.schema());
    for (const ProblemKind& kind : problem_kinds()) {
      Json& response = all["responses"][std::to_string(kind.status)];
      response["description"] = response.contains("description") ? response["description"].get<std::string>() +
                                                                       " Or: " + std::string(kind.title) + "."
                                                                 : std::string(kind.title) + ".";
      response["content"]["application/problem+json"]["schema"] = reference("schemas/Problem");
    }
    return all;
  }

  const Router& router_;
  const Read& read_;
  Json paths_ = Json::object();
  Json tags_ = Json::array();
};

}  // namespace

std::string openapi(const Router& router, const Read& read) { return Document(router, read).make().dump(); }

}  // namespace api
