// Counts between two lines of the log.
#include "api/routes/wrong_tokens.hpp"

#include <spdlog/spdlog.h>

namespace api {

void WrongTokens::shown(const std::string& from) {
  constexpr std::chrono::minutes between_lines{1};
  const auto now = std::chrono::steady_clock::now();
  std::size_t count = 0;
  {
    const std::scoped_lock hold(mutex_);
    ++since_;
    if (said_ != decltype(said_){} && now < said_ + between_lines) return;
    said_ = now;
    std::swap(count, since_);
  }
  spdlog::warn("a token was shown from {} that is unknown, expired or revoked{}", from,
               count == 1 ? "" : ": one of " + std::to_string(count) + " since the last line of this kind");
}

}  // namespace api
