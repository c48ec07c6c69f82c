// What the small families (bodies, releases, the calendar, meetings, actions) share: one pack, rows that
// are tried in order without Boost.MSM (engine::the_open_row), and what most of them do not need.
#pragma once

#include "engine/body_field.hpp"
#include "engine/typed_workflow.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/declare.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/words/word_of.hpp"

namespace sec {

// A family derives from it and says what differs. It must say: `workflow_name` and `title` of its one pack, States (the
// first is the one before any step), collection, noun, bytes_behind(), view(), and write_summary(out, facts, case):
// how lists show it.
template <class Self, class FactsOf, class RowList>
struct SmallFamily : engine::FamilyDefaults<FactsOf> {
  using Facts = FactsOf;
  using Rows = RowList;

  static const engine::FamilyCode& code() {
    static const engine::FamilyCode all{engine::FactsType::of<FactsOf>(),
                                        engine::mp11::mp_front<typename Self::States>::name,
                                        engine::states_of<typename Self::States>(),
                                        engine::code_of_rows<Self, RowList>(),
                                        engine::code_of_commands<Self, engine::CommandsOf<RowList>>(),
                                        engine::code_of_events<FactsOf, engine::EventsOf<RowList>>(),
                                        engine::the_open_row};
    return all;
  }

  static std::optional<engine::CaseName> calendar_case() {
    return engine::CaseName{"calendar", std::string(calendar_id)};
  }
  static constexpr std::string_view clock_role = "clock";
  static constexpr engine::body::WordOf word_of = words::word_of;
  using Preconditions = engine::When<>;
  template <class C>
  static constexpr bool is_exempt = true;
  static bool is_exempt_here(std::string_view, std::string_view) { return true; }
  template <class C>
  static std::vector<std::string_view> recorders() {
    return {};
  }
  static void check_body(const auto& command, const engine::Setting& setting, engine::body::Reading& reading) {
    check(command, setting, reading);
    check_citations(command, setting, reading);
  }
  static std::vector<std::string> related_by_body(const engine::Command& command) { return meetings_cited(command); }
  static void carry_over(const auto& command, auto& event) { keep_common(command, event); }

  static std::string workflow_of(const FactsOf&) { return std::string(Self::workflow_name); }
  // It is called what the body that opens it says.
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    const engine::Numbers&) {
    auto id = engine::body::text_in(command.body, "id");
    if (!id) return engine::Malformed{{{"/id", "is missing"}}};
    return engine::Identity{std::move(*id), "/id"};
  }

  static engine::Clearance clearance(const engine::Actor& actor) { return sec::clearance(actor); }
  static std::vector<engine::Audience> audiences() { return sec::audiences(); }
  static engine::Json gated(engine::Json text, engine::Clearance level) { return sec::gated(std::move(text), level); }
  static int seen_version(const FactsOf&, int version, engine::Clearance) { return version; }
  static bool may_hide_steps(const FactsOf&, engine::Clearance) { return false; }
  static std::optional<engine::Json> seen_body(const FactsOf&, const engine::Entry& entry, const engine::Actor&) {
    return entry.event.body;
  }
  static bool tells_who(const FactsOf&, const engine::Entry&, const engine::Actor&) { return true; }
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
