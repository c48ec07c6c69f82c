// Reads references of meetings and actions in any letter case, and writes them as minutes do.
#include "workflows/sec/terms/meeting_references.hpp"

#include <regex>

#include <fmt/format.h>

#include "engine/text.hpp"

namespace sec::meeting {

namespace {
const Prefix* known_prefix(const std::string& text) {
  for (const auto& one : prefixes)
    if (one.prefix == text) return &one;
  return nullptr;
}
}  // namespace

const Prefix& prefix_of(Body body) {
  for (const auto& one : prefixes)
    if (one.body == body) return one;
  throw std::logic_error("a body whose meetings have no prefix");
}

std::string MeetingReference::meeting() const {
  return fmt::format("{}_{:02}_{:02}{:02}", prefix->prefix, number, day, month);
}

std::optional<MeetingReference> read_meeting(std::string_view text) {
  static const std::regex pattern("([A-Z]+)_([0-9]{2,3})_([0-9]{2})([0-9]{2})(_([0-9]{2}))?");
  const auto word = engine::upper(text);
  std::smatch parts;
  if (!std::regex_match(word, parts, pattern)) return {};
  MeetingReference found{known_prefix(parts[1]),
                         std::stoi(parts[2]),
                         static_cast<unsigned>(std::stoi(parts[3])),
                         static_cast<unsigned>(std::stoi(parts[4])),
                         {}};
  if (found.prefix == nullptr) return {};
  if (parts[6].matched) found.paper = std::stoi(parts[6]);
  return found;
}

std::string paper_reference(std::string_view meeting, int number) { return fmt::format("{}_{:02}", meeting, number); }

std::string ActionReference::id() const { return fmt::format("{}{}-{:02}", prefix->prefix, meeting, number); }
std::string ActionReference::written() const { return fmt::format("{}{}/{:02}", prefix->prefix, meeting, number); }

std::vector<std::string> meetings_of(const ActionReference& action) {
  std::vector<std::string> all;
  MeetingReference one{action.prefix, action.meeting, 0, 0, {}};
  for (one.month = 1; one.month <= 12; ++one.month)
    for (one.day = 1; one.day <= 31; ++one.day) all.push_back(one.meeting());
  return all;
}

std::optional<ActionReference> read_action(std::string_view text) {
  static const std::regex pattern("([A-Z]+)([0-9]{1,3})[-/]([0-9]{2,3})");
  const auto word = engine::upper(text);
  std::smatch parts;
  if (!std::regex_match(word, parts, pattern)) return {};
  ActionReference found{known_prefix(parts[1]), std::stoi(parts[2]), std::stoi(parts[3])};
  if (found.prefix == nullptr) return {};
  return found;
}

}  // namespace sec::meeting
