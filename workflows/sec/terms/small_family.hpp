// What the small families (bodies, releases, the calendar, meetings, actions) share: one pack, rows that are compiled
// in one piece, and defaults for what most of them do not need.
#pragma once

#include "engine/body_field.hpp"
#include "engine/typed_workflow.hpp"
#include "workflows/sec/terms/gate.hpp"

namespace sec {

// A family derives from it and says what differs. It must say: `workflow_name` and `title` of its one pack, Initial,
// States, collection, noun, bytes_behind(), view(), and write_summary(std::string& out, facts, case): how lists show
// it.
template <class Self, class FactsOf, class RowList>
struct SmallFamily {
  using Facts = FactsOf;
  using Rows = RowList;
  using Commands = engine::mp11::mp_unique<engine::mp11::mp_transform<engine::CommandOf, RowList>>;
  using Events = engine::mp11::mp_unique<engine::mp11::mp_transform<engine::EventOf, RowList>>;
  using Standing = engine::When<>;
  static constexpr std::string_view series = "";
  static constexpr std::string_view clock_role = "clock";

  static const std::vector<engine::RowCode<FactsOf>>& row_code() {
    static const auto code = engine::code_of_rows<Self, RowList>();
    return code;
  }
  static const std::vector<engine::CommandCode>& command_code() {
    static const auto code = engine::code_of_commands<Self, Commands>();
    return code;
  }
  static const std::vector<engine::EventCode<FactsOf>>& event_code() {
    static const auto code = engine::code_of_events<Self, Events>();
    return code;
  }

  static std::string workflow_of(const FactsOf&) { return std::string(Self::workflow_name); }
  static void begin(FactsOf&, const std::string&, std::string_view) {}
  // It is called what the body that opens it says.
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    int) {
    auto id = engine::body::text_in(command.body, "id");
    if (!id) return engine::Malformed{{{"/id", "is missing"}}};
    return engine::Identity{std::move(*id), "/id"};
  }
  static std::vector<std::string> related(const FactsOf&, std::string_view) { return {}; }
  static std::vector<engine::Consequence> consequences(const FactsOf&, std::string_view, const engine::Entry&) {
    return {};
  }
  template <class C>
  static void check(const C&, const engine::Setting&, engine::body::Reading&) {}
  template <class C>
  static std::optional<engine::NamedDay> takes_effect(const C&) {
    return {};
  }
  template <class C>
  static constexpr bool stands_aside = true;
  static bool never_held(std::string_view, std::string_view) { return true; }
  template <class C>
  static std::vector<std::string_view> recorders() {
    return {};
  }
  // What every command may carry is kept by its event, except the day: that is the entry's own.
  template <class C, class E>
  static void carry_over(const C& command, E& event) {
    static_cast<Basics&>(event) = command;
    event.effective_on.reset();
    if constexpr (requires { event.decision = command.decision; }) event.decision = command.decision;
  }

  static std::optional<std::string> broken_invariant(const FactsOf&, std::string_view, const FactsOf&, std::string_view,
                                                     const engine::Entry&) {
    return {};
  }
  static engine::Clearance clearance(const engine::Actor& actor) { return sec::clearance(actor); }
  static std::vector<engine::Audience> audiences() { return sec::audiences(); }
  static engine::Json gated(engine::Json text, engine::Clearance level) { return sec::gated(std::move(text), level); }
  static std::vector<std::string> assignees(const engine::Actor&) { return {}; }
  static int seen_version(const FactsOf&, int version, engine::Clearance) { return version; }
  static std::optional<engine::Json> seen_body(const FactsOf&, const engine::Entry& entry, engine::Clearance) {
    return entry.event.body;
  }
  static engine::Listing listing(const FactsOf& facts, const engine::Case& current) {
    engine::Listing listing;
    listing.references = {current.id};
    Self::write_summary(listing.summary, facts, current);
    return listing;
  }
  static engine::Projection project(const FactsOf& facts, const engine::Case& current) {
    return {Self::listing(facts, current), {}, {}, {}};
  }
};

// The one pack of a family.
template <class Family>
std::unique_ptr<engine::Workflow> only_pack() {
  using Groups = engine::mp11::mp_list<typename Family::Rows>;
  return std::make_unique<engine::TypedWorkflow<Family>>(engine::Pack{Family::workflow_name, Family::title,
                                                                      engine::row_set<Groups, Groups>(),
                                                                      [](const engine::Json&, Date) { return true; }});
}

}  // namespace sec
