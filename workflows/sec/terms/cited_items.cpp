// Finds the item that a decision names, and the texts that are said in a lower light than it has.
#include "workflows/sec/terms/cited_items.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "workflows/sec/terms/meeting_references.hpp"
#include "workflows/sec/terms/texts_in.hpp"

namespace sec {

std::optional<CitedItem> cited_by(std::optional<std::string> meeting, std::optional<int> item) {
  if (!meeting) return {};
  const auto read = meeting::read_meeting(*meeting);
  if (read && !item) item = read->paper;
  if (!item) return {};
  return CitedItem{read ? read->meeting() : std::move(*meeting), *item};
}
std::optional<CitedItem> cited_in(const BodyDecision& decision) { return cited_by(decision.meeting, decision.item); }

std::vector<std::string> meetings_cited(const engine::Command& command) {
  std::vector<std::string> found;
  if (command.body.find("\"meeting\"") == std::string::npos) return found;
  const auto dom = nlohmann::json::parse(command.body, nullptr, false);
  if (!dom.is_object()) return found;
  for (const char* field : {"decision", "decided_by"}) {
    const auto decision = dom.find(field);
    if (decision == dom.end() || !decision->is_object()) continue;
    const auto named = decision->find("meeting");
    if (named == decision->end() || !named->is_string()) continue;
    if (const auto read = meeting::read_meeting(named->get_ref<const std::string&>())) found.push_back(read->meeting());
  }
  return found;
}

namespace {
Classification light_of(const CitedItem& cited, const engine::Setting& setting) {
  for (const auto* one : setting.related) {
    if (one == nullptr || one->id != cited.meeting || one->workflow != meeting::workflow_name) continue;
    for (const auto& [item, light] : meeting::raised_at(*one).items)
      if (item == cited.item) return light;
  }
  return Classification::white;
}
}  // namespace

void check_light(const BodyDecision& decision, const engine::body::Kind& kind, const void* command,
                 const engine::Setting& setting, engine::body::Reading& reading) {
  using engine::body::wire_name;
  const auto cited = cited_in(decision);
  if (!cited || decision.line) return;  // what the meeting sends itself has the light of its lines
  const auto light = light_of(*cited, setting);
  if (light == Classification::white) return;
  each_text(kind, command, [&](const Text& text, const std::string& pointer) {
    if (text.classification >= light) return;
    reading.fault(pointer,
                  fmt::format("is {}, and item {} of {} is {}: say it in that class or a higher one, as "
                              R"({{"text": ..., "classification": "{}"}})",
                              wire_name(text.classification), cited->item, cited->meeting, wire_name(light),
                              wire_name(light)));
  });
}

}  // namespace sec
