// What was said of a modification at bodies that decide nothing of it: what is recorded, and what may not be.
#include "workflows/sec/modification/anytime/discussions.hpp"

#include "workflows/sec/modification/decisions.hpp"

namespace sec {

DiscussedAt DiscussedAt::from(const Look& look, const RecordDiscussionAt& command) {
  auto event = kept<DiscussedAt>(command);
  if (!event.on) event.on = look.setting.on;
  return event;
}

void apply(Facts& facts, const DiscussedAt& event, const engine::Entry& entry) {
  facts.discussions.push_back(
      {event.body_, event.on.value_or(entry.effective_on), event.view, event.next_steps, entry.version});
}

void check(const RecordDiscussionAt& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (command.on) check_after_raising(*command.on, "/on", setting, reading);
  if (command.on && *command.on > setting.on)
    reading.fault("/on", "lies in the future: a discussion is recorded once it was held");
}

}  // namespace sec
