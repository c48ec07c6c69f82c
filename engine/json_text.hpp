// Writing JSON text straight into a string: for bytes that are made often. Reading is a library's business.
#pragma once

#include <string>
#include <string_view>

namespace engine {

void append_quoted(std::string& out, std::string_view text);  // with the quotes; text is UTF-8

// An object or a list being written, comma by comma.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  JsonObject(const JsonObject&) = delete;
  ~JsonObject() { out_ += '}'; }

  std::string& key(std::string_view name);  // what is appended to it next is the value
  void text(std::string_view name, std::string_view value) { append_quoted(key(name), value); }
  void text_or_null(std::string_view name, std::string_view value);  // empty: null
  void raw(std::string_view name, std::string_view json) { key(name) += json; }
  void number(std::string_view name, long long value) { key(name) += std::to_string(value); }
  void boolean(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
  void null(std::string_view name) { key(name) += "null"; }

 private:
  std::string& out_;
  bool first_ = true;
};

template <class Items, class Write>
void append_list(std::string& out, const Items& items, Write write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write(out, item);
  }
  out += ']';
}

}  // namespace engine
