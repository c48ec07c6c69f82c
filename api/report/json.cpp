#include "api/report/json.hpp"

#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"

namespace api::report {

std::string json(const engine::Report& report, const Question& question, bool simulated) {
  nlohmann::ordered_json whole;
  whole["report"] = question.name;
  whole["title"] = report.title;
  whole["as_at"] = engine::to_text(question.as_at.value());
  whole["since"] = engine::to_text(question.since.value());
  if (question.known_at) whole["known_at"] = engine::to_text(*question.known_at);
  else whole["known_at"] = nullptr;
  whole["simulated"] = simulated;
  whole["header"] = nlohmann::ordered_json::object();
  for (const auto& [label, value] : report.header) whole["header"][label] = value;
  auto data = nlohmann::ordered_json::parse(report.data);
  if (data.is_object())
    for (auto& [name, value] : data.items()) whole[name] = std::move(value);
  else whole["data"] = std::move(data);
  return whole.dump();
}

}  // namespace api::report
