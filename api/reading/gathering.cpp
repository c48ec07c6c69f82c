// Follows what a workflow says a question needs: cases by name, and all cases that fit a selection.
#include "api/reading/gathering.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "engine/case_called.hpp"
#include "engine/grow.hpp"

namespace api {
namespace {

constexpr int page_items = 200;

// The references of the cases that fit one of the selections, by their places.
std::map<std::string, std::string> references(const Sources& sources, std::string_view collection,
                                              const std::vector<engine::Selection>& selections) {
  std::map<std::string, std::string> found;
  const auto* rules = sources.workflows.first_of(collection);
  for (const engine::Selection& selection : selections) {
    engine::Filter filter;
    filter.equal = selection;
    std::optional<std::string> cursor = "";
    while (cursor) {
      const engine::Page page = sources.reader.list(collection, filter, sources.as_at, page_items, *cursor);
      for (const engine::Json& item : page.items) {
        auto reference = nlohmann::json::parse(item).at("ref").get<std::string>();
        auto place = rules == nullptr ? reference : rules->place(reference);
        found.emplace(std::move(place), std::move(reference));
      }
      cursor = page.next;
    }
  }
  return found;
}

}  // namespace

std::optional<engine::Case> grown(const engine::Workflows& workflows, const std::vector<engine::Entry>& entries) {
  if (entries.empty()) return std::nullopt;
  return engine::case_from(workflows, entries);
}

Sources from_events(const engine::Workflows& workflows, const engine::Reader& reader, engine::AsAt as_at) {
  return {workflows, reader, as_at,
          [&](const engine::CaseName& name) {
            return engine::case_called(workflows, reader, name.collection, name.reference);
          },
          [&workflows, &reader, as_at](const std::string& id) { return grown(workflows, reader.entries(id, as_at)); }};
}

Gathered gather(const Sources& sources, const engine::Workflow& rules, const engine::Question& question,
                const engine::Case* one) {
  const auto& asked = rules.question_called(question.name);
  Gathered found;
  const auto keep = [&](const engine::CaseName& name) -> const engine::Case* {
    const auto id = sources.id_of(name);
    auto current = id ? sources.find(*id) : std::nullopt;
    return current ? &found.cases.emplace_back(*std::move(current)) : nullptr;
  };
  if (one) {
    found.about.push_back(one);
  } else {
    for (const auto& [_, reference] : references(sources, rules.collection(), asked.subjects(question)))
      if (const auto* current = keep({std::string(rules.collection()), reference})) found.about.push_back(current);
  }
  for (const engine::CaseName& name : asked.needs(question, found.about)) found.others.push_back(keep(name));
  for (const auto& [collection, selection] : asked.needs_like(question, found.about))
    for (const auto& [_, reference] : references(sources, collection, {selection}))
      if (const auto* current = keep({collection, reference})) found.others.push_back(current);
  return found;
}

}  // namespace api
