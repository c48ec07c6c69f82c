// Sessions in memory for servers of tests: whoever holds a token can sign in, and the cookie's value follows from it.
#pragma once

#include <functional>
#include <set>

#include "api/http/sessions.hpp"

namespace test {

class SignIns final : public api::Sessions {
 public:
  using Identify = std::function<std::optional<engine::Actor>(std::string_view token)>;

  explicit SignIns(Identify identify) : identify_(std::move(identify)) {}

  std::optional<One> find(std::string_view secret) override {
    if (!secret.starts_with("s-") || ended_.contains(std::string(secret))) return std::nullopt;
    auto by = identify_(secret.substr(2));
    return by ? std::optional(One{std::string(secret), *std::move(by), {}, {}, {}}) : std::nullopt;
  }
  std::optional<engine::Actor> had(std::string_view secret) override {
    return ended_.contains(std::string(secret)) ? identify_(secret.substr(2)) : std::nullopt;
  }
  std::optional<std::string> begin(std::string_view token) override {
    if (!identify_(token)) return std::nullopt;
    ended_.erase("s-" + std::string(token));
    return "s-" + std::string(token);
  }
  std::optional<std::string> begin_by_link(std::string_view link) override {
    return used_.insert(std::string(link)).second ? begin(link) : std::nullopt;
  }
  std::vector<One> of(const engine::Actor&) override { return {}; }
  void end(const std::string& handle) override { ended_.insert(handle); }

 private:
  const Identify identify_;
  std::set<std::string> ended_, used_;
};

}  // namespace test
