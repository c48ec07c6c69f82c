// The JSON Schema (2020-12) of a described body.
#pragma once

#include "engine/body_kinds.hpp"

namespace engine::body {

Json schema_of(const Kind& kind);

template <class T>
Json schema() {
  return schema_of(kind_of<T>());
}

}  // namespace engine::body
