// Documents: bytes that lie beside the journal, called by their SHA-256. What commands and events say of them, and what
// is needed of whoever keeps them.
#pragma once

#include <stdexcept>
#include <string_view>

#include "engine/types.hpp"

namespace engine {

// How many bytes, and what whoever uploaded them says they are.
struct KeptBytes {
  std::int64_t size = 0;
  std::string media_type;
};

// What a command names by a hash; nothing is kept for its sender: they have not uploaded it, and may read no document
// that has it.
struct NamedBytes {
  std::optional<KeptBytes> kept;
};

// What an item of a part of a case has beside itself.
struct ItemBytes {
  int number = 0;  // of the item, as its part numbers it
  std::string sha256;
  KeptBytes kept;
  std::string file_name = {};  // empty: it has none
};

// A command names bytes by its member `sha256`; an event that keeps them says their `size` as well. In lower case.
std::optional<std::string> hash_named(const Json& body);
std::optional<std::string> hash_kept(const Json& body);
// What a case mentions that keeps these bytes.
std::string mention_of(std::string_view sha256);

// The disk has no room for more.
struct NoRoom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Bytes on their way to disk. They are gone without a trace unless somebody keeps them.
class Arriving {
 public:
  virtual ~Arriving() = default;
  virtual void take(std::string_view bytes) = 0;  // waits for the disk; throws NoRoom
  virtual std::int64_t size() const = 0;          // so far
  virtual const std::string& sha256() = 0;        // of all of them: nothing is taken after it
};

// Bytes on disk, to be read in portions. Any thread, one at a time.
class Stored {
 public:
  virtual ~Stored() = default;
  virtual std::int64_t size() const = 0;
  virtual std::string read(std::int64_t from, std::size_t at_most) const = 0;  // waits for the disk
};

// Any thread.
class Documents {
 public:
  virtual ~Documents() = default;
  // What this sender has uploaded; nothing: not these, or they are not there any more as they came.
  virtual std::optional<KeptBytes> uploaded(const std::string& sha256, const Actor& by) const = 0;
  virtual std::unique_ptr<Arriving> begin() = 0;
  // On disk when it returns, as uploaded by them. Throws NoRoom.
  virtual void keep(Arriving& arriving, const std::string& media_type, const Actor& by) = 0;
  virtual std::shared_ptr<const Stored> open(const std::string& sha256) const = 0;  // nullptr: they are not here
};

}  // namespace engine
