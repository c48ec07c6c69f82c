// Gathers what the workflows of a collection say of a command; they may differ in who may send it.
#include "api/routes/known_commands.hpp"

#include <fmt/format.h>

#include "api/http/text.hpp"
#include "api/routes/replies.hpp"

namespace api {
namespace {

void add(std::vector<std::string>& all, const std::vector<std::string_view>& more) {
  for (const std::string_view one : more)
    if (!contains(all, one)) all.emplace_back(one);
}

}  // namespace

bool KnownCommand::is_for(const std::string& role) const { return contains(roles, role) || contains(recorders, role); }

KnownCommands::KnownCommands(const Read& read, std::string collection)
    : read_(read), collection_(std::move(collection)) {
  for (const engine::Workflow* rules : read_.parts.workflows.of(collection_))
    for (const auto& command : read_.commands_of(*rules)) {
      if (command.opens) opening_ = command.name;
      KnownCommand& known = known_[std::string(command.name)];
      known.any_version |= command.any_version;
      add(known.roles, command.roles);
      add(known.recorders, command.recorders);
    }
}

const KnownCommand& KnownCommands::of(const std::string& command, bool on_case) const {
  const auto found = known_.find(command);
  if (found == known_.end() || (on_case && command == opening_))
    throw Problem("not-found", fmt::format("there is no command {}", in_quotes(command)))
        .with("commands", quoted_list(names()));
  return found->second;
}

std::vector<std::string> KnownCommands::names() const {
  std::vector<std::string> all;
  for (const auto& [name, known] : known_)
    if (name != opening_ && !known.roles.empty()) all.push_back(name);
  return all;
}

std::optional<Problem> KnownCommands::read_version(const IfMatch& match, engine::Command& command) const {
  const bool any_version = known_.at(command.name).any_version;
  if (match.kind == IfMatch::Kind::tags) command.expected_versions = match.versions();
  if (match.kind == IfMatch::Kind::tags || (match.kind == IfMatch::Kind::any && any_version)) return std::nullopt;
  if (match.kind == IfMatch::Kind::any)
    return Problem("version-required",
                   fmt::format("{} needs the version itself in If-Match; * is not enough", command.name));
  return Problem("version-required", fmt::format("{} needs If-Match with the ETag of what you were looking at{}",
                                                 command.name, any_version ? ", or *" : ""));
}

Response KnownCommands::refusal(const Sent& sent, const std::string& reference,
                                const std::optional<Problem>& problem) const {
  const KnownCommand& known = known_.at(sent.command);
  try {
    if (!reference.empty() && !read_.cases.id_of({collection_, reference}))
      return reply_response(read_, sent, engine::NotFound{no_such(reference, collection_)});
    if (problem && known.is_for(sent.by.role)) return problem->response(sent.path);
    return reply_response(read_, sent, engine::Forbidden{known.roles, known.recorders});
  } catch (const std::exception& fault) {
    return reply_response(read_, sent, engine::Failed{fault.what()});
  }
}

}  // namespace api
