// Each pack is a list of groups of rows.
#include "workflows/sec/modification/packs.hpp"

#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/opening.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

const std::vector<engine::RowCode<Facts>>& Family::row_code() {
  static const auto code = [] {
    std::vector<engine::RowCode<Facts>> all;
    engine::for_each_type<Groups>(
        [&]<class Group>() { all = engine::joined_code(std::move(all), engine::code_of_rows<Family, Group>()); });
    return all;
  }();
  return code;
}

const std::vector<engine::CommandCode>& Family::command_code() {
  static const auto code =
      engine::joined_code(engine::code_of_commands<Family, Commands1>(), engine::code_of_commands<Family, Commands2>());
  return code;
}

const std::vector<engine::EventCode<Facts>>& Family::event_code() {
  static const auto code =
      engine::joined_code(engine::code_of_events<Family, Events1>(), engine::code_of_events<Family, Events2>());
  return code;
}

namespace {
using engine::mp11::mp_push_back;
using Sec2018 = mp_push_back<Shared, ByThePanel, HandingOver>;
using Sec2019 = mp_push_back<Shared, Developing, ByThePanel, HandingOver>;
using Sec2021 = mp_push_back<Shared, Developing, ByTheCsc>;

template <class Groups>
engine::Pack pack(const PackRules& rules, bool (*opens)(const engine::Json&, Date)) {
  return {rules.name, rules.title, engine::row_set<Family::Groups, Groups>(), opens};
}

const std::vector<engine::Pack>& all_packs() {
  static const std::vector<engine::Pack> packs{
      pack<Sec2018>(pack_rules[0],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[0].name, body, today); }),
      pack<Sec2019>(pack_rules[1],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[1].name, body, today); }),
      pack<Sec2021>(pack_rules[2],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[2].name, body, today); })};
  return packs;
}

// nullptr: it is no modification.
const engine::Pack* pack_of(const engine::Case& one) {
  for (const auto& pack : all_packs())
    if (pack.name == one.workflow) return &pack;
  return nullptr;
}
}  // namespace

bool is_modification(const engine::Case& one) { return pack_of(one) != nullptr; }

const Facts& facts_of(const engine::Case& modification) {
  return engine::TypedWorkflow<Family>::facts_of(modification);
}

std::vector<engine::Option> options_of(const engine::Case& modification, const engine::Setting& setting) {
  const auto* pack = pack_of(modification);
  if (pack == nullptr) throw std::logic_error("no modification: " + modification.id);
  return engine::TypedWorkflow<Family>(*pack).options(modification, setting);
}

std::vector<std::unique_ptr<engine::Workflow>> modification_packs() {
  std::vector<std::unique_ptr<engine::Workflow>> packs;
  for (const auto& pack : all_packs()) packs.push_back(std::make_unique<engine::TypedWorkflow<Family>>(pack));
  return packs;
}

}  // namespace sec
