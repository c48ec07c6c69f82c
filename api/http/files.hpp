// Bodies that lie on disk and never whole in memory: one that arrives, and one that is sent.
#pragma once

#include <memory>
#include <string>

#include "engine/documents.hpp"

namespace api {

// What becomes of the body of a request while it arrives. All of it on threads that may wait for the disk.
class Intake {
 public:
  virtual ~Intake() = default;
  virtual void take(std::string_view bytes) = 0;  // may throw Problem
  virtual void end() {}                           // all of it has come; may throw Problem

  std::unique_ptr<engine::Arriving> file;  // what of it is a file; nullptr: nothing (yet)
  std::string fields = {};                 // and what is not
};

// So much of a file as an answer sends.
struct FileBody {
  std::shared_ptr<const engine::Stored> file;
  std::int64_t from = 0;
  std::int64_t length = 0;
};

}  // namespace api
