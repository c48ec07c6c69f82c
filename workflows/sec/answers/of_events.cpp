// The bodies of events, as the journal keeps them: each by the type that its row records.
#include <nlohmann/json.hpp>

#include "workflows/sec/action/table.hpp"
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/body/table.hpp"
#include "workflows/sec/holidays/table.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/modification/table.hpp"
#include "workflows/sec/release/table.hpp"

namespace sec::answering {

namespace {
using Dom = nlohmann::ordered_json;

// An older program wrote less of each, so that nothing of it has to be there.
void need_nothing(Dom& schema) {
  if (!schema.is_structured()) return;
  if (schema.is_object()) schema.erase("required");
  for (auto& one : schema) need_nothing(one);
}

// "ModificationReportApproved" for the event report-approved of a modification, "ActionClosed" for action-closed.
std::string shape_name(std::string_view noun, std::string_view event) {
  std::string name;
  bool begins = true;
  const auto whole = std::string(noun) + "-";
  for (const char c : event.starts_with(whole) ? std::string(event) : whole + std::string(event)) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (letter) name += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = !letter;
  }
  return name;
}

// What bears a label shows the rest of it as null to those who may not see it.
engine::Shape shape_of(std::string name, const engine::body::Kind& kind) {
  Dom whole = Dom::parse(engine::written_as(kind, engine::body::Nulls::leave_out));
  need_nothing(whole);
  const Dom properties = whole.value("properties", Dom::object());
  const bool labelled = properties.contains("classification");
  engine::Shape shape(std::move(name));
  for (const auto& [member, schema] : properties.items())
    shape.may_have(member, labelled ? engine::or_null(schema.dump()) : schema.dump());
  return shape;
}

// Of every event that a row of the table records.
template <class Rows>
void add(engine::Answers& to, const std::string& collection, std::string_view noun) {
  engine::for_each_type<engine::EventsOf<Rows>>([&]<class E>() {
    using Body = typename engine::body::Description<E>::type;
    to.shapes.push_back(shape_of(shape_name(noun, E::name), engine::body::kind_of<Body>()));
    to.of[collection + "!" + std::string(E::name)] = to.shapes.back().name();
  });
}
}  // namespace

void add_events(engine::Answers& to) {
  add<Rows>(to, "modifications", "modification");
  add<body::Rows>(to, "bodies", "body");
  add<release::Rows>(to, "releases", "release");
  add<holidays::Rows>(to, "calendar", "calendar");
  add<meeting::Rows>(to, "meetings", "meeting");
  add<action::Rows>(to, "actions", "action");
}

}  // namespace sec::answering
