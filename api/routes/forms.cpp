// The forms of all commands, made when the first of them is asked for: a program that nobody visits starts at once.
#include <fmt/format.h>

#include "api/http/text.hpp"
#include "api/routes/form_page.hpp"
#include "api/routes/identity.hpp"

namespace api {
namespace {

// What nearly all of them may say of themselves.
std::vector<std::string> names_in_all(const std::vector<engine::CommandDescription>& commands) {
  std::map<std::string, std::size_t> counted;
  std::size_t sent_by_people = 0;
  for (const auto& command : commands) {
    if (command.roles.empty()) continue;
    ++sent_by_people;
    const auto properties = pages::FormJson::parse(command.schema).value("properties", pages::FormJson::object());
    for (const auto& [name, member] : properties.items()) ++counted[name];
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

const Forms::Made& Forms::made() const {
  std::call_once(once_, [this] {
    for (const auto& rules : read_.parts.workflows.all()) {
      const auto& commands = read_.commands_of(*rules);
      const auto& common = made_.common[rules.get()] = names_in_all(commands);
      for (const auto& command : commands)
        if (!command.roles.empty())
          made_.forms.try_emplace({std::string(rules->collection()), std::string(command.name)},
                                  pages::form_of(pages::FormJson::parse(command.schema), common));
    }
  });
  return made_;
}

const pages::FormField& Forms::of(const std::string& collection, const std::string& command) const {
  const auto& forms = made().forms;
  const auto found = forms.find({collection, command});
  if (found == forms.end()) throw Problem("not-found", fmt::format("there is no command {}", in_quotes(command)));
  return found->second;
}

std::string Forms::opening(const std::string& collection) const {
  const auto found = opening_.find(collection);
  return found == opening_.end() ? "" : found->second;
}

const std::vector<std::string>& Forms::common(const engine::Workflow& rules) const { return made().common.at(&rules); }

bool is_of_the_page(std::string_view field) {
  for (const std::string_view one : {"if_match", "idempotency_key", "standing", "add", "remove", "check", "send",
                                     "continue", "change", "cast", "done", "back"})
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
