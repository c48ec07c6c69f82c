// `secmp describe`: prints the table of rules in the form that was asked for.
#include "engine/describe.hpp"

#include <algorithm>
#include <iostream>

#include "tools/secmp/commands.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
std::string names(const engine::Workflows& workflows) {
  std::string text;
  for (const auto& one : workflows.all()) text += (text.empty() ? "" : ", ") + std::string(one->name());
  return text;
}

// What stands around the workflows: if the form wants one root for a document, all of them are in one.
struct Frame {
  std::string_view form, before, between, after;
};
const Frame& frame_of(std::string_view form) {
  static constexpr Frame frames[] = {
      {"json", "[", ",\n", "]\n"},
      {"scxml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workflows>\n", "", "</workflows>\n"},
      {"", "", "", ""}};
  return *std::find_if(std::begin(frames), std::end(frames) - 1, [&](const auto& one) { return one.form == form; });
}
}  // namespace

int describe(const DescribeOptions& options) {
  const auto workflows = workflows::all();
  if (!options.pack.empty()) {
    const auto* one = workflows.find(options.pack);
    if (one == nullptr) throw UsageError("there is no workflow '" + options.pack + "'; these are: " + names(workflows));
    std::cout << engine::in_form(*one, options.format).value_or("");
    return 0;
  }
  const auto& frame = frame_of(options.format);
  std::cout << frame.before;
  bool first = true;
  for (const auto& one : workflows.all()) {
    auto text = engine::in_form(*one, options.format).value_or("");
    if (text.starts_with("<?xml")) text.erase(0, text.find('\n') + 1);
    std::cout << (first ? "" : frame.between) << text;
    first = false;
  }
  std::cout << frame.after;
  return 0;
}

}  // namespace secmp
