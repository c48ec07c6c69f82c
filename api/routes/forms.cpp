// The forms of commands, each made when it is asked for: a program that nobody visits starts at once, and who comes
// first waits for the form that they came for.
#include <fmt/format.h>

#include "api/http/text.hpp"
#include "api/routes/form_page.hpp"
#include "api/routes/identity.hpp"
#include "engine/json_node.hpp"

namespace api {
namespace {

std::vector<std::string> names_in(const std::string& schema) {
  std::vector<std::string> names;
  engine::JsonNode root;
  if (!engine::JsonNode::read(schema, root)) throw std::logic_error("a command has no schema");
  root.each_field([&](std::string_view member, const engine::JsonNode& properties) {
    if (member == "properties")
      properties.each_field([&](std::string_view name, const engine::JsonNode&) { names.emplace_back(name); });
  });
  return names;
}

// What nearly all of them may say of themselves.
std::vector<std::string> names_in_all(const std::vector<engine::CommandDescription>& commands) {
  std::map<std::string, std::size_t> counted;
  std::size_t sent_by_people = 0;
  for (const auto& command : commands) {
    if (command.roles.empty()) continue;
    ++sent_by_people;
    for (auto& name : names_in(command.schema)) ++counted[std::move(name)];
  }
  std::vector<std::string> names;
  for (const auto& [name, count] : counted)
    if (count * 4 >= sent_by_people * 3 && sent_by_people > 1) names.push_back(name);
  return names;
}

}  // namespace

Forms::Forms(const Read& read) : read_(read) {
  for (const auto& rules : read.parts.workflows.all())
    for (const auto& command : read.commands_of(*rules))
      if (command.opens && !command.roles.empty())
        opening_[std::string(rules->collection())] = std::string(command.name);
}

// The first of its collection's rules that people send it by.
pages::FormField Forms::made(const std::string& collection, const std::string& command) const {
  for (const auto& rules : read_.parts.workflows.all()) {
    if (rules->collection() != collection) continue;
    for (const auto& one : read_.commands_of(*rules))
      if (one.name == command && !one.roles.empty())
        return pages::form_of(pages::FormJson::parse(one.schema), common_of(*rules));
  }
  throw Problem("not-found", fmt::format("there is no command {}", in_quotes(command)));
}

const pages::FormField& Forms::of(const std::string& collection, const std::string& command) const {
  const std::scoped_lock hold(mutex_);
  const auto found = forms_.find({collection, command});
  if (found != forms_.end()) return found->second;
  auto form = made(collection, command);
  return forms_.try_emplace({collection, command}, std::move(form)).first->second;
}

std::string Forms::opening(const std::string& collection) const {
  const auto found = opening_.find(collection);
  return found == opening_.end() ? "" : found->second;
}

// Under the lock.
const std::vector<std::string>& Forms::common_of(const engine::Workflow& rules) const {
  const auto found = common_.find(&rules);
  if (found != common_.end()) return found->second;
  return common_.emplace(&rules, names_in_all(read_.commands_of(rules))).first->second;
}

const std::vector<std::string>& Forms::common(const engine::Workflow& rules) const {
  const std::scoped_lock hold(mutex_);
  return common_of(rules);
}

bool is_of_the_page(std::string_view field) {
  for (const std::string_view one : {"if_match", "idempotency_key", "standing", "add", "remove", "check", "send",
                                     "fill", "continue", "change", "cast", "done", "back"})
    if (field == one) return true;
  return false;
}

pages::Typed typed_of(const SentForm& form) {
  pages::Typed typed;
  for (const auto& one : form.all())
    if (!is_of_the_page(one.first)) typed.push_back(one);
  return typed;
}

std::optional<pages::Typed> kept_for(const KeptForms& kept, const Call& call) {
  const auto body = kept.find(kept_form_secret(call.request), call.by, call.path);
  return body ? std::optional(typed_of(read_sent_form(*body))) : std::nullopt;
}

}  // namespace api
