// Sessions as pages know them: those that the store keeps, each for as long as its token holds.
#pragma once

#include "api/http/sessions.hpp"
#include "engine/clock.hpp"
#include "store/sessions.hpp"
#include "store/tokens.hpp"

namespace secmp {

engine::Time machine_time();

class SignIns final : public api::Sessions {
 public:
  SignIns(const std::filesystem::path& file, const store::Tokens& tokens, const engine::WallClock& clock);

  std::optional<One> find(std::string_view secret) override;
  std::optional<engine::Actor> had(std::string_view secret) override;
  std::optional<std::string> begin(std::string_view token) override;
  std::optional<std::string> begin_by_link(std::string_view link) override;
  std::vector<One> of(const engine::Actor& by) override;
  void end(const std::string& handle) override;
  void keep() { sessions_.keep(machine_time()); }

 private:
  std::optional<One> shown(const store::Session& session) const;  // nothing: its token holds no longer

  const store::Tokens& tokens_;
  const engine::WallClock& clock_;
  store::Sessions sessions_;
};

}  // namespace secmp
