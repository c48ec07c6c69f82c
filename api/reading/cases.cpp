// Cases taken from the feed's memory, or grown from their events and kept there if no commit came in between.
#include "api/reading/cases.hpp"

#include "api/reading/gathering.hpp"
#include "engine/case_called.hpp"

namespace api {

constexpr std::size_t ids_max = 20'000;

std::optional<engine::Case> Cases::current(const std::string& case_id) const {
  const std::uint64_t stamp = feed_.stamp(case_id);
  if (auto known = feed_.current(case_id)) return known;
  auto found = grown(workflows_, reader_.entries(case_id, {}));
  if (found) feed_.keep(*found, stamp);
  return found;
}

std::optional<engine::Case> Cases::as_at(const std::string& case_id, const engine::AsAt& as_at) const {
  if (as_at.now()) return current(case_id);
  if (auto found = grown(workflows_, reader_.entries(case_id, as_at))) return found;
  const auto before = was_before(case_id);
  return before ? this->as_at(*before, as_at) : std::nullopt;
}

std::optional<std::string> Cases::was_before(const std::string& case_id) const {
  const auto opening = reader_.entries(case_id, {}, 0, 1);
  if (opening.empty()) return std::nullopt;
  const auto name = workflows_.get(opening[0].workflow).was_before(opening[0]);
  auto found = name ? reader_.case_of(name->collection, name->reference) : std::nullopt;
  return found == case_id ? std::nullopt : found;
}

std::optional<engine::Case> Cases::as_at(const std::string& case_id, const engine::AsAt& as_at,
                                         std::int64_t seq) const {
  auto entries = reader_.entries(case_id, as_at);
  std::erase_if(entries, [&](const engine::Entry& entry) { return entry.seq > seq; });
  return grown(workflows_, entries);
}

std::optional<std::string> Cases::id_of(const engine::CaseName& name) const {
  {
    std::lock_guard lock(ids_mutex_);
    if (const auto known = ids_.find(name); known != ids_.end()) return known->second;
  }
  auto found = engine::case_called(workflows_, reader_, name.collection, name.reference);
  if (!found) return found;
  std::lock_guard lock(ids_mutex_);
  if (ids_.size() >= ids_max) ids_.clear();
  ids_.emplace(name, *found);
  return found;
}

std::string Cases::reference_of(const engine::Case& current) const {
  const auto references = rules_of(current).listing(current).references;
  return references.empty() ? current.id : references.front();
}

}  // namespace api
