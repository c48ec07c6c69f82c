// What people call commands and roles.
#include <cctype>

#include <doctest/doctest.h>

#include "workflows/all.hpp"

TEST_CASE("Whatever somebody may send, and whoever may send it, has words of its own for people") {
  const auto workflows = workflows::all();
  const auto called = workflows::pages(workflows).called;
  const auto has = [&](std::string_view name) { return called.contains(std::string(name)); };
  for (const auto& rules : workflows.all())
    for (const auto& command : rules->commands()) {
      if (command.roles.empty()) continue;
      const std::string of_collection = std::string(rules->collection()) + "/" + std::string(command.name);
      CHECK_MESSAGE((has(command.name) || has(of_collection)), of_collection);
      for (const auto role : command.roles) CHECK_MESSAGE(has(role), role);
    }
  for (const auto& one : called) {
    const auto& name = one.first;
    const auto& words = one.second;
    CHECK_MESSAGE(std::isupper(static_cast<unsigned char>(words.front())), name);
    for (const char* wrong : {"Secas", "secas", "Dcc", "Csc", "csc", "Ia ", " ia "})
      CHECK_MESSAGE(words.find(wrong) == std::string::npos, name);
  }
}
