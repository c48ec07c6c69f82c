// The JSON Schema (2020-12) of a described body, with the words that people read beside its members.
#pragma once

#include "engine/body_kinds.hpp"

namespace engine::body {

// What a member of a type is called on forms, and what it is for; or one of the choices of an enumeration.
struct Word {
  std::string_view title;
  std::string_view hint;
  std::string_view example = {};  // a value as JSON; empty: any that fits will do
};
// Finds it by what the program calls the type, and by what stands on the wire. The two members of a classified text are
// those of the type `classified_type`.
using WordOf = std::optional<Word> (*)(std::string_view type, std::string_view member);
inline constexpr std::string_view classified_type = "Text";

// `word_of`: nullptr: nobody has words for it.
Json schema_of(const Kind& kind, WordOf word_of = nullptr);

template <class T>
Json schema(WordOf word_of = nullptr) {
  return schema_of(kind_of<T>(), word_of);
}

}  // namespace engine::body
