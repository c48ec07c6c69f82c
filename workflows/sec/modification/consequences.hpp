// What a body must say beyond its types, how a case about to be opened is called, and what one change brings with it
// elsewhere.
#pragma once

#include "workflows/sec/modification/events.hpp"

namespace sec {

inline void check(const Refuse& c, const engine::Setting&, engine::body::Reading& reading);
inline void check(const Raise& c, const engine::Setting& setting, engine::body::Reading& reading) {
  check_raise(c, setting, reading);
}
void check_refuse(const Refuse& command, engine::body::Reading& reading);
void check_raise(const Raise& command, const engine::Setting& setting, engine::body::Reading& reading);
void check_known_step(const KnownStep& step, const std::string& at, engine::body::Reading& reading);
void check_published(const std::optional<Date>& published_on, const engine::Setting& setting,
                     engine::body::Reading& reading);
void check_parts(const std::vector<PlannedPart>& parts, const std::string& at, engine::body::Reading& reading);
// What a body decided is recorded by those who may.
void check_recorder(const Common& command, const engine::Setting& setting, engine::body::Reading& reading);

std::variant<engine::Identity, engine::Malformed> identify(std::string_view pack, const engine::Json& body,
                                                           int last_number);
// Which pack a proposal follows: the one that its body names, else the newest in force on the day it was raised.
bool follows(std::string_view pack, const engine::Json& body, Date today);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const TakenOver& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const SplitUp& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const Consolidated& event,
                                        const engine::Entry& entry);
// The other cases that a decision on this command looks at: for OpenVote those of the bodies, in this order.
std::vector<std::string> related(const Facts& facts, std::string_view command);
std::vector<std::string> assignees(const engine::Actor& actor);

}  // namespace sec
