// Each pack is a list of groups of rows.
#include "workflows/sec/modification/packs.hpp"

#include "workflows/sec/modification/code.hpp"
#include "workflows/sec/modification/consequences.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

namespace {
using engine::mp11::mp_push_back;
using Sec2018 = mp_push_back<Shared, ByThePanel, HandingOver>;
using Sec2019 = mp_push_back<Shared, Developing, ByThePanel, HandingOver>;
using Sec2021 = mp_push_back<Shared, Developing, ByTheCsc>;

template <class PackGroups>
engine::Pack pack(const PackRules& rules, bool (*opens)(const engine::Json&, Date)) {
  return {rules.name, rules.title, engine::row_set<Groups, PackGroups>(), opens};
}

// In the order of Rows.
std::vector<engine::RowCode> all_rows() {
  return engine::joined_code(raising_rows(), initial_view_rows(), refining_rows(), reporting_rows(), balloting_rows(),
                             determining_rows(), referring_rows(), implementing_rows(), anytime_rows(),
                             developing_rows(), by_the_panel_rows(), by_the_csc_rows(), handing_over_rows());
}
}  // namespace

const engine::FamilyCode& modification_code() {
  static const engine::FamilyCode code{engine::FactsType::of<Facts>(),
                                       New::name,
                                       engine::states_of<States>(),
                                       all_rows(),
                                       engine::joined_code(code_of_commands_1(), code_of_commands_2()),
                                       engine::joined_code(code_of_events_1(), code_of_events_2()),
                                       decide_by_machine};
  return code;
}

const std::vector<engine::Pack>& modification_packs() {
  static const std::vector<engine::Pack> packs{
      pack<Sec2018>(pack_rules[0],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[0].name, body, today); }),
      pack<Sec2019>(pack_rules[1],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[1].name, body, today); }),
      pack<Sec2021>(pack_rules[2],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[2].name, body, today); })};
  return packs;
}

bool is_modification(const engine::Case& one) {
  const auto& packs = modification_packs();
  return std::any_of(packs.begin(), packs.end(), [&](const auto& pack) { return pack.name == one.workflow; });
}

std::vector<engine::Option> options_of(const engine::Case& modification, const engine::Setting& setting) {
  for (const auto& pack : modification_packs())
    if (pack.name == modification.workflow) return engine::options_by(modification_code(), pack, modification, setting);
  throw std::logic_error("no such pack: " + modification.workflow);
}

const Facts& facts_of(const engine::Case& modification) { return engine::facts_of<Facts>(modification); }

}  // namespace sec
