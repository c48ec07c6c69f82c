// A bounded map from caller and key to what was answered, the oldest evicted first.
#include "api/routes/kept_requests.hpp"

#include <algorithm>

#include "api/http/files.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"

namespace api {

namespace {
constexpr std::size_t key_bytes_max = 255;
// Empty: it has no key.
std::string name_of(const Sharer& sharer, const Call& call) {
  const auto key = read_key(call.request);
  return key.empty() ? "" : sharer.name + "\n" + key;
}
}  // namespace

std::string read_key(const Request& request) {
  const std::string* key = request.header("idempotency-key");
  if (!key) return "";
  const bool printable = std::all_of(key->begin(), key->end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (key->empty() || key->size() > key_bytes_max || !printable)
    throw Problem("unreadable-request", "an Idempotency-Key has 1 to 255 printable ASCII characters without blanks");
  return *key;
}

void say_again(Response& response) { response.with("Idempotency-Replayed", "true"); }

// Of a body that went to disk: what became of it.
std::string fingerprint_of(const Call& call) {
  auto text = call.request.method + " " + call.path + "\n" + call.request.body;
  if (const auto& intake = call.request.intake)
    text += intake->fields + "\n" + (intake->file ? intake->file->sha256() : "");
  return hash_text(text);
}

std::optional<Response> KeptRequests::begin(const Call& call) {
  const auto sharer = sharer_of(call);
  const auto name = name_of(sharer, call);
  if (name.empty()) return std::nullopt;
  const auto fingerprint = fingerprint_of(call);
  std::lock_guard lock(mutex_);
  auto& [all, oldest_first] = shelf_of(sharer);
  const auto [found, fresh] = all.try_emplace(name, Kept{fingerprint});
  if (fresh) oldest_first.push_back(name);
  if (oldest_first.size() > kept_requests_max) {
    all.erase(oldest_first.front());
    oldest_first.pop_front();
  }
  if (fresh) return std::nullopt;
  if (found->second.fingerprint != fingerprint)
    throw Problem("key-reused", "this Idempotency-Key was used before with another path or body");
  if (found->second.in_flight)
    throw Problem("in-flight", "the request with this Idempotency-Key is not answered yet").header("Retry-After", "1");
  auto answer = found->second.answer;
  if (answer) say_again(*answer);
  return answer;
}

void KeptRequests::keep(const Call& call, std::optional<Response> answer) {
  const auto sharer = sharer_of(call);
  const auto name = name_of(sharer, call);
  if (name.empty()) return;
  std::lock_guard lock(mutex_);
  auto& all = shelf_of(sharer).all;
  const auto found = all.find(name);
  if (found == all.end()) return;
  found->second.in_flight = false;
  found->second.answer = std::move(answer);
}

void KeptRequests::forget(const Call& call) {
  const auto sharer = sharer_of(call);
  const auto name = name_of(sharer, call);
  if (name.empty()) return;
  std::lock_guard lock(mutex_);
  auto& [all, oldest_first] = shelf_of(sharer);
  if (all.erase(name) > 0) std::erase(oldest_first, name);
}

}  // namespace api
