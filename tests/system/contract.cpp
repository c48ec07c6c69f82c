// Finds the path of an answer in the document, and what it says of that status.
#include "tests/system/contract.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <regex>
#include <set>

#include "tests/support/schema.hpp"
#include "tests/system/still_house.hpp"

namespace outside {
namespace {

// A server of its own, so that the one under test is not disturbed.
Json read_document() {
  StillHouse house("2019-03-18T09:00:00Z", {});
  Client& client = house.as("public");
  client.send("GET", "/openapi.json", "", {});
  return client.receive().json();
}

const test::Schemas& schemas() {
  static const test::Schemas all(read_document());
  return all;
}

std::vector<std::string> segments_of(const std::string& path) {
  std::vector<std::string> all;
  for (std::size_t from = 1, to = 0; to != std::string::npos; from = to + 1) {
    to = path.find('/', from);
    all.push_back(path.substr(from, to == std::string::npos ? to : to - from));
  }
  return all;
}

// How many of its names stand for something; -1: the path is not like it.
int names_in(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return -1;
  int names = 0;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (pattern[i].starts_with('{')) ++names;
    else if (pattern[i] != path[i]) return -1;
  return names;
}

// "/v1/loans/{ref}" for "/v1/loans/L1?as_at=..."; empty: there is none.
std::string path_of(const std::string& method, const std::string& target) {
  static const auto patterns = [] {
    std::vector<std::pair<std::string, std::vector<std::string>>> all;
    for (const auto& [path, _] : schemas().document()["paths"].items()) all.emplace_back(path, segments_of(path));
    return all;
  }();
  const auto path = segments_of(target.substr(0, target.find('?')));
  std::string found;
  int fewest = 100;
  for (const auto& [name, pattern] : patterns)
    if (const int names = names_in(pattern, path);
        names >= 0 && names < fewest && schemas().document()["paths"][name].contains(method)) {
      fewest = names;
      found = name;
    }
  return found;
}

struct Held {
  std::mutex mutex;
  std::map<std::string, int> answers;
  std::set<std::string> told;  // faults, each once
};
Held& held() {
  static Held all;
  return all;
}

void tell(const std::string& what, const std::vector<std::string>& faults) {
  static const std::regex places("/[0-9]+");
  for (const auto& fault : faults) {
    const std::string sentence = what + ": " + fault;
    const std::scoped_lock hold(held().mutex);
    if (held().told.insert(what + std::regex_replace(fault.substr(0, fault.find(' ') + 12), places, "/n")).second)
      FAIL_CHECK(sentence);
  }
}

// "ReportApproved" of "report-approved".
std::string camel(const std::string& event) {
  std::string name;
  bool begins = true;
  for (const char c : event) {
    if (c != '-') name += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = c == '-';
  }
  return name;
}

// The body of each event by the shape of its own name: the document says that it is one of them all.
void hold_events(const std::string& what, const std::string& path, const Json& page) {
  if (!path.ends_with("/{ref}/history")) return;
  const auto whole = path.substr(0, path.rfind('/'));
  const std::string shape =
      contract()["paths"][whole]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
  for (const Json& item : page["items"]) {
    if (item["body"].is_null()) continue;
    const std::string noun = shape.substr(shape.rfind('/') + 1), event = camel(item["event"]);
    const std::string name = event.starts_with(noun) ? shape.substr(0, shape.rfind('/') + 1) + event : shape + event;
    if (contract()["components"]["schemas"].contains(name.substr(name.rfind('/') + 1)))
      tell(what + " " + name, schemas().faults(item["body"], {{"$ref", name}}));
    else tell(what, {"/ has an event that is not described: " + name});
  }
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

const Json& contract() { return schemas().document(); }

std::map<std::string, int> answers_held() {
  const std::scoped_lock hold(held().mutex);
  return held().answers;
}

void hold_to_contract(const std::string& method, const std::string& target, const Answer& answer) {
  const auto type = answer.header("content-type");
  if (type != "application/json" && type != "application/problem+json") return;
  if (type == "application/problem+json") {
    static const Json problem = {{"$ref", "#/components/schemas/Problem"}};
    return tell(method + " " + target.substr(0, target.find('?')) + " " + std::to_string(answer.status),
                schemas().faults(answer.json(), problem));
  }
  const auto path = path_of(lower(method), target);
  const auto what = method + " " + path + " " + std::to_string(answer.status);
  if (path.empty()) return tell(what, {"/ is no path of the document: " + target});
  const Json& responses = contract()["paths"][path][lower(method)]["responses"];
  if (!responses.contains(std::to_string(answer.status)))
    return tell(what, {"/ has a status that is not in the document"});
  const Json& response = schemas().behind(responses[std::to_string(answer.status)]);
  tell(what, schemas().faults(answer.json(), response["content"]["application/json"]["schema"]));
  if (answer.status == 200) hold_events(what, path, answer.json());
  const std::scoped_lock hold(held().mutex);
  ++held().answers[what];
}

}  // namespace outside
