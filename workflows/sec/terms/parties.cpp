// Finds the token that a Party's name stands for, and holds its category against what is said of it.
#include "workflows/sec/terms/parties.hpp"

#include <algorithm>

#include "engine/folded.hpp"

namespace sec {

bool is_party(const engine::Actor& by) { return by.role == by::party[0] || by.role == by::consumer_body[0]; }

namespace {
NamedParty party_of(const engine::Actor& holder) {
  return {holder.id, holder.name, engine::body::from_wire<Category>(holder.category)};
}

// Of each Party the token that was issued last.
std::vector<const engine::Actor*> parties_called(const engine::Setting& setting, std::string_view text) {
  std::vector<const engine::Actor*> found;
  if (setting.holders == nullptr) return found;
  const auto wanted = engine::appearance(text);
  if (wanted.empty()) return found;
  for (const auto& holder : *setting.holders) {
    if (!is_party(holder) || (engine::appearance(holder.id) != wanted && engine::appearance(holder.name) != wanted))
      continue;
    std::erase_if(found, [&](const auto* earlier) { return earlier->id == holder.id; });
    found.push_back(&holder);
  }
  // Its id, letter by letter, can mean nobody else.
  const auto exact = std::find_if(found.begin(), found.end(), [&](const auto* one) { return one->id == text; });
  if (exact != found.end()) return {*exact};
  return found;
}
}  // namespace

NamedParty party_named(const engine::Setting& setting, std::string_view text) {
  if (is_party(setting.by)) return party_of(setting.by);
  const auto found = parties_called(setting, text);
  return found.size() == 1 ? party_of(*found.front()) : NamedParty{};
}

std::optional<Category> category_of(const engine::Setting& setting, std::string_view party,
                                    const std::optional<Category>& said) {
  return said ? said : party_named(setting, party).category;
}

void check_party(const engine::Setting& setting, const std::string& party, const std::optional<Category>& category,
                 bool must_be_known, engine::body::Reading& reading) {
  const bool itself = is_party(setting.by);
  const auto called_so = itself ? std::vector<const engine::Actor*>{} : parties_called(setting, party);
  if (called_so.size() > 1)
    return reading.fault("/party", "fits two Parties, '" + called_so[0]->id + "' and '" + called_so[1]->id +
                                       "': write the id of the one that is meant");
  const auto named = party_named(setting, party);
  if (named.category && category && *category != *named.category)
    reading.fault("/category", "is '" + std::string(engine::body::wire_name(*category)) + "', but " +
                                   (itself ? "your token" : "the token of '" + named.id + "'") + " says '" +
                                   std::string(engine::body::wire_name(*named.category)) + "': leave it out");
  if (must_be_known && !named.category && !category)
    reading.fault("/category", "is missing: no token says which Party Category '" + party + "' is of");
}

void check_raised_for_itself(const engine::Setting& setting, const Proposer& proposer, engine::body::Reading& reading) {
  const auto& by = setting.by;
  if (!is_party(by) && by.role != by::proposer[0]) return;
  const auto itself = party_of(by);
  if (proposer.id && engine::appearance(*proposer.id) != engine::appearance(by.id))
    reading.fault("/proposer/id", "is '" + *proposer.id + "', but your token speaks for '" + by.id + "': leave it out");
  const auto called = [&](const std::string& name) {
    return engine::appearance(name) == engine::appearance(*proposer.name);
  };
  if (proposer.name && !by.name.empty() && !called(by.name) && !called(by.id))
    reading.fault("/proposer/name", "is not what your token says, '" + by.name + "': leave it out");
  if (itself.category && proposer.category && *itself.category != *proposer.category)
    reading.fault("/proposer/category", "is not what your token says, '" +
                                            std::string(engine::body::wire_name(*itself.category)) + "': leave it out");
}

}  // namespace sec
