// Patterns compared segment by segment with the path, and the methods that a path allows.
#include "api/http/router.hpp"

#include <algorithm>

namespace api {
namespace {

bool is_name(const std::string& segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// The arguments, when the segments fit the pattern. A name never takes an empty segment.
std::optional<std::vector<std::string>> fit(const std::vector<std::string>& pattern,
                                            const std::vector<std::string>& segments) {
  if (pattern.size() != segments.size()) return std::nullopt;
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_name(pattern[i]) ? segments[i].empty() : pattern[i] != segments[i]) return std::nullopt;
    if (is_name(pattern[i])) arguments.push_back(segments[i]);
  }
  return arguments;
}

void add_once(std::vector<std::string>& methods, const std::string& method) {
  if (std::find(methods.begin(), methods.end(), method) == methods.end()) methods.push_back(method);
}

// With those that follow from the others.
std::vector<std::string> completed(std::vector<std::string> methods) {
  if (std::find(methods.begin(), methods.end(), "GET") != methods.end()) add_once(methods, "HEAD");
  add_once(methods, "OPTIONS");
  return methods;
}

}  // namespace

void Router::add(Route route) {
  patterns_.push_back(read_target(route.pattern).segments);
  routes_.push_back(std::move(route));
}

Router::Match Router::find(std::string_view method, const std::vector<std::string>& segments) const {
  Match match;
  std::size_t fewest = segments.size() + 1;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    auto arguments = fit(patterns_[i], segments);
    if (!arguments || arguments->size() > fewest) continue;
    if (arguments->size() < fewest) match = {};  // what fitted so far was a looser pattern
    fewest = arguments->size();
    add_once(match.allowed, routes_[i].method);
    if (routes_[i].method != (method == "HEAD" ? "GET" : method)) continue;
    match.route = &routes_[i];
    match.arguments = std::move(*arguments);
  }
  if (!match.allowed.empty()) match.allowed = completed(std::move(match.allowed));
  return match;
}

std::vector<std::string> Router::methods() const {
  std::vector<std::string> all;
  for (const Route& route : routes_) add_once(all, route.method);
  return completed(std::move(all));
}

}  // namespace api
