#include "api/identity.hpp"

#include "api/json_text.hpp"
#include "api/problem.hpp"

namespace api {

std::optional<engine::Actor> who_calls_quietly(const Parts& parts, std::string_view authorization) {
  static constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size() || !same_letters(authorization.substr(0, scheme.size()), scheme))
    return std::nullopt;
  const std::string_view token = trimmed(authorization.substr(scheme.size()));
  return token.empty() ? std::nullopt : parts.identify(token);
}

engine::Actor who_calls(const Parts& parts, const std::string* authorization) {
  if (!authorization) return public_actor;
  if (auto actor = who_calls_quietly(parts, *authorization)) return *std::move(actor);
  throw Problem("identity-required", "the token is unknown, expired or revoked")
      .header("WWW-Authenticate", R"(Bearer error="invalid_token")");
}

}  // namespace api
