// Reads Authorization and ?feed=, asks who holds the token, and keeps the two kinds of token apart.
#include "api/routes/identity.hpp"

#include <fmt/format.h>

#include "api/http/problem.hpp"
#include "api/http/sessions.hpp"
#include "api/http/text.hpp"
#include "engine/text.hpp"

namespace api {

namespace {
Problem no_such_token(std::string detail) {
  return Problem("identity-required", std::move(detail)).header("WWW-Authenticate", R"(Bearer error="invalid_token")");
}
}  // namespace

std::string_view token_in(std::string_view authorization) {
  static constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size() || !engine::same_letters(authorization.substr(0, scheme.size()), scheme))
    return {};
  return engine::trimmed(authorization.substr(scheme.size()));
}

std::optional<engine::Actor> who_calls_quietly(const Parts& parts, std::string_view authorization) {
  const std::string_view token = token_in(authorization);
  if (token.empty()) return std::nullopt;
  auto actor = parts.identify(token);
  if (actor && actor->role.starts_with(feed_role_prefix)) return std::nullopt;
  return actor;
}

void read_feed_token(const Parts& parts, Call& call) {
  const auto token = call.query.text("feed");
  if (!token) return;
  auto actor = parts.identify(*token);
  if (!actor || !actor->role.starts_with(feed_role_prefix))
    throw no_such_token("the token in 'feed' reads no feeds, or is unknown, expired or revoked");
  actor->role.erase(0, feed_role_prefix.size());
  call.by = *std::move(actor);
}

const ParameterDescription& feed_parameter() {
  static const ParameterDescription one{"feed", "A token that reads feeds, instead of an Authorization header.",
                                        R"({"type":"string"})"};
  return one;
}

namespace {
// What a cookie of this name holds; empty: there is none. Of two, the browser sends the more exact one first.
std::string_view cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto one = engine::trimmed(header.substr(0, header.find(';')));
    header.remove_prefix(std::min(header.find(';'), header.size() - 1) + 1);
    const auto equals = one.find('=');
    if (equals != std::string_view::npos && one.substr(0, equals) == name) return one.substr(equals + 1);
  }
  return {};
}
std::string_view cookie_of(const Request& request, std::string_view name) {
  const std::string* cookies = request.header("cookie");
  return cookies ? cookie_in(*cookies, name) : std::string_view();
}
}  // namespace

std::optional<engine::Actor> who_had_signed_in(const Parts& parts, const Request& request) {
  const auto secret = cookie_of(request, session_cookie);
  return secret.empty() || !parts.sessions ? std::nullopt : parts.sessions->had(secret);
}
std::string kept_form_secret(const Request& request) { return std::string(cookie_of(request, kept_form_cookie)); }
std::string cookie_line(std::string_view name, std::string_view value, std::string_view more) {
  return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax{}", name, value, more);
}

void read_session(const Parts& parts, const Request& request, Call& call) {
  call.by = public_actor;
  const auto secret = cookie_of(request, session_cookie);
  if (secret.empty() || !parts.sessions) return;
  auto session = parts.sessions->find(secret);
  if (!session || session->by.role.starts_with(feed_role_prefix)) return;
  call.by = std::move(session->by);
  call.known = true;
  call.session = std::move(session->handle);
}

engine::Actor who_calls(const Parts& parts, const std::string* authorization, const std::string& from,
                        WrongTokens& wrong_tokens) {
  if (!authorization) return public_actor;
  if (auto actor = who_calls_quietly(parts, *authorization)) return *std::move(actor);
  wrong_tokens.shown(from);
  throw no_such_token("the token is unknown, expired or revoked");
}

}  // namespace api
