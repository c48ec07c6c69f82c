// Who sees to a modification: its owner and lead analyst, and what SECAS notes for itself.
#include "workflows/sec/modification/anytime/owners.hpp"

#include "engine/calendar.hpp"
#include "engine/text.hpp"
#include "engine/title.hpp"
#include "workflows/sec/modification/decisions.hpp"

namespace sec {

static_assert(Noted::name == noted);

Reason AssignsSomebody::unmet(const Look& look, const Assign& command) {
  const bool same_owner = !command.owner || command.owner == look.facts.owner;
  const bool same_analyst = !command.lead_analyst || command.lead_analyst == look.facts.lead_analyst;
  return unless(!same_owner || !same_analyst,
                "it assigns nobody who does not see to it already: name 'owner' or "
                "'lead_analyst'");
}

void apply(Facts& facts, const Assigned& event, const engine::Entry&) {
  if (event.owner) facts.owner = event.owner;
  if (event.lead_analyst) facts.lead_analyst = event.lead_analyst;
}

void apply(Facts& facts, const Noted& event, const engine::Entry& entry) {
  facts.hide_version(entry.version);
  facts.notes.push_back({entry.version, engine::london_date(entry.at), entry.by.id, event.text});
}

namespace {
constexpr std::size_t name_characters_max = 100;

void check_name(const std::optional<std::string>& name, const char* pointer, engine::body::Reading& reading) {
  if (!name) return;
  if (engine::trimmed(*name).empty()) reading.fault(pointer, "is empty: leave it out if nobody else is to be named");
  else if (engine::characters_in(*name) > name_characters_max)
    reading.fault(pointer, "has more than " + std::to_string(name_characters_max) + " characters");
}
}  // namespace

void check(const Assign& command, const engine::Setting&, engine::body::Reading& reading) {
  check_name(command.owner, "/owner", reading);
  check_name(command.lead_analyst, "/lead_analyst", reading);
}
void check(const Note& command, const engine::Setting&, engine::body::Reading& reading) {
  if (engine::trimmed(command.text).empty()) reading.fault("/text", "is empty: a note says something");
}

}  // namespace sec
