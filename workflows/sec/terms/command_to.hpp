// A command that the program itself sends to a case: its name and its body follow from its type.
#pragma once

#include "engine/body.hpp"
#include "engine/types.hpp"

namespace sec {

// `reference`: empty for a command that opens a case.
template <class C>
engine::Command command_to(std::string_view collection, std::string_view reference, const C& command,
                           engine::Actor by) {
  engine::Command made;
  made.collection = collection;
  made.reference = reference;
  made.name = C::name;
  made.body = engine::body::text_of(command);
  made.by = std::move(by);
  return made;
}

// Who sends a command that no token may: whoever caused it, in the role that it is sent by.
template <class C>
engine::Actor sender_of(const engine::Actor& cause) {
  return {cause.id, std::string(C::sent_by), "", "", ""};
}

// Who sends what a new data folder begins with.
inline engine::Actor founder() { return {"secmp", "operator", "", "", ""}; }

}  // namespace sec
