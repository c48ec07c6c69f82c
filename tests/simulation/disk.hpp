// A disk in memory under SQLite. It knows of each file what was synced and what was only written, and it fails, or
// loses its power, at the write that the test names.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/dice.hpp"

namespace simulation {

// What is on a disk: the bytes of each file, by its path.
using Image = std::map<std::string, std::string>;

struct Stored;

// All of SQLite's files in one folder, as long as this lives; those of other folders stay where they are. Any thread.
class Disk {
 public:
  explicit Disk(std::filesystem::path folder);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  enum class Fault { no_room, broken_write, power };
  // At the `in`th write, sync or cut from now on (1: the next). One that is not power happens once.
  void strikes(Fault fault, int in);
  bool off() const;         // the power is gone: nothing can be read or written until insert()
  void switch_off();        // now
  bool has_struck() const;  // since the last insert(): what it broke may show later, after strikes() was called again
  std::int64_t steps() const;  // writes, syncs and cuts so far

  // What is found if the power goes at this moment: all that was synced, and of what was only written some whole, some
  // torn (up to half a sector), and some not at all.
  Image after_a_power_cut(walk::Dice& dice) const;
  // All that was written, as who starts again with the machine still running finds it.
  Image as_written() const;
  // Another disk in its place. Whoever still has a file open on the old one can do nothing with it any more.
  void insert(Image image);

 private:
  friend struct Disks;
  std::shared_ptr<Stored> open(const std::string& path, bool create);
  int step();  // counts one, and strikes; SQLITE_OK: it may be done

  const std::string folder_;
  std::map<std::string, std::shared_ptr<Stored>> files_;
  Fault fault_ = Fault::power;
  int strikes_in_ = 0;  // 0: never
  bool struck_ = false;
  bool off_ = false;
  std::int64_t steps_ = 0;
};

}  // namespace simulation
