// Words that stand nowhere else, one for each field that may be confidential and each class: put into the bodies of
// commands by their JSON Schemas, so that a new field is looked for by itself.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "workflows/sec/terms/gate.hpp"

namespace canary {

using Dom = nlohmann::json;

// A field of a command, whatever the place in its lists: {"modifications", "hold", "/decision/lines/text"}.
struct Field {
  std::string collection, command, path;
  auto operator<=>(const Field&) const = default;
};
std::string in_words(const Field& field);  // "modifications hold /decision/lines/text"

struct Word {
  Field field;
  sec::Classification classification{};
  auto operator<=>(const Word&) const = default;
};

class Birds {
 public:
  // Puts a word of this class into every field of the body that may bear one. Fields that are not there are made,
  // with what their schema demands of what is around them.
  void plant(const std::string& collection, const std::string& command, const Dom& schema,
             sec::Classification classification, Dom& body);
  const Word& of(const std::string& text) const { return words_.at(text); }
  const std::set<Word>& planted() const { return planted_; }

 private:
  std::string word(const Field& field, sec::Classification classification);
  void walk(Field at, const Dom& schema, sec::Classification classification, Dom& value);

  std::map<std::string, Word> words_;
  std::map<Word, std::string> texts_;
  std::set<Word> planted_;
};

// Every field of a command that may bear a class, by its schema.
std::vector<Field> fields(const std::string& collection, const std::string& command, const Dom& schema);
// All words in a text, each as often as it is there.
std::vector<std::string> words_in(const std::string& text);

}  // namespace canary
