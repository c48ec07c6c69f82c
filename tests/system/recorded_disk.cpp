// What POSIX promises and no more: a file's bytes are there once it was synced, its name once its folder was.
#include "tests/system/recorded_disk.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

namespace outside {
namespace {

constexpr std::size_t sector = 512;

// A write, or (without bytes) a cut.
struct Pending {
  std::size_t at = 0;
  std::string bytes;
  bool cuts = false;
};

void put(std::string& bytes, const Pending& one, std::size_t from, std::size_t until) {
  if (one.cuts) return bytes.resize(one.at);
  if (bytes.size() < one.at + until) bytes.resize(one.at + until);
  std::memcpy(bytes.data() + one.at + from, one.bytes.data() + from, until - from);
}

void put(std::string& bytes, const Pending& one) { put(bytes, one, 0, one.bytes.size()); }

// Each sector is there or is not; they begin at multiples of their size in the file.
void put_torn(std::string& bytes, const Pending& one, walk::Dice& dice) {
  for (std::size_t from = 0; from < one.bytes.size();) {
    const auto until = std::min(one.bytes.size(), from + sector - (one.at + from) % sector);
    if (dice.chance(50)) put(bytes, one, from, until);
    from = until;
  }
}

}  // namespace

const std::string RecordedDisk::calls =
    "openat,close,pwrite64,write,writev,pwritev,fsync,fdatasync,ftruncate,fallocate,lseek,rename,renameat,renameat2,"
    "link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,copy_file_range,sendfile,sendmsg,sendto";

struct RecordedDisk::Node {
  bool is_folder = false;
  std::string written, synced;
  std::vector<Pending> pending;
  std::map<std::string, NodePtr> names, synced_names;
};

RecordedDisk::NodePtr RecordedDisk::Name::node() const {
  if (!folder) return nullptr;
  if (name.empty()) return folder;
  const auto found = folder->names.find(name);
  return found == folder->names.end() ? nullptr : found->second;
}

RecordedDisk::RecordedDisk(const fs::path& folder) : folder_(fs::canonical(folder).string()), root_(read(folder)) {}
RecordedDisk::~RecordedDisk() = default;

RecordedDisk::NodePtr RecordedDisk::read(const fs::path& path) {
  auto node = std::make_shared<Node>();
  node->is_folder = fs::is_directory(path);
  if (!node->is_folder) {
    node->written = node->synced = read_file(path);
    return node;
  }
  for (const auto& one : fs::directory_iterator(path)) node->names[one.path().filename().string()] = read(one.path());
  node->synced_names = node->names;
  return node;
}

RecordedDisk::Name RecordedDisk::find(const std::string& path) const {
  if (path != folder_ && !path.starts_with(folder_ + "/")) return {};
  NodePtr node = root_;
  std::string last;
  for (const auto& part : fs::path(path.substr(folder_.size())).relative_path().lexically_normal()) {
    if (part.empty() || part == ".") continue;
    if (!last.empty()) node = node->names.contains(last) ? node->names.at(last) : nullptr;
    if (!node) return {};
    last = part.string();
  }
  return {node, last};
}

void RecordedDisk::change(Change names) {
  for (const auto& one : names) {
    if (one.now) one.folder->names[one.name] = one.now;
    else one.folder->names.erase(one.name);
  }
  unsynced_.push_back(std::move(names));
}

bool RecordedDisk::opens(const Call& call) {
  const int handle = std::atoi(call.result.c_str());
  opened_.erase(handle);
  if (call.arguments.find("O_TMPFILE") != std::string::npos) {
    opened_[handle] = {std::make_shared<Node>()};
    return find(call.texts().front()).folder != nullptr;
  }
  // Another handle of a file that is open: /proc/self/fd/8
  const auto path = call.texts().front();
  if (const std::string mine = "/proc/self/fd/"; path.starts_with(mine)) {
    const auto other = opened_.find(std::atoi(path.c_str() + mine.size()));
    if (other != opened_.end()) opened_[handle] = {other->second.node};
    return false;
  }
  const auto name = find(path);
  if (!name.folder) return false;
  auto node = name.node();
  const bool is_new = !node;
  if (is_new) {
    node = std::make_shared<Node>();
    change({{name.folder, name.name, node}});
  } else if (call.arguments.find("O_TRUNC") != std::string::npos) {
    node->pending.push_back({0, {}, true});
    node->written.clear();
  }
  opened_[handle] = {node};
  return is_new;
}

bool RecordedDisk::writes(const Call& call, Opened& opened) {
  auto& node = *opened.node;
  Pending one;
  if (call.name == "ftruncate") {
    one = {std::stoull(call.arguments.substr(call.arguments.rfind(' '))), {}, true};
  } else {
    for (const auto& text : call.texts()) one.bytes += text;
    const auto size = std::stoull(call.result);
    if (one.bytes.size() < size) throw std::runtime_error("strace did not write all of a " + call.name + " down");
    one.bytes.resize(size);
    const bool says_where = call.name.starts_with("pwrite");
    one.at = says_where ? std::stoull(call.arguments.substr(call.arguments.rfind(' '))) : opened.at;
    if (!says_where) opened.at += size;
  }
  put(node.written, one);
  node.pending.push_back(std::move(one));
  return true;
}

bool RecordedDisk::moves(const Call& call) {
  const auto paths = call.texts();
  const auto from = find(paths.at(0)), to = find(paths.at(1));
  if (!from.folder || !to.folder) return false;
  const bool changes_places = call.arguments.find("RENAME_EXCHANGE") != std::string::npos;
  change({{from.folder, from.name, changes_places ? to.node() : nullptr}, {to.folder, to.name, from.node()}});
  return true;
}

bool RecordedDisk::links(const Call& call) {
  const auto paths = call.texts();
  const std::string mine = "/proc/self/fd/";
  const auto to = find(paths.at(1));
  if (!to.folder) return false;
  const auto node = paths.at(0).starts_with(mine) ? opened_.at(std::atoi(paths.at(0).c_str() + mine.size())).node
                                                  : find(paths.at(0)).node();
  change({{to.folder, to.name, node}});
  return true;
}

bool RecordedDisk::takes_away(const Call& call) {
  auto path = call.texts().front();
  if (call.name == "unlinkat" && !path.starts_with('/')) path = call.file() + "/" + path;
  const auto name = find(path);
  if (!name.folder) return false;
  change({{name.folder, name.name, nullptr}});
  return true;
}

bool RecordedDisk::makes_folder(const Call& call) {
  const auto name = find(call.texts().front());
  if (!name.folder) return false;
  auto node = std::make_shared<Node>();
  node->is_folder = true;
  change({{name.folder, name.name, node}});
  return true;
}

// Of names, those that were changed in this folder; what moved between two takes with it all that was before.
void RecordedDisk::sync(const NodePtr& node) {
  if (!node->is_folder) {
    for (const auto& one : node->pending) put(node->synced, one);
    node->pending.clear();
    return;
  }
  const auto is_here = [&](const Change& one) {
    return std::any_of(one.begin(), one.end(), [&](const auto& naming) { return naming.folder == node; });
  };
  const auto moves_between = [](const Change& one) { return one.front().folder != one.back().folder; };
  std::size_t all_before = 0;
  for (std::size_t i = 0; i < unsynced_.size(); ++i)
    if (is_here(unsynced_[i]) && moves_between(unsynced_[i])) all_before = i + 1;
  std::vector<Change> left;
  for (std::size_t i = 0; i < unsynced_.size(); ++i) {
    if (i >= all_before && !is_here(unsynced_[i])) {
      left.push_back(std::move(unsynced_[i]));
      continue;
    }
    for (const auto& one : unsynced_[i])
      if (one.now) one.folder->synced_names[one.name] = one.now;
      else one.folder->synced_names.erase(one.name);
  }
  unsynced_ = std::move(left);
}

bool RecordedDisk::play(const Call& call) {
  if (call.failed()) return false;
  if (call.name == "openat") return opens(call);
  if (call.name.starts_with("rename")) return moves(call);
  if (call.name.starts_with("link")) return links(call);
  if (call.name.starts_with("unlink") || call.name == "rmdir") return takes_away(call);
  if (call.name.starts_with("mkdir")) return makes_folder(call);
  const auto found = opened_.find(call.handle());
  if (found == opened_.end()) return false;
  if (call.name == "close") return opened_.erase(call.handle()), false;
  if (call.name.ends_with("sync")) return sync(found->second.node), true;
  if (call.name == "lseek") return found->second.at = std::stoull(call.result), false;
  if (call.name == "ftruncate" || call.name.find("write") != std::string::npos) return writes(call, found->second);
  throw std::runtime_error("nobody says what " + call.name + " does to a disk");
}

std::vector<RecordedDisk::Change> RecordedDisk::kept_changes(walk::Dice& dice) const {
  auto kept = unsynced_;
  if (dice.chance(50)) {
    kept.resize(static_cast<std::size_t>(dice.below(static_cast<int>(kept.size()) + 1)));
  } else {
    const int keeps = dice.one_of(std::array{0, 50, 90, 100});
    std::erase_if(kept, [&](const auto&) { return !dice.chance(keeps); });
  }
  return kept;
}

void RecordedDisk::after_a_power_cut(const fs::path& to, walk::Dice& dice) const {
  std::map<const Node*, std::map<std::string, NodePtr>> names;
  const auto names_in = [&](const NodePtr& folder) -> auto& {
    return names.try_emplace(folder.get(), folder->synced_names).first->second;
  };
  for (const auto& change : kept_changes(dice))
    for (const auto& one : change)
      if (one.now) names_in(one.folder)[one.name] = one.now;
      else names_in(one.folder).erase(one.name);
  const int keeps = dice.one_of(std::array{0, 50, 90, 100}), tears = dice.one_of(std::array{0, 20, 100});
  const std::function<void(const NodePtr&, const fs::path&)> write = [&](const NodePtr& node, const fs::path& path) {
    if (node->is_folder) {
      fs::create_directory(path);
      for (const auto& [name, inside] : names_in(node)) write(inside, path / name);
      return;
    }
    auto bytes = node->synced;
    for (const auto& one : node->pending) {
      if (!dice.chance(keeps)) continue;
      if (!one.cuts && dice.chance(tears)) put_torn(bytes, one, dice);
      else put(bytes, one);
    }
    write_file(path, bytes);
  };
  write(root_, to);
}

}  // namespace outside
