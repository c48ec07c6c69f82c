// Cases as they are, or as they were: from what the last commits left in memory, or from their events.
#pragma once

#include <map>

#include "api/reading/feed.hpp"
#include "engine/ports.hpp"

namespace api {

class Cases {
 public:
  Cases(const engine::Workflows& workflows, const engine::Reader& reader, Feed& feed)
      : workflows_(workflows), reader_(reader), feed_(feed) {}

  // Nothing: there is no such case, or it had not been opened yet at as_at. Of one that went on from another case, what
  // it was before. Query threads only: they read the database.
  std::optional<engine::Case> current(const std::string& case_id) const;
  std::optional<engine::Case> as_at(const std::string& case_id, const engine::AsAt& as_at) const;
  // The same, as the journal had it when the entry `seq` was its newest.
  std::optional<engine::Case> as_at(const std::string& case_id, const engine::AsAt& as_at, std::int64_t seq) const;

  const engine::Workflow& rules_of(const engine::Case& current) const { return workflows_.get(current.workflow); }
  // By any of its references. A reference is given once and for ever, so what was found is remembered.
  std::optional<std::string> id_of(const engine::CaseName& name) const;
  // The reference in use.
  std::string reference_of(const engine::Case& current) const;

 private:
  std::optional<std::string> was_before(const std::string& case_id) const;

  const engine::Workflows& workflows_;
  const engine::Reader& reader_;
  Feed& feed_;
  mutable std::mutex ids_mutex_;  // guards the one below
  mutable std::map<engine::CaseName, std::string> ids_;
};

}  // namespace api
