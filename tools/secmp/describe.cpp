#include "engine/describe.hpp"

#include <iostream>

#include "store/refusal.hpp"
#include "tools/secmp/commands.hpp"
#include "workflows/all.hpp"

namespace secmp {

int describe(const DescribeOptions& options) {
  const auto workflows = workflows::all();
  bool printed = false;
  for (const auto& one : workflows.all()) {
    if (!options.pack.empty() && one->name() != options.pack) continue;
    std::cout << engine::in_form(*one, options.format).value_or("");
    printed = true;
  }
  if (!printed) throw store::Refusal("there is no workflow '" + options.pack + "'");
  return 0;
}

}  // namespace secmp
