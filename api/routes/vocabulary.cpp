// Each word once, in the order of the workflows and their tables.
#include "api/routes/vocabulary.hpp"

#include "api/http/text.hpp"
#include "api/routes/identity.hpp"

namespace api {
namespace {

using Words = std::vector<std::string>;

void add(Words& to, std::string_view word) {
  if (!word.empty() && !contains(to, word)) to.emplace_back(word);
}

void add_rows(Vocabulary& to, const engine::Workflow& rules) {
  for (const auto& row : rules.table()) {
    add(to.targets, row.to);
    add(to.events, row.event);
    for (const auto guard : row.guards) add(to.guards, guard);
  }
}

void add_commands(Vocabulary& to, const std::vector<engine::CommandDescription>& commands) {
  for (const auto& command : commands) {
    add(to.commands, command.name);
    for (const auto role : command.roles) add(to.roles, role);
    for (const auto role : command.recorders) add(to.roles, role);
    add(to.senders, command.sent_by);
  }
}

}  // namespace

Vocabulary::Vocabulary(const Read& read) {
  for (const auto& role : read.parts.roles) add(roles, role);
  for (const auto& rules : read.parts.workflows.all()) {
    add(workflows, rules->name());
    add(titles, rules->title());
    add(nouns, rules->noun());
    for (const auto& state : rules->states()) {
      add(states, state.name);
      add(stages, state.stage);
    }
    add_rows(*this, *rules);
    add_commands(*this, read.commands_of(*rules));
    for (const auto& report : rules->reports()) add(reports, report.name);
    for (const auto& audience : rules->audiences()) add(clearances, audience.name);
  }
  for (const auto& [what, shape] : read.parts.answers.of)
    if (const auto mark = what.find('!'); mark != std::string::npos) add(events, what.substr(mark + 1));
  for (const auto& state : states) add(targets, state);
  add(roles, public_actor.role);
  Words both = roles;
  for (const auto& one : senders) add(both, one);
  senders = std::move(both);
}

engine::Json among(const Words& words) {
  return words.empty() ? engine::written<std::string>() : engine::word_among(words);
}

}  // namespace api
