// Entries of a whole as its parts carry them, and back.
#include "workflows/sec/modification/carried_past.hpp"

namespace sec {

CarriedStep carried(const engine::Entry& entry) {
  return {entry.event.type,   {entry.event.body}, entry.event.from, entry.event.to, entry.workflow,
          entry.effective_on, entry.at,           entry.by.id,      entry.by.role};
}

std::vector<engine::Entry> entries_of(const std::vector<CarriedStep>& steps, const std::string& case_id) {
  std::vector<engine::Entry> entries;
  entries.reserve(steps.size());
  for (const auto& step : steps) {
    auto& entry = entries.emplace_back();
    entry.case_id = case_id;
    entry.workflow = step.workflow;
    entry.version = static_cast<int>(entries.size());
    entry.event = {step.event, step.body.json, step.from, step.to};
    entry.effective_on = step.on;
    entry.at = step.at;
    entry.by = {step.by, step.role, "", "", ""};
  }
  return entries;
}

}  // namespace sec
