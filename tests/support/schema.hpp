// Holds a JSON value against a JSON Schema, as much of it as our documents use, and more strictly than they say: a
// member that no `properties` names is a fault.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace test {

class Schemas {
 public:
  // References are looked up in it.
  explicit Schemas(nlohmann::json document) : document_(std::move(document)) {}

  const nlohmann::json& document() const { return document_; }
  // What the schema means, past its $ref.
  const nlohmann::json& behind(const nlohmann::json& schema) const;
  // A sentence for each fault, with the place of it in the value. Throws std::runtime_error for a schema that says what
  // is not known here.
  std::vector<std::string> faults(const nlohmann::json& value, const nlohmann::json& schema) const;

 private:
  nlohmann::json document_;
};

}  // namespace test
