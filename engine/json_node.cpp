// Parses JSON text with simdjson; one parser a thread is used again and again.
#include "engine/json_node.hpp"

#include <bit>
#include <limits>

#include <simdjson.h>

namespace engine {
namespace {

namespace dom = simdjson::dom;

// Larger texts get a parser of their own, so that no thread keeps what one of them took.
constexpr std::size_t kept_text_bytes_max = 64 * 1024;

dom::parser& parser_for(std::string_view text) {
  static thread_local dom::parser small;
  static thread_local dom::parser large;
  if (text.size() <= kept_text_bytes_max) return small;
  large = dom::parser();
  return large;
}

dom::element element_of(const std::array<std::byte, 16>& kept) { return std::bit_cast<dom::element>(kept); }
std::array<std::byte, 16> kept(dom::element element) { return std::bit_cast<std::array<std::byte, 16>>(element); }

}  // namespace

bool JsonNode::read(std::string_view text, JsonNode& root) {
  dom::element found;
  if (parser_for(text).parse(text.data(), text.size()).get(found) != simdjson::SUCCESS) return false;
  root.element_ = kept(found);
  return true;
}

JsonNode::Kind JsonNode::kind() const {
  switch (element_of(element_).type()) {
    case dom::element_type::ARRAY:
      return Kind::list;
    case dom::element_type::OBJECT:
      return Kind::object;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
      return Kind::integer;
    case dom::element_type::DOUBLE:
      return Kind::number;
    case dom::element_type::STRING:
      return Kind::text;
    case dom::element_type::BOOL:
      return Kind::boolean;
    case dom::element_type::NULL_VALUE:
      break;
  }
  return Kind::null;
}

bool JsonNode::boolean() const { return bool(element_of(element_).get_bool()); }
std::int64_t JsonNode::integer() const {
  std::int64_t value = 0;
  if (element_of(element_).get_int64().get(value) == simdjson::SUCCESS) return value;
  return std::numeric_limits<std::int64_t>::max();
}
double JsonNode::number() const { return double(element_of(element_).get_double()); }
std::string_view JsonNode::text() const { return std::string_view(element_of(element_).get_string()); }

std::size_t JsonNode::size() const {
  return kind() == Kind::list ? element_of(element_).get_array().value().size()
                              : element_of(element_).get_object().value().size();
}

std::string JsonNode::json() const { return simdjson::minify(element_of(element_)); }

void JsonNode::fields(Visitor visitor) const {
  for (const auto field : element_of(element_).get_object()) {
    JsonNode value;
    value.element_ = kept(field.value);
    visitor.call(visitor.to, field.key, value);
  }
}

void JsonNode::items(Visitor visitor) const {
  for (const auto item : element_of(element_).get_array()) {
    JsonNode value;
    value.element_ = kept(item);
    visitor.call(visitor.to, {}, value);
  }
}

}  // namespace engine
