// Keeps forms in the order in which they came, and gives up the oldest first.
#include "api/routes/kept_forms.hpp"

#include <algorithm>

#include "api/routes/page_post.hpp"
#include "engine/hash.hpp"

namespace api {

std::string KeptForms::keep(const engine::Actor& by, const std::string& path, std::string body) {
  if (body.size() > each_max) return "";
  std::string secret = new_key();
  One fresh{engine::sha256_hex(secret), by.id, by.role, by.seat, path, std::move(body), now_() + lasts};
  const std::scoped_lock hold(mutex_);
  make_room(fresh);
  oldest_first_.push_back(std::move(fresh));
  return secret;
}

void KeptForms::make_room(const One& fresh) {
  const auto of_them = [&](const One& one) { return one.is_of({fresh.id, fresh.role, "", fresh.seat, ""}); };
  std::erase_if(oldest_first_, [&](const One& one) {
    return one.until <= now_() || (of_them(one) && one.path == fresh.path);  // what they typed last is what they want
  });
  if (static_cast<std::size_t>(std::count_if(oldest_first_.begin(), oldest_first_.end(), of_them)) == of_one_person_max)
    oldest_first_.erase(std::find_if(oldest_first_.begin(), oldest_first_.end(), of_them));
  std::size_t bytes = fresh.body.size();
  for (const One& one : oldest_first_) bytes += one.body.size();
  for (; bytes > all_max && !oldest_first_.empty(); oldest_first_.pop_front())
    bytes -= oldest_first_.front().body.size();
}

const KeptForms::One* KeptForms::called(std::string_view secret) const {
  if (secret.empty()) return nullptr;
  const auto hash = engine::sha256_hex(secret);
  const auto found =
      std::find_if(oldest_first_.begin(), oldest_first_.end(), [&](const One& one) { return one.hash == hash; });
  return found != oldest_first_.end() && now_() < found->until ? &*found : nullptr;
}

std::optional<std::string> KeptForms::find(std::string_view secret, const engine::Actor& by,
                                           std::string_view path) const {
  const std::scoped_lock hold(mutex_);
  const One* one = called(secret);
  return one != nullptr && one->is_of(by) && one->path == path ? std::optional(one->body) : std::nullopt;
}

bool KeptForms::has(std::string_view secret) const {
  const std::scoped_lock hold(mutex_);
  return called(secret) != nullptr;
}

void KeptForms::forget(std::string_view secret) {
  const std::scoped_lock hold(mutex_);
  if (const One* one = called(secret))
    std::erase_if(oldest_first_, [hash = one->hash](const One& other) { return other.hash == hash; });
}

}  // namespace api
