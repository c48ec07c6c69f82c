#include "api/cases.hpp"

namespace api {

std::optional<engine::Case> Cases::current(const std::string& case_id) const {
  const std::uint64_t stamp = feed_.stamp(case_id);
  if (auto known = feed_.current(case_id)) return known;
  auto found = told_by(reader_.entries(case_id, {}));
  if (found) feed_.keep(*found, stamp);
  return found;
}

std::optional<engine::Case> Cases::as_at(const std::string& case_id, const engine::AsAt& as_at) const {
  return as_at.now() ? current(case_id) : told_by(reader_.entries(case_id, as_at));
}

std::optional<engine::Case> Cases::told_by(const std::vector<engine::Entry>& entries) const {
  if (entries.empty()) return std::nullopt;
  const engine::Workflow& rules = workflows_.get(entries.front().workflow);
  engine::Case told = rules.blank(entries.front().case_id);
  for (const engine::Entry& entry : entries) told = rules.evolve(told, entry);
  return told;
}

std::string Cases::reference_of(const engine::Case& current) const {
  const auto references = rules_of(current).listing(current).references;
  return references.empty() ? current.id : references.front();
}

}  // namespace api
