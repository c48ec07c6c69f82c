// Asks the rows, with the other cases at hand that each command looks at.
#include "api/routes/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/text.hpp"
#include "api/routes/choices.hpp"
#include "api/routes/replies.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t cases_listed_max = 200;

}  // namespace

Options::Options(const Read& read, const Moment& moment)
    : read_(read),
      rules_(read.cases.rules_of(moment.found.current)),
      current_(moment.found.current),
      as_at_(moment.as_at),
      setting_(moment.setting) {}

const engine::CommandDescription* Options::described(std::string_view command) const {
  for (const auto& one : read_.commands_of(rules_))
    if (one.name == command && !one.roles.empty() && !one.opens) return &one;
  return nullptr;
}

std::vector<std::string> Options::items(const std::vector<std::string>& fields) {
  std::vector<std::string> items;
  for (const engine::Option& option : options_with({}))
    if (const auto* command = described(option.command)) items.push_back(item(*command, as_it_stands(option), fields));
  return items;
}

std::vector<engine::Option> Options::of(std::string_view command) {
  std::vector<engine::Option> rows;
  if (described(command) == nullptr) return rows;
  for (const engine::Option& option : options_with({}))
    if (option.command == command) rows.push_back(as_it_stands(option));
  return rows;
}

// What leads on stands first.
std::vector<const engine::CommandDescription*> Options::open() {
  std::vector<const engine::CommandDescription*> all, staying;
  const auto add = [](auto& list, const auto* command) {
    if (std::find(list.begin(), list.end(), command) == list.end()) list.push_back(command);
  };
  for (const engine::Option& option : options_with({})) {
    const auto* command = described(option.command);
    if (command == nullptr || !command->is_for(setting_.by.role) || !as_it_stands(option).unmet.empty()) continue;
    add(option.to.empty() || option.to == current_.state ? staying : all, command);
  }
  for (const auto* command : staying) add(all, command);
  return all;
}

engine::Option Options::as_it_stands(const engine::Option& option) {
  const auto related = rules_.related(current_, option.command);
  return related.empty() ? option : with_related(option, related);
}

const std::vector<engine::Option>& Options::options_with(const std::vector<std::string>& related) {
  if (const auto known = answers_.find(related); known != answers_.end()) return known->second;
  engine::Setting setting = setting_;
  for (const std::string& id : related) setting.related.push_back(other(id));
  return answers_[related] = rules_.options(current_, setting);
}

// The same row, asked again with the other cases at hand: the rows come in the same order each time.
const engine::Option& Options::with_related(const engine::Option& option, const std::vector<std::string>& related) {
  const auto& plain = answers_.at({});
  const auto place = static_cast<std::size_t>(&option - plain.data());
  return options_with(related).at(place);
}

const engine::Case* Options::other(const std::string& id) {
  const auto [place, fresh] = others_.try_emplace(id);
  if (fresh) place->second = read_.cases.as_at(id, as_at_);
  return place->second ? &*place->second : nullptr;
}

std::string Options::item(const engine::CommandDescription& command, const engine::Option& option,
                          const std::vector<std::string>& fields) {
  const std::vector<std::string> roles(command.roles.begin(), command.roles.end());
  const std::vector<std::string> recorders(command.recorders.begin(), command.recorders.end());
  std::vector<std::string> members;
  const auto add = [&](std::string_view name, auto&& value) {
    if (fields.empty() || contains(fields, name)) members.push_back(fmt::format(R"("{}":{})", name, value()));
  };
  add("command", [&] { return in_quotes(option.command); });
  add("to", [&] { return in_quotes(option.to); });
  add("allowed", [&] { return command.is_for(setting_.by.role) && option.unmet.empty(); });
  add("roles", [&] { return quoted_list(roles); });
  add("recorders", [&] { return quoted_list(recorders); });
  add("unmet", [&] { return unmet_json(option.unmet); });
  add("schema", [&] { return schema_of(command); });
  return "{" + engine::joined(members, ",") + "}";
}

engine::Json Options::schema_of(const engine::CommandDescription& command) {
  std::vector<engine::FieldChoices> all;
  if (const auto& choices = read_.parts.choices) all = choices(rules_, current_, command.name, setting_);
  if (const auto& cases = read_.parts.case_choices)
    for (const auto& one : cases(rules_.collection(), command.name)) all.push_back({one.field, cases_of(one), false});
  return with_choices(command.schema, all);
}

const std::vector<engine::Choice>& Options::cases_of(const engine::CaseChoices& one) {
  auto [place, fresh] = listed_.try_emplace({one.collection, one.states});
  auto& found = place->second;
  if (!fresh) return found;
  for (const auto& listed : read_.parts.reader.summaries(one.collection, as_at_)) {
    if (found.size() == cases_listed_max) break;
    const auto summary = nlohmann::json::parse(listed.summary);
    if (contains(one.states, summary.value("state", std::string())))
      found.push_back({summary.value("ref", std::string()), ""});
  }
  return found;
}

}  // namespace api
