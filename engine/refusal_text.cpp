// Written field by field; read with a library, as it is rare.
#include "engine/refusal_text.hpp"

#include <nlohmann/json.hpp>

#include "engine/json_text.hpp"

namespace engine {
namespace {

void append(std::string& out, const Unmet& unmet) {
  JsonObject object(out);
  object.text("guard", unmet.guard);
  object.text("reason", unmet.reason);
  object.text("clause", unmet.clause);
  object.text("who", unmet.who);
}

void append(std::string& out, const Option& option) {
  JsonObject object(out);
  object.text("command", option.command);
  object.text("to", option.to);
  append_list(object.key("unmet"), option.unmet, [](std::string& list, const Unmet& one) { append(list, one); });
  object.number("met", option.met);
}

Option read_option(const nlohmann::json& json) {
  Option option{json.at("command"), json.at("to"), {}, json.value("met", 0)};  // older ones do not say it
  for (const auto& one : json.at("unmet"))
    option.unmet.push_back({one.at("guard"), one.at("reason"), one.at("clause"), one.at("who")});
  return option;
}

}  // namespace

Json to_text(const Refused& refused, std::optional<std::size_t> index) {
  std::string out;
  {
    JsonObject object(out);
    object.text("state", refused.state);
    append_list(object.key("tried"), refused.tried, [](std::string& list, const Option& one) { append(list, one); });
    append_list(object.key("possible"), refused.possible,
                [](std::string& list, const std::string& one) { append_quoted(list, one); });
    if (!refused.of.empty()) object.text("of", refused.of);
    if (!refused.cause.empty()) object.text("cause", refused.cause);
    if (index) object.number("index", static_cast<std::int64_t>(*index));
  }
  return out;
}

Refused read_refusal(const Json& text) {
  const auto json = nlohmann::json::parse(text);
  Refused refused{json.at("state"), {}, json.at("possible"), json.value("of", ""), json.value("cause", "")};
  for (const auto& one : json.at("tried")) refused.tried.push_back(read_option(one));
  return refused;
}

std::size_t index_in(const Json& text) { return nlohmann::json::parse(text).value("index", std::size_t{0}); }

}  // namespace engine
