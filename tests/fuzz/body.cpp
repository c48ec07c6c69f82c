// Any bytes as the body of any command: what is refused is refused with a sentence at a place that is there, and what
// is read is the same when it is written and read again.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/http/body_text.hpp"
#include "api/http/prescan.hpp"
#include "api/http/problem.hpp"
#include "engine/body_days.hpp"
#include "engine/table_workflow.hpp"
#include "engine/text.hpp"
#include "tests/fuzz/holds.hpp"
#include "workflows/all.hpp"

namespace {
using Dom = nlohmann::json;
using fuzz::holds;

// Of every family.
const std::vector<const engine::CommandCode*>& commands() {
  static const auto all = [] {
    static const auto workflows = workflows::all();
    std::vector<const engine::CommandCode*> found;
    std::set<const engine::FamilyCode*> families;
    for (const auto& one : workflows.all())
      if (const auto* table = dynamic_cast<const engine::TableWorkflow*>(one.get());
          table != nullptr && families.insert(&table->code()).second)
        for (const auto& command : table->code().commands) found.push_back(&command);
    return found;
  }();
  return all;
}

const engine::CommandCode& called(std::string_view name) {
  for (const auto* one : commands())
    if (one->description.name == name) return *one;
  std::size_t sum = 0;
  for (const char c : name) sum += static_cast<unsigned char>(c);
  return *commands()[sum % commands().size()];
}

bool is_sentence(const std::string& text) { return text.size() > 5 && engine::is_utf8(text); }

// The place itself, or what it would be a part of: what is missing has none.
bool is_there(const Dom& body, const std::string& pointer) {
  if (pointer.empty()) return true;
  if (pointer.front() != '/') return false;
  try {
    const Dom::json_pointer at(pointer);
    return body.contains(at) || body.contains(at.parent_pointer()) || at.parent_pointer().empty();
  } catch (const Dom::exception&) {  // a ~ that is not escaped
    return false;
  }
}

void refused(const api::Problem& problem, const std::string& body) {
  const auto answer = Dom::parse(problem.response("/v1").body, nullptr, false);
  holds(answer.is_object() && is_sentence(answer.value("detail", "")), "a refusal is JSON and has a sentence");
  if (problem.status() == 422) {
    const auto pointer = answer.at("errors").at(0).at("pointer").get<std::string>();
    return holds(is_there(Dom::parse(body, nullptr, false), pointer), "what is pointed at is there", pointer);
  }
  holds(problem.status() == 400, "a text that is no JSON is 400");
  const auto lines = 1 + std::count(body.begin(), body.end(), '\n');
  holds(answer.at("line") >= 1 && answer.at("line") <= lines && answer.at("column") >= 1,
        "the place of a fault is in the text");
}

struct Value {
  engine::ReadBody body;
  engine::body::Reading reading;
};
Value read(const engine::CommandCode& code, const std::string& text) {
  Value value;
  value.body = code.read(*code.kind, text, value.reading);
  return value;
}
std::string written(const engine::CommandCode& code, const Value& value) {
  std::string out;
  code.kind->write(*code.kind, out, value.body.command.get(), engine::body::Nulls::leave_out);
  return out;
}

void every_fault_has_its_place(const Value& value, const std::string& text) {
  const auto body = Dom::parse(text, nullptr, false);
  holds(!body.is_discarded(), "what was scanned as JSON is JSON");
  for (const auto& error : value.reading.errors) {
    holds(is_sentence(error.detail), "a fault has a sentence", error.pointer);
    holds(is_there(body, error.pointer), "what is pointed at is there", error.pointer);
  }
}

void comes_back(const engine::CommandCode& code, const Value& value) {
  const auto once = written(code, value);
  const auto again = read(code, once);
  if (!again.reading.errors.empty())
    holds(false, "what was read is read again",
          once + "\n" + again.reading.errors[0].pointer + " " + again.reading.errors[0].detail);
  const auto twice = written(code, again);
  holds(once == twice, "what is written again is the same", once + "\n" + twice);
  const auto scanned = api::prescan(once);
  holds(!scanned, "what is written is JSON as it is asked for", once);
  engine::body::each_day(*code.kind, value.body.command.get(), [&](engine::Date day, const std::string& pointer) {
    holds(day.ok() && is_there(Dom::parse(once), pointer), "a day is one, and is where it says", pointer);
  });
}
}  // namespace

// The input's first line is the name of the command; any other stands for one of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(input.find('\n'), input.size());
  const auto& code = called(input.substr(0, end));
  api::Request request;
  request.body = std::string(input.substr(std::min(end + 1, size)));
  try {
    const auto text = api::read_body(request);
    const auto value = read(code, text);
    every_fault_has_its_place(value, text);
    if (value.reading.errors.empty()) comes_back(code, value);
  } catch (const api::Problem& problem) {
    refused(problem, request.body);
  }
  return 0;
}
