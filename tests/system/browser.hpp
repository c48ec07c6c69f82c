// A browser without script, as far as pages need one: it keeps a cookie, reads forms, and sends them.
#pragma once

#include "tests/system/client.hpp"

namespace outside {

using Fields = std::vector<std::pair<std::string, std::string>>;

// What a body's members are called on a form: {"parts": [{"part": 1}]} is parts.0.part.
Fields fields_of(const Json& body, const std::string& name = "");

class Browser {
 public:
  explicit Browser(std::uint16_t port) : client_(port, "") {}

  void sign_in(const std::string& token);  // throws what the page says
  Answer get(const std::string& path);
  Answer post(const std::string& path, const Fields& fields);
  // The hidden fields of the first form of a page.
  static Fields hidden_in(const std::string& page);
  static std::string value_in(const Fields& fields, const std::string& name);
  // Opens the form at a path, fills it in and sends it.
  Answer fill_in(const std::string& path, const Json& body, const std::string& button = "send");

  std::string cookie;  // as the header says them: "one=1; two=2"

 private:
  void keep(const std::string& fresh);
  Answer ask(const std::string& method, const std::string& path, const std::string& body);

  Client client_;
};

std::string unescaped(std::string html);

}  // namespace outside
