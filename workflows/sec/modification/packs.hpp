// The packs of rules that modifications follow, and what can be asked of a case by its rules alone.
#pragma once

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/facts.hpp"

namespace sec {

const engine::FamilyCode& modification_code();
const std::vector<engine::Pack>& modification_packs();  // sec-2018, sec-2019, sec-2021

bool is_modification(const engine::Case& one);
// The rows from where it stands, with what stands in the way.
std::vector<engine::Option> options_of(const engine::Case& modification, const engine::Setting& setting);

// The other cases that a decision on this command looks at: for OpenVote those of the bodies, in this order.
std::vector<std::string> related(const Facts& facts, std::string_view command);
std::vector<std::string> related_by_body(const engine::Command& command);
// The modifications that a command names, in the order in which its body does.
std::vector<engine::CaseName> names(const engine::Command& command);
// Of a part that is opened: the id of its whole; of one by its first entry: how its whole was called.
std::optional<std::string> goes_on_from(const engine::Command& command);
std::optional<engine::CaseName> was_before(const engine::Entry& opening);

const Facts& facts_of(const engine::Case& modification);

}  // namespace sec
