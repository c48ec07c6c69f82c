// Looks at one answer at a time.
#include "tests/simulation/promises.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/workflows/facts_only.hpp"

namespace simulation {

void must(bool holds, const std::string& otherwise) {
  if (!holds) throw PromiseBroken(otherwise);
}

namespace {

bool is_text(const Dom& object, const char* name) {
  return object.contains(name) && object[name].is_string() && !object[name].get_ref<const std::string&>().empty();
}

bool are_texts(const Dom& object, std::initializer_list<const char*> names) {
  return std::all_of(names.begin(), names.end(), [&](const char* name) { return is_text(object, name); });
}

bool is_list(const Dom& object, const char* name) { return object.contains(name) && object[name].is_array(); }

// Some nobody can cure, and then it names nobody.
bool tells_reasons(const Dom& row) {
  if (!is_list(row, "unmet") || row["unmet"].empty()) return false;
  return std::all_of(row["unmet"].begin(), row["unmet"].end(), [](const Dom& one) {
    return are_texts(one, {"guard", "reason"}) && one.contains("who") && one["who"].is_string();
  });
}

bool tells_fields(const Dom& problem) {
  if (!is_list(problem, "errors") || problem["errors"].empty()) return false;
  return std::all_of(problem["errors"].begin(), problem["errors"].end(), [](const Dom& one) {
    return is_text(one, "detail") &&
           (is_text(one, "parameter") || (one.contains("pointer") && one["pointer"].is_string()));
  });
}

bool tells_rows(const Dom& problem) {
  if (!is_text(problem, "state") || !is_list(problem, "tried") || !is_list(problem, "possible")) return false;
  return std::all_of(problem["tried"].begin(), problem["tried"].end(), tells_reasons);
}

}  // namespace

void says_why_and_how(const api::Response& refusal) {
  if (refusal.status < 400) return;
  const auto shown = fmt::format("{} {}", refusal.status, refusal.body.substr(0, 400));
  const Dom problem = Dom::parse(refusal.body, nullptr, false);
  must(problem.is_object() && are_texts(problem, {"type", "title", "detail"}), "a refusal says nothing: " + shown);
  must(problem.value("status", 0) == refusal.status, "a refusal has another status inside: " + shown);
  const auto type = problem["type"].get<std::string>();
  if (type == "/problems/refused")
    must(tells_rows(problem), "it does not say what was tried and is possible: " + shown);
  if (type == "/problems/wrong-fields") must(tells_fields(problem), "it does not say which field is wrong: " + shown);
  if (type == "/problems/not-allowed") must(is_list(problem, "roles"), "it does not say who may: " + shown);
  if (refusal.status == 405) must(refusal.header("Allow") != nullptr, "it does not say what is allowed: " + shown);
  if (refusal.status == 401)
    must(refusal.header("WWW-Authenticate") != nullptr, "it does not say how to show who one is: " + shown);
}

namespace {

std::vector<Dom> rows_of(const Sent& sent) {
  std::vector<Dom> mine;
  for (const auto& one : sent.options)
    if (one["command"] == sent.command) mine.push_back(one);
  return mine;
}

// The guards that look at what is remembered alone could say so before.
std::set<std::string> of_facts(const Dom& unmet) {
  std::set<std::string> found;
  for (const auto& one : unmet)
    if (facts_only::guard(one["guard"].get_ref<const std::string&>())) found.insert(one["guard"].get<std::string>());
  return found;
}

std::set<std::string> guards_of(const Dom& unmet) {
  std::set<std::string> found;
  for (const auto& one : unmet) found.insert(one["guard"].get<std::string>());
  return found;
}

void refused_as_said(const Sent& sent, const std::vector<Dom>& mine, const Dom& refused) {
  if (refused.contains("of")) return;  // it is about another case
  const auto& tried = refused.at("tried");
  const auto shown =
      fmt::format("{} {}: listed {}, refused {}", sent.command, sent.body.dump(), Dom(mine).dump(), refused.dump());
  must(tried.size() == mine.size(), "other rows were tried than were listed: " + shown);
  if (!sent.of_modification) return;
  for (std::size_t i = 0; i < mine.size(); ++i)
    must(of_facts(tried[i]["unmet"]) == guards_of(mine[i]["unmet"]), "the options named other reasons: " + shown);
}

}  // namespace

void as_the_options_said(const Sent& sent, const api::Response& answer) {
  if (sent.body.contains("effective_on")) return;  // the options are of today
  const auto mine = rows_of(sent);
  const Dom came = Dom::parse(answer.body, nullptr, false);
  if (answer.status == 409 && came.value("type", "") == "/problems/refused") return refused_as_said(sent, mine, came);
  if (answer.status != 200 || !came.contains("event")) return;
  const auto to = came["event"]["to"].get<std::string>();
  const bool offered = std::any_of(mine.begin(), mine.end(), [&](const Dom& one) {
    const auto leads = one["to"].get<std::string>();
    return one["unmet"].empty() && (leads == to || leads.starts_with('<') || leads.empty());
  });
  must(offered, fmt::format("{} {} was accepted, and led to {}, but the options were {}", sent.command,
                            sent.body.dump(), to, Dom(mine).dump()));
}

}  // namespace simulation
