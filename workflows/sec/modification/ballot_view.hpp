// Ballots as callers see them, and the parts of a modification that are read one item after the other.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

std::vector<std::string_view> parts();
std::vector<engine::Json> part(const Facts& facts, std::string_view name, const engine::Actor& seen_by);
std::vector<std::string_view> part_documents(std::string_view part);
engine::PartDocument part_document(const Facts& facts, std::string_view part, std::size_t item,
                                   std::string_view document);
std::vector<std::string_view> parts_with_bytes();
std::vector<engine::ItemBytes> item_bytes(const Facts& facts, std::string_view part, const engine::Actor& seen_by);
// "recorded by SECAS from form of 12 April 2019"; empty: the seat cast it itself.
std::string recorded_by_secas(const Ballot& ballot, const Cast& cast);
// What everybody may know of a ballot, without its roll and its votes.
void write_ballot(engine::JsonObject& out, const Ballot& ballot);

}  // namespace sec
