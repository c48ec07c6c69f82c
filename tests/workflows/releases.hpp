// Releases in stories: how one is proposed, and what is seen of it.
#pragma once

#include "tests/support/asking.hpp"

namespace story {

inline void given_a_release(Story& s, const std::string& id, const std::string& planned_on) {
  const Dom body = {{"id", id}, {"title", id}, {"kind", "ad-hoc"}, {"planned_on", planned_on}};
  const auto reply = s.ask({"releases", "", "propose", body.dump(), secas, "", "", {}, {}});
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
}
inline Dom release(Story& s, const std::string& id) {
  const auto current = api::from_events(rules(), s.journal(), {}).find(id).value();
  return Dom::parse(rules().first_of("releases")->view(current, 0));
}

}  // namespace story
