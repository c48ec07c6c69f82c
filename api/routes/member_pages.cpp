// What is kept is thrown away at the next minute, or when it is too much.
#include "api/routes/member_pages.hpp"

namespace api {

void MemberPages::turn_to(engine::Time now) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(now);
  if (minute == minute_ && bytes_ <= bytes_max) return;
  pages_.clear();
  bytes_ = 0;
  minute_ = minute;
}

std::optional<Response> MemberPages::find(const std::string& key, engine::Time now) {
  const std::scoped_lock hold(mutex_);
  turn_to(now);
  const auto found = pages_.find(key);
  return found == pages_.end() ? std::nullopt : std::optional(found->second);
}

void MemberPages::keep(std::string key, const Response& page, engine::Time now) {
  const std::scoped_lock hold(mutex_);
  turn_to(now);
  if (pages_.emplace(std::move(key), page).second) bytes_ += page.bytes().size();
}

}  // namespace api
