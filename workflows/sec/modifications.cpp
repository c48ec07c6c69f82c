// Modifications as a family: what may be asked and reported of them, and what callers see.
#include "workflows/sec/modifications.hpp"

#include "engine/typed_workflow.hpp"
#include "workflows/sec/figures/figures.hpp"
#include "workflows/sec/modification/anytime/light.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/ballot_view.hpp"
#include "workflows/sec/modification/invariants.hpp"
#include "workflows/sec/modification/opening.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/releases_named.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/paper/change_status.hpp"
#include "workflows/sec/paper/timetables.hpp"
#include "workflows/sec/paper/year.hpp"
#include "workflows/sec/questions/of_modifications.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/timetable/agreement.hpp"

namespace sec {

namespace {
std::string_view standing_of_open_ones(const engine::Listed& one) {
  return change_status_asks_of(one) ? "standing" : "";
}
std::optional<Date> all_records(const engine::ReportInput&) { return beginning_of_records; }

struct Family : engine::FamilyDefaults<Facts> {
  static constexpr std::string_view collection = "modifications";
  static constexpr std::string_view noun = "modification";
  static constexpr std::string_view series = "sec";

  static const engine::FamilyCode& code() { return modification_code(); }
  static void begin(Facts& facts, const std::string& case_id, std::string_view pack) {
    facts.ref = case_id;
    facts.pack = std::string(pack);
  }
  static std::string workflow_of(const Facts& facts) { return facts.pack; }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view pack,
                                                                    const engine::Command& command,
                                                                    const engine::Numbers& numbers) {
    return sec::identify(pack, command.body, numbers);
  }
  static std::string place(std::string_view reference) { return reference_place(reference); }
  static std::string likeness(std::string_view reference) { return reference_number(reference); }
  static std::vector<engine::CaseName> names(const engine::Command& command) { return sec::names(command); }
  static std::optional<std::string> goes_on_from(const engine::Command& command) { return sec::goes_on_from(command); }
  static std::optional<engine::CaseName> was_before(const engine::Entry& opening) { return sec::was_before(opening); }
  static std::vector<std::string> related(const Facts& facts, std::string_view command) {
    return sec::related(facts, command);
  }
  static std::vector<std::string> related_by_body(const engine::Command& command) {
    return sec::related_by_body(command);
  }
  static std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry) {
    auto all = renamed(before, after, entry);
    for (auto& one : told_releases(before, after, entry)) all.push_back(std::move(one));
    for (auto& one : told_parts(after, entry)) all.push_back(std::move(one));
    return all;
  }
  static std::optional<std::string> disagreement(const Facts& before, const Facts& after, const engine::Case& current,
                                                 const engine::FindCase& find) {
    return agreement::broken(before, after, current.state, find);
  }
  static std::optional<engine::CaseName> calendar_case() {
    return engine::CaseName{"calendar", std::string(calendar_id)};
  }
  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view from, const Facts& after,
                                                     std::string_view to, const engine::Entry& entry) {
    return sec::broken_invariant({before, after, from, to, entry.event.type});
  }
  static std::optional<Date> provisional_from(const Facts& facts, const engine::Case& current, Time due) {
    return sec::provisional_from(facts, current.state, due);
  }
  static bool foretold(const Facts&, const std::string& deadline, const engine::Actor& reader) {
    return deadline_of(deadline).of != Deadline::Of::ballot_closing || sec::clearance(reader) >= for_secas;
  }
  static std::size_t bytes_behind(const Facts& facts) { return sec::bytes_behind(facts); }
  static std::vector<std::string> assignees(const engine::Actor& actor) { return sec::assignees(actor); }

  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    return sec::listing(facts, current);
  }
  static std::vector<std::string> summary_fields() { return sec::summary_fields(); }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    return sec::project(facts, current);
  }

  static engine::Clearance clearance(const engine::Actor& actor) { return sec::clearance(actor); }
  static std::vector<engine::Audience> audiences() { return sec::audiences(); }
  static engine::Json gated(engine::Json text, engine::Clearance level) { return sec::gated(std::move(text), level); }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance level) {
    return sec::view(facts, current, level);
  }
  static bool may_hide_steps(const Facts& facts, engine::Clearance level) {
    return level < for_secas && facts.open_ballot() != nullptr;
  }
  static int seen_version(const Facts& facts, int version, engine::Clearance level) {
    return sec::seen_version(facts, version, level);
  }
  static std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry,
                                               const engine::Actor& seen_by) {
    return sec::seen_body(facts, entry_in_their_light(code().events, facts.followed, entry), seen_by);
  }
  static bool tells_who(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by) {
    return sec::tells_who(facts, entry, seen_by);
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
  static std::vector<std::string_view> parts_with_bytes() { return sec::parts_with_bytes(); }
  static std::vector<engine::ItemBytes> item_bytes(const Facts& facts, std::string_view part,
                                                   const engine::Actor& seen_by) {
    return sec::item_bytes(facts, part, seen_by);
  }

  static const std::vector<engine::ReportCode>& reports() {
    static const std::vector<engine::ReportCode> all{
        {.name = "change-status",
         .make = change_status,
         .compares = false,
         .looks_at = change_status_looks_at(),
         .since = change_status_since,
         .moves_since = paper::year_before,
         .asks_each = standing_of_open_ones},
        {.name = "timetables",
         .make = timetables_paper,
         .compares = false,
         .looks_at = {"meetings"},
         .asks = "timetables"},
        {.name = "figures", .make = figures, .compares = true, .since = all_records},
        {.name = "cacop", .make = cacop, .compares = true, .since = all_records}};
    return all;
  }
  static const std::vector<engine::QuestionCode>& questions() { return modification_questions(); }
};
}  // namespace

std::vector<std::unique_ptr<engine::Workflow>> modifications() {
  std::vector<std::unique_ptr<engine::Workflow>> packs;
  for (const auto& pack : modification_packs()) packs.push_back(std::make_unique<engine::TypedWorkflow<Family>>(pack));
  return packs;
}

}  // namespace sec
