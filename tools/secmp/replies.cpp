// Writes each kind of reply as one line.
#include "tools/secmp/replies.hpp"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/why_not.hpp"

namespace secmp {

namespace {
std::string why(const engine::Refused& refused) {
  const auto of = refused.of.empty() ? std::string() : refused.of + " (" + refused.cause + "): ";
  if (refused.tried.empty())
    return fmt::format("refused: {}not possible in state '{}'; possible are {}", of, refused.state,
                       fmt::join(refused.possible, ", "));
  std::vector<std::string> reasons;
  for (const auto& unmet : engine::nearest_reasons(refused))
    reasons.push_back(unmet.reason + " [" + unmet.guard + ", " + unmet.clause + "]");
  return fmt::format("refused: {}{}", of, fmt::join(reasons, "; "));
}

std::string why(const engine::Malformed& malformed) {
  std::vector<std::string> parts;
  for (const auto& error : malformed.errors)
    parts.push_back((error.pointer.empty() ? "the body" : error.pointer) + " " + error.detail);
  return fmt::format("{}", fmt::join(parts, ", "));
}

struct Sentence {
  std::string operator()(const engine::Accepted& r) const { return r.entry.event.type + " of " + r.after.id; }
  std::string operator()(const engine::Refused& r) const { return why(r); }
  std::string operator()(const engine::Forbidden& r) const { return "the role may not do this; " + engine::who_may(r); }
  std::string operator()(const engine::NotFound& r) const { return r.what; }
  std::string operator()(const engine::Malformed& r) const { return why(r); }
  std::string operator()(const engine::Conflict& r) const {
    return "the case has moved on to version " + std::to_string(r.version);
  }
  std::string operator()(const engine::Reused&) const { return "the request id belongs to another request"; }
  std::string operator()(const engine::Busy&) const { return "the queue is full"; }
  std::string operator()(const engine::Broken&) const {
    return "the journal cannot be written: its disk is full, or fails; make room, and do again what was not done";
  }
  std::string operator()(const engine::Failed& r) const { return "a fault of the program: " + r.why; }
};
}  // namespace

std::string sentence(const engine::Reply& reply) { return std::visit(Sentence{}, reply); }

}  // namespace secmp
