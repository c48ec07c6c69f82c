// Finds a case by what somebody calls it: by a reference of its own, else by the likeness of the one that is given.
#pragma once

#include "engine/ports.hpp"

namespace engine {

// `among`: a Batch or a Reader. By a likeness only if exactly one case has it.
template <class Among>
std::optional<std::string> case_called(const Workflows& workflows, Among& among, std::string_view collection,
                                       std::string_view reference) {
  if (auto id = among.case_of(collection, reference)) return id;
  const auto* rules = workflows.first_of(collection);
  const auto likeness = rules == nullptr ? std::string() : rules->likeness(reference);
  if (likeness.empty()) return std::nullopt;
  auto alike = among.cases_alike(collection, likeness);
  return alike.size() == 1 ? std::optional(std::move(alike[0])) : std::nullopt;
}

}  // namespace engine
