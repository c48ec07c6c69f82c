// The JSON Schema (2020-12) of a described body. Apart from body.hpp, as it brings nlohmann in.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/body.hpp"

namespace engine::body {

using Dom = nlohmann::json;

template <class T>
Dom schema() {
  if constexpr (IsOptional<T>::value) {
    auto inner = schema<typename T::value_type>();
    if (inner.contains("enum")) inner["enum"].push_back(nullptr);
    if (inner.contains("type")) inner["type"] = Dom::array({inner["type"], "null"});
    if (inner.contains("anyOf")) inner["anyOf"].push_back({{"type", "null"}});
    return inner;
  } else if constexpr (IsList<T>::value) {
    Dom list = {{"type", "array"}, {"items", schema<typename T::value_type>()}, {"maxItems", items_max}};
    if (IsOneOrMore<T>::value) list["minItems"] = 1;
    return list;
  } else if constexpr (DescribedEnum<T>) {
    Dom names = Dom::array();
    for (const auto& [_, name] : wire_names<T>()) names.push_back(name);
    return {{"type", "string"}, {"enum", names}};
  } else if constexpr (IsClassified<T>::value) {
    const auto text = schema<std::string>();
    const auto label = schema<decltype(T::classification)>();
    return {{"anyOf", Dom::array({text,
                                  {{"type", "object"},
                                   {"properties", {{"text", text}, {std::string(classification_field), label}}},
                                   {"required", {"text"}},
                                   {"additionalProperties", false}}})}};
  } else if constexpr (Described<T>) {
    Dom properties = Dom::object(), required = Dom::array();
    for_each_member<T>([&](std::string_view name, auto pointer) {
      using Field = std::decay_t<decltype(std::declval<T&>().*pointer)>;
      properties[std::string(name)] = schema<Field>();
      if (!may_be_left_out<Field>) required.push_back(name);
    });
    Dom object = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) object["required"] = required;
    return object;
  } else if constexpr (std::is_same_v<T, AnyObject>) {
    return {{"type", "object"}};
  } else if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::is_integral_v<T>) {
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", sizeof(T) > 4 ? number_max : 1'000'000}};
  } else if constexpr (std::is_same_v<T, Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::is_same_v<T, Time>) {
    return {{"type", "string"}, {"format", "date-time"}};
  } else {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", text_chars_max}};
  }
}

}  // namespace engine::body
