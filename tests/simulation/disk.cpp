// What is on a simulated disk: what was synced, what only written, and what a power cut leaves of it.
#include <algorithm>
#include <cstring>

#include "tests/simulation/stored.hpp"

namespace simulation {

void apply(std::string& bytes, const Pending& one, std::size_t size) {
  if (one.cuts) {
    if (bytes.size() > one.at) bytes.resize(one.at);
    return;
  }
  if (bytes.size() < one.at + size) bytes.resize(one.at + size);
  std::memcpy(bytes.data() + one.at, one.bytes.data(), size);
}

std::mutex& mutex() {
  static std::mutex one;
  return one;
}

Disk::Disk(std::filesystem::path folder) : folder_(folder.string() + "/") {
  register_once();
  const std::scoped_lock hold(mutex());
  Disks::all().push_back(this);
}

Disk::~Disk() {
  insert({});
  const std::scoped_lock hold(mutex());
  std::erase(Disks::all(), this);
}

void Disk::strikes(Fault fault, int in) {
  const std::scoped_lock hold(mutex());
  fault_ = fault;
  strikes_in_ = in;
}

bool Disk::off() const {
  const std::scoped_lock hold(mutex());
  return off_;
}

void Disk::switch_off() {
  const std::scoped_lock hold(mutex());
  off_ = true;
}

bool Disk::has_struck() const {
  const std::scoped_lock hold(mutex());
  return struck_;
}

std::int64_t Disk::steps() const {
  const std::scoped_lock hold(mutex());
  return steps_;
}

int Disk::step() {
  if (off_) return SQLITE_IOERR;
  ++steps_;
  if (strikes_in_ == 0 || --strikes_in_ > 0) return SQLITE_OK;
  struck_ = true;
  if (fault_ == Fault::no_room) return SQLITE_FULL;
  off_ = fault_ == Fault::power;
  return SQLITE_IOERR_WRITE;
}

std::shared_ptr<Stored> Disk::open(const std::string& path, bool create) {
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second;
  if (!create) return nullptr;
  const auto fresh = std::make_shared<Stored>();
  fresh->disk = this;
  files_[path] = fresh;
  return fresh;
}

Image Disk::after_a_power_cut(walk::Dice& dice) const {
  const std::scoped_lock hold(mutex());
  Image image;
  const int kept = dice.one_of(std::array{0, 50, 90, 100});  // of a hundred writes that were not synced
  for (const auto& [path, stored] : files_) {
    auto bytes = stored->synced;
    bool there = stored->name_is_synced;
    for (const auto& one : stored->pending) {
      if (!dice.chance(kept)) continue;
      const auto half_sectors = static_cast<int>(one.bytes.size() / 256) + 1;
      const bool torn = !one.cuts && dice.chance(20);
      apply(bytes, one, torn ? static_cast<std::size_t>(dice.below(half_sectors)) * 256 : one.bytes.size());
      there = true;
    }
    if (there) image.emplace(path, std::move(bytes));
  }
  return image;
}

Image Disk::as_written() const {
  const std::scoped_lock hold(mutex());
  Image image;
  for (const auto& [path, stored] : files_) image.emplace(path, stored->written);
  return image;
}

void Disk::insert(Image image) {
  const std::scoped_lock hold(mutex());
  for (const auto& [path, stored] : files_) stored->gone = true;
  files_.clear();
  for (auto& [path, bytes] : image) {
    const auto stored = std::make_shared<Stored>();
    stored->disk = this;
    stored->written = bytes;
    stored->synced = std::move(bytes);
    stored->name_is_synced = true;
    files_.emplace(path, stored);
  }
  off_ = struck_ = false;
  strikes_in_ = 0;
}

}  // namespace simulation
