// The three rule packs for modifications: sec-2018, sec-2019, sec-2021.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

std::vector<std::unique_ptr<engine::Workflow>> modification_packs();

bool is_modification(const engine::Case& one);
const Facts& facts_of(const engine::Case& modification);
// The rows that hold in its state under the rules that it follows now.
std::vector<engine::Option> options_of(const engine::Case& modification, const engine::Setting& setting);

}  // namespace sec
