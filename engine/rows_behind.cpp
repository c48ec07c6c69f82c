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

RowsBehind::Table::Table(const Workflow& workflow) {
  std::map<std::string_view, std::vector<std::string_view>> of_commands;
  for (const auto& command : workflow.commands()) {
    auto& its = of_commands[command.name] = senders_of(command);
    senders.insert(its.begin(), its.end());
  }
  for (const auto& row : workflow.table())
    rows.emplace(std::string(row.event), Row{row.from, row.to, of_commands[row.command]});
  for (const auto& state : workflow.states()) states.emplace(state.name);
}

RowsBehind::RowsBehind(const Workflows& workflows) {
  for (const auto& one : workflows.all()) all_.emplace(std::string(one->name()), Table(*one));
}

std::optional<std::string> RowsBehind::why_never(const Case& before, const Entry& entry) const {
  const auto rules = all_.find(entry.workflow);
  if (rules == all_.end()) return fmt::format("there is no workflow {}", entry.workflow);
  const auto& event = entry.event;
  if (before.version > 0 && entry.workflow != before.workflow)
    return fmt::format("it goes by {}, and {} follows {}", entry.workflow, entry.case_id, before.workflow);
  if (event.from != before.state)
    return fmt::format("it says that {} was in the state '{}' before it, and that was '{}'", entry.case_id, event.from,
                       before.state);
  if (!rules->second.states.contains(event.to))
    return fmt::format("{} has no state '{}', to which it says that it led", entry.workflow, event.to);
  if (!rules->second.senders.contains(entry.by.role))
    return fmt::format("by {} the role '{}' sends nothing", entry.workflow, entry.by.role);
  return std::nullopt;
}

std::optional<std::string> RowsBehind::why_none(const Case& before, const Entry& entry) const {
  const auto rules = all_.find(entry.workflow);
  if (rules == all_.end()) return std::nullopt;
  const auto& event = entry.event;
  const auto [first, last] = rules->second.rows.equal_range(event.type);
  const auto leads = [&](const auto& row) { return row.second.leads(before.state, event.to); };
  const auto may_be_theirs = [&](const auto& row) { return leads(row) && is_among(row.second.senders, entry.by.role); };
  if (std::none_of(first, last, leads))
    return fmt::format("no row of {} leads by '{}' from '{}' to '{}'", entry.workflow, event.type, event.from,
                       event.to);
  if (std::none_of(first, last, may_be_theirs))
    return fmt::format("the role '{}' may send nothing that leads by '{}' from '{}' to '{}'", entry.by.role, event.type,
                       event.from, event.to);
  return std::nullopt;
}

}  // namespace engine
