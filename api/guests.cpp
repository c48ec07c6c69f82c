// Looks for who has waited longest only when there is no room, and only at one address if that one has too many.
#include "api/guests.hpp"

namespace api {
namespace {

Guest* longest_waiting(const std::set<Guest*>& guests, Guest* found) {
  for (Guest* one : guests) {
    const auto since = one->waits_since();
    if (since && (!found || *since < *found->waits_since())) found = one;
  }
  return found;
}

}  // namespace

bool Guests::welcome(Guest& guest, const Sharer& who) {
  while (!shares_.take(who))
    if (!make_room(who)) return false;
  inside_.emplace(&guest, who);
  if (!who.known) strangers_[who.name].insert(&guest);
  return true;
}

// Those with a token never have to leave for others; there is an end to it, as one fewer is inside each time.
bool Guests::make_room(const Sharer& who) {
  Guest* leaves = nullptr;
  const bool their_share = !who.known && !who.name.empty() && shares_.of(who) >= shares_.limits().each_stranger;
  if (their_share) leaves = longest_waiting(strangers_[who.name], nullptr);
  else
    for (const auto& [address, guests] : strangers_) leaves = longest_waiting(guests, leaves);
  if (!leaves) return false;
  goodbye(*leaves);
  leaves->leave_early();
  return true;
}

void Guests::recognise(Guest& guest, const std::string& id) {
  const auto found = inside_.find(&guest);
  if (found == inside_.end() || found->second.known || id.empty()) return;
  const Sharer before = found->second, now{true, id};
  goodbye(guest);
  const bool known = shares_.take(now);
  if (!known) shares_.take(before);  // it was theirs a moment ago
  inside_.emplace(&guest, known ? now : before);
  if (!known) strangers_[before.name].insert(&guest);
}

void Guests::goodbye(Guest& guest) {
  const auto found = inside_.find(&guest);
  if (found == inside_.end()) return;
  const Sharer who = found->second;
  inside_.erase(found);
  shares_.give_back(who);
  if (who.known) return;
  const auto address = strangers_.find(who.name);
  if (address == strangers_.end()) return;
  address->second.erase(&guest);
  if (address->second.empty()) strangers_.erase(address);
}

}  // namespace api
