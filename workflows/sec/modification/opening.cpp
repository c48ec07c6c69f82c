// How a modification that is about to be opened is called, which pack it follows, and who its tasks are assigned to.
#include "workflows/sec/modification/opening.hpp"

#include <nlohmann/json.hpp>

#include "engine/body_field.hpp"
#include "workflows/sec/terms/parties.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

std::string_view newest_pack(Date on) {
  std::string_view newest = pack_rules[0].name;
  for (const auto& rules : pack_rules)
    if (rules.in_force_from <= on) newest = rules.name;
  return newest;
}

std::variant<engine::Identity, engine::Malformed> identify(std::string_view pack, const engine::Json& body,
                                                           const engine::Numbers& numbers) {
  const auto free = [&] { return new_reference(pack, next_number(numbers)); };
  const auto ref = engine::body::text_in(body, "ref");
  if (!ref) return engine::Identity{free()};
  if (!read_reference(*ref))
    return engine::Malformed{{{"/ref", "is no reference: they look like SECMP0025, DP083, MP083 or MP128A"}}};
  if (ends_numbering(*ref))
    return engine::Malformed{{{"/ref", "no number could follow " + *ref + ": the next one that is free is " + free()}}};
  return engine::Identity{canonical_reference(*ref)};
}

bool follows(std::string_view pack, const engine::Json& body, Date today) {
  const auto dom = nlohmann::json::parse(body, nullptr, false);
  const auto text = [&](const nlohmann::json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string() ? from[name].get<std::string>()
                                                                             : std::string();
  };
  if (const auto named = text(dom, "workflow"); !named.empty()) return named == pack;
  Date on = today;
  for (const auto name : {"effective_on", "raised_on"})
    if (auto day = engine::read_date(text(dom, name))) on = *day;
  // What is taken over follows the rules of the day from which its position is known.
  if (dom.is_object() && dom.contains("position"))
    if (auto day = engine::read_date(text(dom["position"], "as_of"))) on = *day;
  return newest_pack(on) == pack;
}

std::vector<std::string> assignees(const engine::Actor& actor) {
  std::vector<std::string> found{actor.role};
  if (is_secas(actor.role)) found.push_back("secas");
  if (actor.role == "panel-secretary") found.insert(found.end(), {"panel", "csc", "change-board"});
  if (!actor.seat.empty()) found.push_back("seat:" + actor.seat);
  if (actor.role == "party") found.push_back("party:" + actor.id);
  if (is_party(actor)) found.push_back("parties");
  return found;
}

}  // namespace sec
