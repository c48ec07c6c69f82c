// Sums, kept up to date with each taking and each giving back.
#include "api/http/shares.hpp"

namespace api {

bool Shares::take(const Sharer& who, std::size_t amount) {
  if (all() + amount > limits_.all || (!who.known && strangers_ + amount > limits_.strangers)) return false;
  if (!who.name.empty()) {
    const std::size_t most = who.known ? limits_.each_known : limits_.each_stranger;
    const auto [found, fresh] = each_.try_emplace(Key(who.known, who.name), 0);
    if (found->second + amount > most) {
      if (fresh) each_.erase(found);
      return false;
    }
    found->second += amount;
  }
  (who.known ? known_ : strangers_) += amount;
  return true;
}

void Shares::give_back(const Sharer& who, std::size_t amount) {
  (who.known ? known_ : strangers_) -= amount;
  const auto found = each_.find(Key(who.known, who.name));
  if (found == each_.end()) return;
  found->second -= amount;
  if (found->second == 0) each_.erase(found);
}

Held& Held::operator=(Held&& other) noexcept {
  if (this == &other) return *this;
  give_back();
  shares_ = std::exchange(other.shares_, nullptr);
  who_ = std::move(other.who_);
  amount_ = std::exchange(other.amount_, 0);
  return *this;
}

bool Held::grow_to(std::size_t amount) {
  if (amount <= amount_) return true;
  if (!shares_ || !shares_->take(who_, amount - amount_)) return false;
  amount_ = amount;
  return true;
}

void Held::give_back() {
  if (shares_ && amount_ > 0) shares_->give_back(who_, amount_);
  amount_ = 0;
}

std::optional<Sharer> Shares::greediest_stranger() const {
  const std::pair<const Key, std::size_t>* most = nullptr;
  for (const auto& one : each_)
    if (!one.first.first && (most == nullptr || one.second > most->second)) most = &one;
  return most == nullptr ? std::nullopt : std::optional(Sharer{false, most->first.second});
}

std::size_t Shares::of(const Sharer& who) const {
  const auto found = each_.find(Key(who.known, who.name));
  return found == each_.end() ? 0 : found->second;
}

}  // namespace api
