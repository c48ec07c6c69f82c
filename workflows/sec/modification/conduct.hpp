// The modifications as a family of packs: what they share beside the rows.
#pragma once

#include "engine/typed_workflow.hpp"
#include "workflows/sec/figures/figures.hpp"
#include "workflows/sec/modification/consequences.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/invariants.hpp"
#include "workflows/sec/modification/opening.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/modification/table.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/modification/vote/shown.hpp"
#include "workflows/sec/paper/change_status.hpp"
#include "workflows/sec/paper/timetables.hpp"
#include "workflows/sec/questions/of_modifications.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"

namespace sec {

struct Family {
  using Facts = sec::Facts;
  using Initial = New;
  using States = sec::States;
  using Groups = engine::mp11::mp_push_back<Shared, Developing, ByThePanel, ByTheCsc, HandingOver>;
  using Rows = engine::mp11::mp_apply<engine::mp11::mp_append, Groups>;
  using Commands = engine::mp11::mp_unique<engine::mp11::mp_transform<engine::CommandOf, Rows>>;
  using Events = engine::mp11::mp_unique<engine::mp11::mp_transform<engine::EventOf, Rows>>;
  // In parts that are compiled apart.
  using Commands1 = engine::mp11::mp_take_c<Commands, 28>;
  using Commands2 = engine::mp11::mp_drop_c<Commands, 28>;
  using Events1 = engine::mp11::mp_take_c<Events, 34>;
  using Events2 = engine::mp11::mp_drop_c<Events, 34>;

  static constexpr std::string_view collection = "modifications";
  static constexpr std::string_view noun = "modification";
  static constexpr std::string_view series = "sec";
  static constexpr std::string_view clock_role = "clock";

  // By index in Rows, Commands and Events.
  static const std::vector<engine::RowCode<Facts>>& row_code();
  static const std::vector<engine::CommandCode>& command_code();
  static const std::vector<engine::EventCode<Facts>>& event_code();

  static void begin(Facts& facts, const std::string& case_id, std::string_view pack) {
    facts.ref = case_id;
    facts.pack = std::string(pack);
  }
  static std::string workflow_of(const Facts& facts) { return facts.pack; }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view pack,
                                                                    const engine::Command& command, int last_number) {
    return sec::identify(pack, command.body, last_number);
  }
  static std::vector<std::string> related(const Facts& facts, std::string_view command) {
    std::vector<std::string> found;
    if (command.empty() || command == OpenVote::name) found = {"change-board", "panel"};
    if (!command.empty() && command != ImplementPart::name) return found;
    for (const auto& part : facts.parts)
      if (part.release) found.push_back(*part.release);
    return found;
  }
  static std::vector<engine::Consequence> consequences(const Facts& before, std::string_view state,
                                                       const engine::Entry& entry) {
    return sec::consequences(before, state, entry);
  }

  static std::optional<engine::CaseName> calendar_case() {
    return engine::CaseName{"calendar", std::string(calendar_id)};
  }

  // Fields that no type can refuse: 422 with a pointer.
  template <class C>
  static void check(const C& command, const engine::Setting& setting, engine::body::Reading& reading) {
    if constexpr (requires { sec::check(command, setting, reading); }) sec::check(command, setting, reading);
    if constexpr (requires { command.milestones; }) check_milestones(command.milestones, "/milestones", reading);
    if constexpr (requires { command.timetable; }) check_milestones(command.timetable, "/timetable", reading);
    check_recorded(command.recorded_from, setting, reading);
    if constexpr (requires { command.published_on; }) check_published(command.published_on, setting, reading);
    if constexpr (requires { command.implementation; }) check_parts(command.implementation, "/implementation", reading);
    if constexpr (is_shared<C>) check_recorder(command, setting, reading);
  }
  template <class C>
  static std::optional<engine::NamedDay> takes_effect(const C& command) {
    if constexpr (requires { sec::takes_effect(command); }) return sec::takes_effect(command);
    return {};
  }
  // Before every row: while a case is held only what does not move it (13.2); windows that the Code gives to others run
  // on.
  using Standing = engine::When<IsActive>;
  template <class C>
  static constexpr bool stands_aside = requires {
    C::while_held;
  };
  static bool never_held(std::string_view state, std::string_view command) {
    return state == "appeal-window" || state == "panel-referral" || state == "authority-referral" ||
           (state == "sent-back" && command == SetPath::name);
  }
  template <class C, class E>
  static void carry_over(const C& command, E& event) {
    static_cast<Basics&>(event) = command;
    event.effective_on.reset();
    if constexpr (requires { event.decision = command.decision; }) event.decision = command.decision;
  }
  // Whose act it is may be recorded by SECAS, from what they wrote.
  template <class C>
  static constexpr bool is_theirs = [] {
    for (const auto role : C::roles)
      for (const std::string_view outside :
           {"authority", "dcc", "party", "proposer", "consumer-body", "change-board-member"})
        if (role == outside) return true;
    return false;
  }();
  // The Panel's act or the Authority's.
  template <class C>
  static constexpr bool is_shared = [] {
    bool panels = false, authoritys = false;
    for (const auto role : C::roles) {
      panels = panels || role == by::a_body[0];
      authoritys = authoritys || role == by::authority[0];
    }
    return panels && authoritys;
  }();
  template <class C>
  static std::vector<std::string_view> recorders() {
    std::vector<std::string_view> found;
    if (!is_theirs<C>) return found;
    for (const auto role : by::secas)
      if (std::find(C::roles.begin(), C::roles.end(), role) == C::roles.end()) found.push_back(role);
    return found;
  }

  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view from, const Facts& after,
                                                     std::string_view to, const engine::Entry& entry) {
    return sec::broken_invariant({before, after, from, to, entry.event.type});
  }
  static std::size_t bytes_behind(const Facts& facts) { return sec::bytes_behind(facts); }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    return sec::listing(facts, current);
  }
  static std::vector<std::string> summary_fields() {
    std::vector<std::string> fields;
    engine::body::for_each_member<Summary>([&](std::string_view name, auto) { fields.emplace_back(name); });
    return fields;
  }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    return sec::project(facts, current);
  }
  static engine::Clearance clearance(const engine::Actor& actor) { return sec::clearance(actor); }
  static std::vector<engine::Audience> audiences() { return sec::audiences(); }
  static engine::Json gated(engine::Json text, engine::Clearance level) { return sec::gated(std::move(text), level); }
  static std::vector<std::string> assignees(const engine::Actor& actor) { return sec::assignees(actor); }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance level) {
    return sec::view(facts, current, level);
  }
  static int seen_version(const Facts& facts, int version, engine::Clearance level) {
    return sec::seen_version(facts, version, level);
  }
  static std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry,
                                               engine::Clearance level) {
    return sec::seen_body(facts, entry, level);
  }
  static std::vector<std::string_view> parts() { return sec::parts(); }
  static std::vector<engine::Json> part(const Facts& facts, std::string_view name, const engine::Actor& seen_by) {
    return sec::part(facts, name, seen_by);
  }
  static std::vector<std::string_view> part_documents(std::string_view part) { return sec::part_documents(part); }
  static engine::PartDocument part_document(const Facts& facts, std::string_view part, std::size_t item,
                                            std::string_view document) {
    return sec::part_document(facts, part, item, document);
  }
  static std::vector<std::string_view> reports() { return {"change-status", "timetables", "figures", "cacop"}; }
  static engine::Report report(std::string_view name, const engine::ReportInput& input) {
    if (name == "figures") return figures(input);
    if (name == "cacop") return cacop(input);
    return name == "timetables" ? timetables_paper(input) : change_status(input);
  }
  static std::string_view report_asks(std::string_view name) { return name == "timetables" ? name : ""; }
  static std::string_view report_asks_each(std::string_view name, const engine::Listed& one) {
    return name == "change-status" && change_status_asks_of(one) ? "standing" : "";
  }
  static bool report_compares(std::string_view name) { return name != "change-status" && name != "timetables"; }
  static std::vector<std::string_view> report_looks_at(std::string_view name) {
    if (name == "timetables") return {"meetings"};
    return name == "change-status" ? change_status_looks_at() : std::vector<std::string_view>{};
  }
  static std::optional<engine::Date> report_since(std::string_view name, const engine::ReportInput& input) {
    if (name == "change-status") return change_status_since(input);
    return name == "figures" || name == "cacop" ? std::optional(beginning_of_records) : std::nullopt;
  }
  static std::vector<engine::QuestionDescription> questions() { return modification_questions(); }
  static std::vector<engine::Selection> subjects(const engine::Question& question) {
    return modification_subjects(question);
  }
  static std::vector<engine::CaseName> needs(const engine::Question& question,
                                             const std::vector<const engine::Case*>& about) {
    return modification_needs(question, about);
  }
  static std::variant<engine::Answer, engine::Refused, engine::Malformed> answer(
      const engine::Question& question, const std::vector<const engine::Case*>& about,
      const std::vector<const engine::Case*>& others) {
    return modification_answer(question, about, others);
  }
};

}  // namespace sec

// Compiled once each: code_*.cpp and machine.cpp.
namespace engine {
extern template class Machine<sec::Family>;
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Raising>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::InitialView>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Refining>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Reporting>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Balloting>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Determining>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Referring>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Implementing>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Anytime>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Developing>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::ByThePanel>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::ByTheCsc>();
extern template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::HandingOver>();
extern template std::vector<CommandCode> code_of_commands<sec::Family, sec::Family::Commands1>();
extern template std::vector<CommandCode> code_of_commands<sec::Family, sec::Family::Commands2>();
extern template std::vector<EventCode<sec::Facts>> code_of_events<sec::Family, sec::Family::Events1>();
extern template std::vector<EventCode<sec::Facts>> code_of_events<sec::Family, sec::Family::Events2>();
}  // namespace engine
