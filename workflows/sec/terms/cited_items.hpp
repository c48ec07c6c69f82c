// A decision that somebody sends by hand names the item that it came out of: what is said with it is as confidential as
// that item (sec-rules 16.9). Lines of minutes bring the light of their item along themselves.
#pragma once

#include "workflows/sec/terms/words.hpp"

namespace sec {

// An item of a meeting, however the decision writes them: a paper names both.
struct CitedItem {
  std::string meeting;  // "SECP_66_1503"; as it was written, if that is no meeting of ours
  int item = 0;
  auto operator<=>(const CitedItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(CitedItem, (), (meeting, item))

std::optional<CitedItem> cited_in(const BodyDecision& decision);
std::optional<CitedItem> cited_by(std::optional<std::string> meeting, std::optional<int> item);
// The ids of the meetings that a command names in its decision: its check looks at them.
std::vector<std::string> meetings_cited(const engine::Command& command);

// Every text of the command is at least as confidential as the item, if this register has it. Its light is no secret:
// everybody sees it on the agenda, whoever may read the item.
void check_light(const BodyDecision& decision, const engine::body::Kind& kind, const void* command,
                 const engine::Setting& setting, engine::body::Reading& reading);

}  // namespace sec
