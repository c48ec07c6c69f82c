// Cases that name modifications: which a command names, how these are called now, and how they hear of a new name.
#pragma once

#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

// It lasts when the step before it is undone: the other one keeps its name.
struct OtherRenamed : Keeps<OtherRenamed, RecordRenamed, "other-renamed"> {
  static constexpr bool lasting = true;
};
// What names the modification by its former name gets the present one.
void take_new_name(std::string& name, const OtherRenamed& event);

// The modifications that a body names in this field: one text, a list of texts, or of objects with a `ref`.
std::vector<engine::CaseName> modifications_named(const engine::Json& body, const char* field);

// Of these, in their order (Workflow::names()): whether this register has it, and how it is called now if so.
bool is_known(const engine::Setting& setting, std::size_t place);
std::string name_in_use(const engine::Setting& setting, std::size_t place, const std::string& written);

// What tells every case that names a modification of its new name.
std::vector<engine::Circular> told_of_new_name(const std::string& former, const std::string& ref,
                                               const engine::Entry& entry);

}  // namespace sec
