// Looks for who has waited longest only when there is no room, and only at one address if that one has too many.
#include "api/guests.hpp"

namespace api {

bool Guests::welcome(Guest& guest, const Sharer& who) {
  while (!shares_.take(who))
    if (!make_room(who)) return false;
  inside_.emplace(&guest, who);
  return true;
}

// Those with a token never have to leave for others; there is an end to it, as one fewer is inside each time.
bool Guests::make_room(const Sharer& who) {
  auto* leaves = who_waits_longest(who);
  if (!leaves) leaves = of_the_greediest(who);
  if (!leaves) return false;
  goodbye(*leaves);
  leaves->leave_early();
  return true;
}

Guest* Guests::who_waits_longest(const Sharer& who) const {
  const bool their_share = !who.known && !who.name.empty() && shares_.of(who) >= shares_.limits().each_stranger;
  Guest* longest = nullptr;
  Guest::Moment its{};
  for (const auto& [guest, sharer] : inside_) {
    if (sharer.known || (their_share && sharer != who)) continue;
    const auto since = guest->waits_since();
    if (!since || (longest && *since >= its)) continue;
    longest = guest;
    its = *since;
  }
  return longest;
}

// Nobody waits, and there is no room: all are busy with answers that they may never read. Then it is for who has more
// than anybody, and more than who comes, to leave.
Guest* Guests::of_the_greediest(const Sharer& who) const {
  const auto greediest = shares_.greediest_stranger();
  if (!greediest || shares_.of(*greediest) <= shares_.of(who) + 1) return nullptr;
  Guest* longest = nullptr;
  for (const auto& [guest, sharer] : inside_)
    if (sharer == *greediest && (!longest || guest->since() < longest->since())) longest = guest;
  return longest;
}

void Guests::recognise(Guest& guest, const std::string& id) {
  const auto found = inside_.find(&guest);
  if (found == inside_.end() || found->second.known || id.empty()) return;
  const Sharer before = found->second, now{true, id};
  goodbye(guest);
  const bool known = shares_.take(now);
  if (!known) shares_.take(before);  // it was theirs a moment ago
  inside_.emplace(&guest, known ? now : before);
}

void Guests::goodbye(Guest& guest) {
  const auto found = inside_.find(&guest);
  if (found == inside_.end()) return;
  const Sharer who = found->second;
  inside_.erase(found);
  shares_.give_back(who);
}

}  // namespace api
