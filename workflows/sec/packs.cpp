// Each pack is a list of groups of rows. This is the one place where the tables are compiled.
#include "workflows/sec/packs.hpp"

#include "workflows/sec/family.hpp"

namespace sec {

namespace {
using engine::mp11::mp_append;
using Sec2018 = mp_append<Shared, ByThePanel, HandingOver>;
using Sec2019 = mp_append<Shared, Developing, ByThePanel>;
using Sec2021 = mp_append<Shared, Developing, ByTheCsc>;

template <class Rows>
std::unique_ptr<engine::Workflow> pack(const PackRules& rules, bool (*opens)(const engine::Json&, Date)) {
  return std::make_unique<engine::TypedWorkflow<Family>>(engine::Pack{rules.name, rules.title, engine::row_set<Family, Rows>(), opens});
}
}  // namespace

std::vector<std::unique_ptr<engine::Workflow>> modification_packs() {
  std::vector<std::unique_ptr<engine::Workflow>> packs;
  packs.push_back(pack<Sec2018>(pack_rules[0], [](const engine::Json& body, Date today) { return follows(pack_rules[0].name, body, today); }));
  packs.push_back(pack<Sec2019>(pack_rules[1], [](const engine::Json& body, Date today) { return follows(pack_rules[1].name, body, today); }));
  packs.push_back(pack<Sec2021>(pack_rules[2], [](const engine::Json& body, Date today) { return follows(pack_rules[2].name, body, today); }));
  return packs;
}

}  // namespace sec
