// Makes the request, finds its route, and hands it over.
#include "api/routes/page_post.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <random>

#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/later.hpp"
#include "engine/hash.hpp"

namespace api {
namespace {

std::vector<std::string> segments_of(const PagePost& form) {
  if (form.reference.empty()) return {"v1", form.collection};
  return {"v1", form.collection, form.reference, "commands", form.command};
}

Call request_of(const Call& page, const PagePost& form) {
  Call call;
  for (const std::string& one : segments_of(form)) call.path += "/" + encoded(one);
  call.request = {"POST", call.path, {{"content-type", "application/json"}}, form.body, page.request.from};
  if (!form.key.empty()) call.request.headers.emplace_back("idempotency-key", request_key(form));
  if (!form.version.empty()) call.request.headers.emplace_back("if-match", "\"" + form.version + "\"");
  if (!form.reference.empty()) call.arguments = {form.reference, form.command};
  if (form.dry_run) call.query = Query({{"dry_run", "true"}});
  call.by = page.by;
  call.known = page.known;
  return call;
}

}  // namespace

std::string request_key(const PagePost& form) {
  if (form.key.empty()) return "";
  const std::string what = fmt::format("{}\n{}\n{}\n{}", form.collection, form.reference, form.command, form.body);
  return fmt::format("{}-{}", form.key, engine::sha256_hex(what).substr(0, 16));
}

void PageSender::send(const Call& page, const PagePost& form, Done done) {
  const std::string key = form.key.empty() ? fmt::format("\n{}", ++without_key_) : form.key;
  // The same sender: somebody else may have the same id in another role. And the same wish: to look is not to send.
  const std::string flight = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", page.by.id, page.by.role, page.by.seat, key,
                                         form.dry_run ? "check" : "send", form.reference, form.command, form.body);
  auto& waiting = waiting_[flight];
  waiting.push_back(std::move(done));
  if (waiting.size() > 1) return;
  Respond respond = [this, flight](Response response) { answer_all(flight, response); };
  Call call = request_of(page, form);
  try {
    const Route* route = router_.find("POST", segments_of(form)).route;
    if (!route || !route->send) throw Problem("not-found", "there is no such command");
    if (route->turned_down && route->turned_down(call, respond)) return;
    route->send(std::move(call), respond);
  } catch (const Problem& problem) {
    answer_all(flight, problem.response(page.path));
  } catch (const std::exception& fault) {
    spdlog::error("{} on {} failed: {}", form.command, page.path, fault.what());
    answer_all(flight,
               Problem("fault", "the page met a fault of the program; nothing was changed").response(page.path));
  }
}

void PageSender::answer_all(const std::string& flight, const Response& response) {
  auto found = waiting_.extract(flight);
  if (found.empty()) return;
  for (Done& one : found.mapped()) one(Response(response));
}

void expect_form_again(int status, const std::string& answer) {
  for (const int one : {200, 409, 412, 422, 428})
    if (status == one) return;
  const auto problem = nlohmann::json::parse(answer, nullptr, false);
  const std::string type = problem.is_object() ? problem.value("type", std::string()) : "";
  if (type.empty()) throw Problem("fault", "the page met a fault of the program");
  throw Problem(type.substr(type.rfind('/') + 1), problem.value("detail", std::string()));
}

std::string new_key() {
  std::random_device random;
  std::string key;
  for (int i = 0; i < 4; ++i) key += fmt::format("{:08x}", random());
  return key;
}

}  // namespace api
