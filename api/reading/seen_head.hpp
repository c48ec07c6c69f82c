// The newest entry that a caller can see, for what tells how far the journal has come: the true one moves with every
// vote of an open ballot.
#pragma once

#include <map>
#include <mutex>

#include "api/reading/cases.hpp"

namespace api {

class SeenHead {
 public:
  SeenHead(const engine::Workflows& workflows, const engine::Reader& reader, const Cases& cases)
      : workflows_(workflows), reader_(reader), cases_(cases) {}

  // Its number; 0: there is none. Never falls as long as the process runs. Query threads only: it reads the database.
  std::int64_t of(const engine::Actor& by) const;
  // Whether that entry shows to this caller.
  bool sees(const engine::Actor& by, const engine::Entry& entry) const;

 private:
  struct Looked {
    std::int64_t up_to = 0, seen = 0;
  };

  std::string audience(const engine::Actor& by) const;
  // Nothing: the case at hand does not know of that entry yet.
  std::optional<bool> judged(const engine::Actor& by, const engine::Entry& entry) const;
  // From what was looked at before to the journal's end, as far as it can be judged.
  Looked look(const engine::Actor& by, const Looked& before) const;

  const engine::Workflows& workflows_;
  const engine::Reader& reader_;
  const Cases& cases_;
  mutable std::mutex mutex_;                      // guards the one below
  mutable std::map<std::string, Looked> looked_;  // by audience
};

}  // namespace api
