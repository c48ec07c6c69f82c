#include "api/shared.hpp"

#include <algorithm>

namespace api {

std::vector<std::string> Shared::collections() const {
  std::vector<std::string> all;
  for (const auto& rules : parts.workflows.all())
    if (std::find(all.begin(), all.end(), rules->collection()) == all.end()) all.emplace_back(rules->collection());
  return all;
}

engine::AsAt read_as_at(Query& query) { return {query.date("as_at"), query.instant("known_at")}; }

const std::vector<ParameterDescription>& as_at_parameters() {
  static const std::vector<ParameterDescription> all = {
      {"as_at", "As it stood at the end of this day.", R"({"type":"string","format":"date"})"},
      {"known_at", "As far as it had been recorded at this instant.", R"({"type":"string","format":"date-time"})"},
  };
  return all;
}

}  // namespace api
