// The code of the commands and events in raising.hpp.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/stages/raising.hpp"

namespace sec {

namespace {
// Its type says of no member that it has to be there: which ones have to follows from what is raised, see check().
void say_what_is_needed(engine::Json& schema) {
  auto whole = nlohmann::ordered_json::parse(schema);
  const auto either = [](const char* title, std::initializer_list<const char*> members) {
    return nlohmann::ordered_json{{"title", title}, {"type", "object"}, {"required", members}};
  };
  auto fresh = either("A new proposal", {"title", "problem", "proposer"});
  auto taken_over = either("One that is taken over from another register", {"ref", "position"});
  for (const auto& [name, member] : whole["properties"].items())
    for (auto* one : {&fresh, &taken_over}) {
      const auto& needed = (*one)["required"];
      if (std::find(needed.begin(), needed.end(), name) != needed.end()) (*one)["properties"][name] = member;
    }
  whole["anyOf"] = {std::move(fresh), std::move(taken_over)};
  schema = whole.dump();
}
}  // namespace

std::vector<engine::CommandCode> raising_commands() {
  auto all = engine::code_of_commands<Conduct, RaisingCommands>();
  for (auto& one : all)
    if (one.description.opens) say_what_is_needed(one.description.schema);
  return all;
}
std::vector<engine::EventCode> raising_events() { return engine::code_of_events<Facts, RaisingEvents>(); }

}  // namespace sec
