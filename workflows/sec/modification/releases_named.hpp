// Releases that a decision on a modification names: what the register knows of each, why one takes nothing in, and how
// the release hears of it (D10, DEF 16.15).
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/release/facts.hpp"

namespace sec {

// What an event keeps of a release that it names.
struct NamedRelease {
  std::string release;
  bool known = false;              // the register has it, and it has room for the modification
  std::optional<Date> planned_on;  // when it was to go live then
};
BOOST_DESCRIBE_STRUCT(NamedRelease, (), (release, known, planned_on))
using NamedReleases = std::optional<std::vector<NamedRelease>>;  // not in older events

// A part that is agreed after the decision: its day is known then.
struct ImplementationPhase {
  int part = 1;
  std::optional<std::string> release;
  Date planned_on{};
};
BOOST_DESCRIBE_STRUCT(ImplementationPhase, (), (part, release, planned_on))

// The release of this id among the cases that a decision looks at; nullptr: the register has none.
const engine::Case* release_called(const engine::Setting& setting, const std::string& id);
// The ids that a body names in `implementation`, `parts` or a position.
std::vector<std::string> releases_in(const engine::Command& command);

Reason release_refuses(const Look& look, int part, const std::string& release);
struct ReleasesTakeItIn {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) {
    if constexpr (requires { command.parts; }) return first(look, command.parts);
    else return first(look, command.implementation);
  }
  static Reason first(const Look& look, const auto& parts) {
    for (const auto& part : parts)
      if (part.release)
        if (auto why = release_refuses(look, part.part, *part.release)) return why;
    return {};
  }
};

NamedRelease named_release(const Look& look, const std::string& release);
NamedReleases releases_named(const Look& look, const auto& parts) {
  NamedReleases found;
  for (const auto& part : parts) {
    if (!part.release || release_refuses(look, part.part, *part.release)) continue;
    if (!found) found.emplace();
    found->push_back(named_release(look, *part.release));
  }
  return found;
}

// A part goes live with its release: a day that is named beside one is the release's. `at`: where the parts are in the
// body.
void check_release_days(const std::vector<PlannedPart>& parts, const std::string& at, const engine::Setting& setting,
                        engine::body::Reading& reading);

// Parts that leave their releases because they get a day on which these do not go live; nothing in older events.
using Leaving = std::optional<std::vector<int>>;
void add_leaving(Leaving& leaving, const Look& look, const Part* part, const Discretion& days);
Leaving parts_leaving(const Look& look, const auto& parts) {
  Leaving found;
  for (const auto& planned : parts) {
    const std::optional<Date> on = planned.planned_on;
    if (on && !planned.release) add_leaving(found, look, look.facts.part(planned.part), {*on, {}});
  }
  return found;
}
void leave_releases(Facts& facts, const Leaving& leaving);

// The parts as they are planned from now on, with what was known of their releases.
void plan(Facts& facts, const std::vector<PlannedPart>& parts, const NamedReleases& releases);
// The dates that are planned are those that come with the implementation approach: from now on others are movements.
void approve_dates(Facts& facts, Date on);
// One more date for a part: the first that it has is its baseline, and what was planned without one is.
void agree_date(Part& part, Date day, Date on);
void move_date(Part& part, Date day, Date on, std::string_view cause, const std::optional<Text>& reason);

// What the Authority decides is implemented by the approved timetable (D10): a part of it that has no date waits for
// one. Of what was taken over in that state nobody can say.
bool waits_for_a_date(const Facts& facts, std::string_view state, const Part* part);

// Rejected, withdrawn, split, overturned: what is left of it is in no release, and goes live on no day.
bool came_to_nothing(std::string_view state);
// Releases that take a part in, or let it go, because a step has changed where it is.
std::vector<engine::Circular> told_releases(const Facts& before, const Facts& after, const engine::Entry& entry);

}  // namespace sec
