// Fills the words of a step in: what stands in braces is looked up in the modification.
#include "workflows/sec/meeting/drafting.hpp"

#include <algorithm>

namespace sec::meeting {

namespace {
using ModificationFacts = sec::Facts;

// "an Authority Determined", "a Self-Governance": as minutes put it.
std::string path_words(Path path) {
  auto word = std::string(display(path));
  if (path != Path::self_governance) std::replace(word.begin(), word.end(), '-', ' ');
  return (word.front() == 'A' ? "an " : "a ") + word;
}

// What is known of a modification, and what the body is shown of it.
struct Known {
  const ModificationFacts& facts;
  const std::vector<Milestone>& presented;
};

// What a name in braces stands for; nothing: nobody knows it.
std::optional<std::string> known(std::string_view name, const Known& about) {
  const auto& facts = about.facts;
  if (name == "ref") return facts.ref;
  if (name == "path" && facts.path) return std::string(engine::body::wire_name(*facts.path));
  if (name == "path-words" && facts.path) return path_words(*facts.path);
  if (name == "milestones" && !about.presented.empty()) return engine::body::text_of(about.presented);
  return {};
}

// `whole` becomes false when something is not known: it stands in brackets then.
std::string filled(std::string_view words, const Known& about, bool& whole) {
  std::string text;
  while (!words.empty()) {
    const auto open = words.find('{');
    const auto close = open == std::string_view::npos ? open : words.find('}', open);
    if (close == std::string_view::npos) break;
    text += words.substr(0, open);
    const auto name = words.substr(open + 1, close - open - 1);
    const auto value = known(name, about);
    whole = whole && value;
    text += value.value_or("[" + std::string(name.substr(0, name.find('-'))) + "]");
    words.remove_prefix(close + 1);
  }
  return text += words;
}

std::vector<DraftLine> asked_of(const Words& words, const Known& about) {
  std::vector<DraftLine> lines;
  for (const auto& line : words.asks.empty() ? words.lines : words.asks) {
    bool whole = true;
    auto text = filled(line.text, about, whole);
    if (!whole) text = filled(line.gap, about, whole);
    lines.push_back({line.verb, std::move(text)});
  }
  return lines;
}
}  // namespace

Draft draft_of(const Words& words, const ModificationFacts& modification, const std::vector<Milestone>& presented) {
  const Known about{modification, presented};
  Draft draft{std::string(words.command), {}, {}, asked_of(words, about)};
  std::string body;
  for (const auto& line : words.lines) {
    bool ignored = true, whole = true;
    draft.lines.push_back({line.verb, filled(line.text, about, ignored)});
    const auto says = filled(line.says, about, whole);
    if (whole && !says.empty()) body += (body.empty() ? "" : ",") + says;
  }
  draft.body.json = "{" + body + "}";
  return draft;
}

}  // namespace sec::meeting
