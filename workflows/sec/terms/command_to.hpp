// A command that the program itself sends to a case: its name and its body follow from its type.
#pragma once

#include "engine/body.hpp"
#include "engine/workflow.hpp"

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

// What the program itself tells cases of a collection, because of this entry; whom it is for is filled in.
template <class C>
engine::Circular circular_to(std::string_view collection, const C& command, const engine::Entry& cause) {
  engine::Circular circular;
  circular.command = command_to(collection, "", command, sender_of<C>(cause.by));
  circular.command.default_on = cause.effective_on;
  return circular;
}
template <class C>
engine::Circular circular_to_one(std::string_view collection, std::string_view reference, const C& command,
                                 const engine::Entry& cause) {
  auto circular = circular_to(collection, command, cause);
  circular.addressed = reference;
  return circular;
}

// Who sends what a new data folder begins with.
inline engine::Actor founder() { return {"secmp", "operator", "", "", ""}; }

}  // namespace sec
