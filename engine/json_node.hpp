// JSON text being read: what a value is and what it holds, nothing copied. simdjson parses
// it, which json_node.cpp alone includes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

// A value of a text that was read. It and all texts that it gives live until the next JsonNode::read() on this thread.
class JsonNode {
 public:
  enum class Kind { null, boolean, integer, number, text, list, object };  // integer: whole and within 64 bits

  // False: the text is no JSON in UTF-8, or nested beyond all measure.
  static bool read(std::string_view text, JsonNode& root);

  JsonNode() = default;
  Kind kind() const;
  // Each only of its own kind.
  bool boolean() const;
  std::int64_t integer() const;  // above the largest: the largest
  double number() const;
  std::string_view text() const;
  // visit(name, value) for every field of an object, in order; visit(value) for every item of a list.
  template <class Visit>
  void each_field(Visit visit) const {
    fields({&visit, [](void* to, std::string_view name, JsonNode value) { (*static_cast<Visit*>(to))(name, value); }});
  }
  template <class Visit>
  void each_item(Visit visit) const {
    items({&visit, [](void* to, std::string_view, JsonNode value) { (*static_cast<Visit*>(to))(value); }});
  }
  std::size_t size() const;  // of a list or an object
  std::string json() const;  // as it is, without blanks

 private:
  struct Visitor {
    void* to;
    void (*call)(void*, std::string_view, JsonNode);
  };
  void fields(Visitor visitor) const;
  void items(Visitor visitor) const;

  alignas(void*) std::array<std::byte, 16> element_{};  // the library's handle
};

}  // namespace engine
