// A folder on a disk that may lose its power, as a program has written to it: played again call by call, and at any
// moment what is found if the power goes then.
#pragma once

#include <map>
#include <memory>

#include "tests/support/dice.hpp"
#include "tests/system/faults.hpp"

namespace outside {

class RecordedDisk {
 public:
  static const std::string calls;  // what has to be written down of a program

  // All that is in the folder now is there for ever.
  explicit RecordedDisk(const fs::path& folder);
  ~RecordedDisk();
  RecordedDisk(const RecordedDisk&) = delete;
  RecordedDisk& operator=(const RecordedDisk&) = delete;

  bool play(const Call& call);  // whether it changed anything here

  // What was synced, and of the rest what the dice keep: of writes some whole, some torn between sectors, some not at
  // all; of names that were given, changed or taken away the first few, or any.
  void after_a_power_cut(const fs::path& to, walk::Dice& dice) const;

 private:
  struct Node;
  using NodePtr = std::shared_ptr<Node>;
  // A change of names, which happens as a whole.
  struct Naming {
    NodePtr folder;
    std::string name;
    NodePtr now;  // nothing: nobody has it any more
  };
  using Change = std::vector<Naming>;
  struct Opened {
    NodePtr node;
    std::size_t at = 0;
  };
  struct Name {
    NodePtr folder;  // nothing: it is not in this folder of ours
    std::string name;
    NodePtr node() const;
  };

  static NodePtr read(const fs::path& path);
  Name find(const std::string& path) const;
  void change(Change names);
  bool opens(const Call& call);
  bool writes(const Call& call, Opened& opened);
  bool moves(const Call& call);
  bool links(const Call& call);
  bool takes_away(const Call& call);
  bool makes_folder(const Call& call);
  void sync(const NodePtr& node);
  std::vector<Change> kept_changes(walk::Dice& dice) const;

  const std::string folder_;
  NodePtr root_;
  std::map<int, Opened> opened_;
  std::vector<Change> unsynced_;
};

}  // namespace outside
