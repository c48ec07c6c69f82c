// What the code of the modification's rows, commands and events asks for: what stands before every row, what bodies
// must say, who may record for whom.
#pragma once

#include "engine/typed_code.hpp"
#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/releases_named.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/words/word_of.hpp"

namespace sec {

struct Conduct {
  using Facts = sec::Facts;
  static constexpr std::string_view clock_role = "clock";
  static constexpr engine::body::WordOf word_of = words::word_of;

  // Fields that no type can refuse: 422 with a pointer.
  template <class C>
  static void check_body(const C& command, const engine::Setting& setting, engine::body::Reading& reading) {
    check(command, setting, reading);
    if constexpr (requires { command.milestones; })
      check_timetable(command.milestones, "/milestones", setting, reading);
    if constexpr (requires { command.timetable; }) check_timetable(command.timetable, "/timetable", setting, reading);
    check_recorded(command.recorded_from, setting, reading);
    check_citations(command, setting, reading);
    if constexpr (requires { command.published_on; }) check_published(command.published_on, setting, reading);
    if constexpr (requires { command.implementation; }) {
      check_parts(command.implementation, "/implementation", reading);
      check_release_days(command.implementation, "/implementation", setting, reading);
    }
    if constexpr (is_shared<C>) check_recorder(command, setting, reading);
  }
  static void check_timetable(const std::vector<Milestone>& milestones, const std::string& at,
                              const engine::Setting& setting, engine::body::Reading& reading) {
    check_milestones(milestones, at, setting, reading);
    check_after_raising(milestones, at, setting, reading);
  }
  // Before every row: while a case is held only what does not move it (13.2), except in states that go on.
  using Preconditions = engine::When<IsActive>;
  template <class C>
  static constexpr bool is_exempt = requires {
    C::while_held;
  };
  static bool is_exempt_here(std::string_view state, std::string_view command) {
    if (properties_of(state).while_held == WhileHeld::goes_on) return true;
    return state == SentBack::name && command == SetPath::name;  // the Authority's own act (D4.1)
  }
  static void carry_over(const auto& command, auto& event) { keep_common(command, event); }

  // Whose act it is may be recorded by SECAS, from what they wrote.
  template <class C>
  static constexpr bool is_theirs = [] {
    for (const auto role : C::roles)
      for (const std::string_view outside :
           {"authority", "dcc", "party", "proposer", "consumer-body", "change-board-member"})
        if (role == outside) return true;
    return false;
  }();
  // The Panel's act or the Authority's.
  template <class C>
  static constexpr bool is_shared = [] {
    bool panels = false, authoritys = false;
    for (const auto role : C::roles) {
      panels = panels || role == by::a_body[0];
      authoritys = authoritys || role == by::authority[0];
    }
    return panels && authoritys;
  }();
  template <class C>
  static std::vector<std::string_view> recorders() {
    std::vector<std::string_view> found;
    if (!is_theirs<C>) return found;
    for (const auto role : by::secas)
      if (std::find(C::roles.begin(), C::roles.end(), role) == C::roles.end()) found.push_back(role);
    return found;
  }
};

}  // namespace sec
