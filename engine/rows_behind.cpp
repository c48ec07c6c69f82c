// Looks an entry up among the rows that record its event.
#include "engine/rows_behind.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

bool is_among(const std::vector<std::string_view>& those, std::string_view one) {
  return std::find(those.begin(), those.end(), one) != those.end();
}

std::vector<std::string_view> senders_of(const CommandDescription& command) {
  auto roles = command.roles;
  roles.insert(roles.end(), command.recorders.begin(), command.recorders.end());
  if (!command.sent_by.empty()) roles.push_back(command.sent_by);
  return roles;
}

}  // namespace

bool RowsBehind::Row::leads(std::string_view here, std::string_view there) const {
  if (!is_among(from, here)) return false;
  return to.empty() ? there == here : to.starts_with('<') || there == to;
}

RowsBehind::Rows RowsBehind::rows_of(const Workflow& workflow) {
  std::map<std::string_view, std::vector<std::string_view>> senders;  // by command
  for (const auto& command : workflow.commands()) senders[command.name] = senders_of(command);
  Rows rows;
  for (const auto& row : workflow.table())
    rows.emplace(std::string(row.event), Row{row.from, row.to, senders[row.command]});
  return rows;
}

RowsBehind::RowsBehind(const Workflows& workflows) {
  for (const auto& one : workflows.all()) all_.emplace(std::string(one->name()), rows_of(*one));
}

std::optional<std::string> RowsBehind::why_none(const Case& before, const Entry& entry) const {
  const auto rules = all_.find(entry.workflow);
  if (rules == all_.end()) return fmt::format("there is no workflow {}", entry.workflow);
  const auto& event = entry.event;
  if (before.version > 0 && entry.workflow != before.workflow)
    return fmt::format("it goes by {}, and {} follows {}", entry.workflow, entry.case_id, before.workflow);
  if (event.from != before.state)
    return fmt::format("it says that {} was in the state '{}' before it, and that was '{}'", entry.case_id, event.from,
                       before.state);
  const auto [first, last] = rules->second.equal_range(event.type);
  const auto leads = [&](const auto& row) { return row.second.leads(event.from, event.to); };
  if (std::none_of(first, last, leads))
    return fmt::format("no row of {} leads by '{}' from '{}' to '{}'", entry.workflow, event.type, event.from,
                       event.to);
  if (std::none_of(first, last,
                   [&](const auto& row) { return leads(row) && is_among(row.second.senders, entry.by.role); }))
    return fmt::format("the role '{}' may send nothing that leads by '{}' from '{}' to '{}'", entry.by.role, event.type,
                       event.from, event.to);
  return std::nullopt;
}

}  // namespace engine
