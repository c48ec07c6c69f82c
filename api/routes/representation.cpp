// Finds a case by any reference, sends former ones on to the one in use, and keeps the answer ready.
#include "api/routes/representation.hpp"

#include <fmt/format.h>

#include "api/http/conditions.hpp"
#include "api/http/policy.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "engine/spoken.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

[[noreturn]] void nothing(const Call& call, const std::string& collection, const engine::AsAt& as_at) {
  throw Problem("not-found",
                no_such(call.arguments.at(0), collection) + (as_at.now() ? "" : " as at that day or instant"));
}

// The same address with the reference in use.
Response moved(const Call& call, const std::string& collection, const std::string& reference) {
  const std::string head = fmt::format("{}/{}/", call.path.starts_with("/v1/") ? "/v1" : "", collection);
  const std::size_t behind = call.path.find('/', head.size());
  const std::string rest = behind == std::string::npos ? "" : call.path.substr(behind);
  const std::string query = call.request.target.substr(call.path.size());
  return Response{308, {{"Location", head + encoded(reference) + rest + query}}, "", false, nullptr};
}

// What says nothing else may use what pages may: whatever got into it runs nothing and fetches nothing.
void add_page_headers(Response& response) {
  if (!response.header("Content-Security-Policy")) response.with("Content-Security-Policy", page_policy());
  response.with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "same-origin")
      .with("Cross-Origin-Opener-Policy", "same-origin")
      .with("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
}

}  // namespace

FoundCase find_case(const Read& read, const Call& call, const std::string& collection, const engine::AsAt& as_at) {
  const std::string& reference = call.arguments.at(0);
  const auto case_id = read.cases.id_of({collection, reference});
  if (!case_id) nothing(call, collection, as_at);
  FoundCase found;
  found.now = as_at.now();
  found.stamp = read.parts.feed.stamp(*case_id);
  auto current = read.cases.current(*case_id);
  if (!current) nothing(call, collection, as_at);
  const std::string in_use = read.cases.reference_of(*current);
  if (!engine::same_letters(in_use, reference)) found.redirect = moved(call, collection, in_use);
  if (!found.redirect && !found.now) current = read.cases.as_at(*case_id, as_at);
  if (!current) nothing(call, collection, as_at);
  found.current = *std::move(current);
  return found;
}

Response represent(const Read& read, const Call& call, const FoundCase& found) {
  static const std::vector<std::string> forms = {"application/json"};
  choose_or_refuse(call.request.header("accept"), forms);
  const engine::Workflow& rules = read.cases.rules_of(found.current);
  const engine::Clearance clearance = rules.clearance(call.by);
  std::string view = rules.view(found.current, clearance);
  if (view.empty()) nothing(call, std::string(rules.collection()), {});
  Response response = json_response(200, std::move(view));
  response.with("ETag", version_tag(rules.seen_version(found.current, found.current.version, clearance)));
  if (found.now && call.request.target == call.path) {
    Response whole = response;
    add_common_headers(read.parts, whole);
    read.parts.feed.keep(rendered_key(call.path, clearance), {found.current.id, clearance}, render(whole), found.stamp);
  }
  return response;
}

void add_common_headers(const Parts& parts, Response& response) {
  const std::string* type = response.header("Content-Type");
  if (type && (type->starts_with("text/html") || type->starts_with("image/svg"))) add_page_headers(response);
  if (!response.header("Vary")) response.with("Vary", "Authorization, Accept");
  if (!response.header("Cache-Control")) response.with("Cache-Control", "no-cache");
  if (parts.clock.simulated()) response.with("Clock", "simulated");
}

std::string rendered_key(std::string_view target, engine::Clearance clearance) {
  std::string key(target);
  key += '\n';
  key += std::to_string(clearance);
  return key;
}

std::string in_words(const engine::AsAt& as_at) {
  std::string words = as_at.effective ? "at the end of " + engine::spoken(*as_at.effective) : "";
  if (as_at.known)
    words += fmt::format("{}as far as it was known at {}", words.empty() ? "" : ", ", engine::spoken(*as_at.known));
  return words;
}

}  // namespace api
