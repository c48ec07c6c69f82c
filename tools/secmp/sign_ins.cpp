// A session ends by the machine's clock, its token by the register's.
#include "tools/secmp/sign_ins.hpp"

#include "api/routes/identity.hpp"
#include "store/small_file.hpp"

namespace secmp {

engine::Time machine_time() {
  static const engine::WallClock machine;
  return machine.now();
}

SignIns::SignIns(const std::filesystem::path& file, const store::Tokens& tokens, const engine::WallClock& clock)
    : tokens_(tokens), clock_(clock), sessions_(file, machine_time()) {}

std::optional<api::Sessions::One> SignIns::shown(const store::Session& session) const {
  auto by = tokens_.find_by_hash(session.token_hash, clock_.believed());
  if (!by) return std::nullopt;
  return One{session.handle, *std::move(by), session.begun, session.used, session.begun + sessions_.policy().absolute};
}

std::optional<api::Sessions::One> SignIns::find(std::string_view secret) {
  const auto session = sessions_.find(secret, machine_time());
  return session ? shown(*session) : std::nullopt;
}

std::optional<engine::Actor> SignIns::had(std::string_view secret) {
  const auto session = sessions_.ended_lately(secret, machine_time());
  return session ? tokens_.find_by_hash(session->token_hash, clock_.believed()) : std::nullopt;
}

std::optional<std::string> SignIns::begin(std::string_view token) {
  const auto by = tokens_.find(token, clock_.believed());
  if (!by || by->role.starts_with(api::feed_role_prefix)) return std::nullopt;
  return sessions_.begin(store::hash_of_secret(token), machine_time());
}

std::optional<std::string> SignIns::begin_by_link(std::string_view link) {
  const auto token_hash = sessions_.use_up(link, machine_time());
  if (!token_hash || !tokens_.find_by_hash(*token_hash, clock_.believed())) return std::nullopt;
  return sessions_.begin(*token_hash, machine_time());
}

std::vector<api::Sessions::One> SignIns::of(const engine::Actor& by) {
  std::vector<One> all;
  for (const auto& session : sessions_.list(machine_time()))
    if (auto one = shown(session); one && one->by == by) all.push_back(*std::move(one));
  return all;
}

void SignIns::end(const std::string& handle) { sessions_.end(handle, machine_time()); }

}  // namespace secmp
