// Releases as a family: what may be asked of them, and what callers see.
#include <nlohmann/json.hpp>

#include "workflows/sec/questions/of_releases.hpp"
#include "workflows/sec/release/release.hpp"
#include "workflows/sec/release/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::release {

namespace {
struct Family : SmallFamily<Family, release::Facts, release::Rows> {
  using States = release::States;
  static constexpr std::string_view collection = "releases";
  static constexpr std::string_view noun = "release";
  static void begin(Facts& facts, const std::string& case_id, std::string_view) { facts.id = case_id; }
  static std::string workflow_of(const Facts&) { return std::string(workflow_name); }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    int) {
    const auto dom = nlohmann::json::parse(command.body, nullptr, false);
    const auto id = dom.is_object() && dom.contains("id") && dom["id"].is_string() ? dom["id"].get<std::string>() : "";
    if (id.empty()) return engine::Malformed{{{"/id", "is missing"}}};
    if (id.size() > 64 || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
      return engine::Malformed{{{"/id", "has small letters, digits and hyphens, like november-2019"}}};
    return engine::Identity{id, "/id"};
  }
  static std::size_t bytes_behind(const Facts& facts) { return facts.scope.size() * 2 * sizeof(ScopeItem); }
  static std::optional<engine::CaseName> calendar_case() {
    return engine::CaseName{"calendar", std::string(calendar_id)};
  }
  // The Authority's direction is recorded by SECAS from its letter.
  template <class C>
  static std::vector<std::string_view> recorders() {
    if constexpr (std::is_same_v<C, DirectDate>) return {by::secas.begin(), by::secas.end()};
    else return {};
  }
  static std::optional<std::string> broken_invariant(const Facts&, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    for (std::size_t i = 0; i < after.scope.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (after.scope[i].ref == after.scope[j].ref && after.scope[i].part == after.scope[j].part)
          return "a release has a part of a modification once";
    return {};
  }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    engine::Listing listing;
    listing.references = {current.id};
    const Summary summary{current.id,
                          facts.title,
                          current.state,
                          facts.kind,
                          facts.first_planned_on,
                          facts.planned_on,
                          facts.actual_on,
                          static_cast<int>(facts.scope.size())};
    engine::body::write(listing.summary, summary, engine::body::Nulls::keep);
    return listing;
  }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    return {listing(facts, current), {}, {}, {}};
  }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance) {
    engine::Json text;
    {
      engine::JsonObject out(text);
      const auto value = [&](std::string_view name, const auto& what) {
        engine::body::write(out.key(name), what, engine::body::Nulls::keep);
      };
      out.text("id", current.id);
      out.number("version", current.version);
      out.text("title", facts.title);
      out.text("state", current.state);
      value("kind", facts.kind);
      value("first_planned_on", facts.first_planned_on);
      value("planned_on", facts.planned_on);
      value("actual_on", facts.actual_on);
      value("agreed_on", facts.agreed_on);
      value("sec_version", facts.sec_version);
      value("revisions", facts.revisions);
      value("cut_offs", facts.cut_offs);  // as they were set; the others follow from its date
      value("scope", facts.scope);
      value("specifications", facts.specifications);
    }
    return text;
  }

  static const std::vector<engine::QuestionCode>& questions() { return release_questions(); }
};
}  // namespace

std::unique_ptr<engine::Workflow> workflow() { return only_pack<Family>(workflow_name, "SEC Releases"); }

}  // namespace sec::release
