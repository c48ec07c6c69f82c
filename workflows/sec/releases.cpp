// Releases as a family: what may be asked of them, and what callers see.
#include "workflows/sec/questions/of_releases.hpp"
#include "workflows/sec/release/release.hpp"
#include "workflows/sec/release/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/terms/small_family.hpp"
#include "workflows/sec/timetable/agreement.hpp"

namespace sec::release {

namespace {
struct Family : SmallFamily<Family, release::Facts, release::Rows> {
  using States = release::States;
  static constexpr std::string_view collection = "releases";
  static constexpr std::string_view noun = "release";
  static constexpr std::string_view workflow_name = release::workflow_name;
  static constexpr std::string_view title = "SEC Releases";
  static void begin(Facts& facts, const std::string& case_id, std::string_view) { facts.id = case_id; }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    const engine::Numbers&) {
    const auto id = engine::body::text_in(command.body, "id").value_or("");
    if (id.empty()) return engine::Malformed{{{"/id", "is missing"}}};
    if (id.size() > 64 || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
      return engine::Malformed{{{"/id", "has small letters, digits and hyphens, like november-2019"}}};
    return engine::Identity{id, "/id"};
  }
  static std::vector<std::string> related(const Facts& facts, std::string_view command) {
    std::vector<std::string> ids;
    if (command != GoLive::name) return ids;
    for (const auto& item : facts.scope)
      for (auto& id : ids_of_modification(item.ref)) ids.push_back(std::move(id));
    return ids;
  }
  static std::vector<engine::CaseName> names(const engine::Command& command) {
    if (command.name == Remove::name) return modifications_named(command.body, "ref");
    const bool joins = command.name == Include::name || command.name == AddByException::name;
    return joins ? modifications_named(command.body, "modifications") : std::vector<engine::CaseName>{};
  }
  static std::size_t bytes_behind(const Facts& facts) { return facts.scope.size() * 2 * sizeof(ScopeItem); }
  // The Authority's direction is recorded by SECAS from its letter.
  template <class C>
  static std::vector<std::string_view> recorders() {
    if constexpr (std::is_same_v<C, DirectDate>) return {by::secas.begin(), by::secas.end()};
    else return {};
  }
  static std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry, const engine::Actor&) {
    return in_their_light(code().events, facts.followed, entry);
  }
  static std::optional<std::string> broken_invariant(const Facts&, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    for (std::size_t i = 0; i < after.scope.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (same_reference(after.scope[i].ref, after.scope[j].ref) && after.scope[i].part == after.scope[j].part)
          return "a release has a part of a modification once";
    return {};
  }
  static std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry) {
    return release::circulars(before, after, entry);
  }
  static std::optional<std::string> disagreement(const Facts& before, const Facts& after, const engine::Case&,
                                                 const engine::FindCase& find) {
    return agreement::broken(before, after, find);
  }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    auto listing = SmallFamily::listing(facts, current);
    for (const auto& one : facts.scope) listing.mentions.push_back(one.ref);
    for (auto& meeting : meetings_named_by_hand(facts.words_of_items)) listing.mentions.push_back(std::move(meeting));
    return listing;
  }
  static void write_summary(std::string& out, const Facts& facts, const engine::Case& current) {
    const Summary summary{current.id,
                          facts.title,
                          current.state,
                          facts.kind,
                          facts.first_planned_on,
                          facts.planned_on,
                          facts.actual_on,
                          static_cast<int>(facts.scope.size())};
    engine::body::write(out, summary, engine::body::Nulls::keep);
  }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance) {
    using engine::body::value;
    engine::Json text;
    {
      engine::JsonObject out(text);
      out.text("id", current.id);
      out.number("version", current.version);
      out.text("title", facts.title);
      out.text("state", current.state);
      value(out, "kind", facts.kind);
      value(out, "first_planned_on", facts.first_planned_on);
      value(out, "planned_on", facts.planned_on);
      value(out, "actual_on", facts.actual_on);
      value(out, "agreed_on", facts.agreed_on);
      value(out, "sec_version", facts.sec_version);
      if (facts.tag_assurance) value(out, "tag_assurance", facts.tag_assurance);
      if (!facts.went_live_without.empty()) value(out, "went_live_without", facts.went_live_without);
      value(out, "revisions", facts.revisions);
      value(out, "cut_offs", facts.cut_offs);  // as they were set; the others follow from its date
      value(out, "scope", facts.scope);
      value(out, "specifications", facts.specifications);
    }
    return text;
  }

  static const std::vector<engine::QuestionCode>& questions() { return release_questions(); }
};
}  // namespace

std::unique_ptr<engine::Workflow> workflow() { return only_pack<Family>(); }

}  // namespace sec::release
