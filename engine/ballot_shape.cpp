// What a bundle may consist of: the members of each object, by name and in order.
#include "engine/ballot_shape.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/hash.hpp"

namespace engine::shape {

void must(bool holds, std::string otherwise) {
  if (!holds) throw DoesNotHold{std::move(otherwise)};
}

const Ordered& field(const Ordered& from, const char* name) {
  must(from.is_object() && from.contains(name), fmt::format("the field '{}' is missing", name));
  return from[name];
}

namespace {
std::string at(const std::string& where) { return where.empty() ? "the ballot" : where; }

template <class Names>
void compare_members(const Ordered& from, const std::string& where, const Names& names) {
  must(from.is_object(), at(where) + " is no object");
  for (const auto& [name, _] : from.items())
    must(std::find(names.begin(), names.end(), name) != names.end(),
         fmt::format("{} has a field '{}', which bundles do not have", at(where), name));
  auto given = from.begin();
  for (const auto& name : names) {
    must(from.contains(name), fmt::format("{}: the field '{}' is missing", at(where), name));
    must(given.key() == name, fmt::format("{}: the fields are not in their order", at(where)));
    ++given;
  }
}
}  // namespace

void has_members(const Ordered& from, const std::string& where, std::initializer_list<std::string_view> names) {
  compare_members(from, where, std::vector<std::string>(names.begin(), names.end()));
}

namespace {
void find_difference(const Ordered& from, const Ordered& expected, const std::string& where) {
  if (from.dump() == expected.dump()) return;
  if (expected.is_object()) {
    std::vector<std::string> names;
    for (const auto& [name, _] : expected.items()) names.push_back(name);
    compare_members(from, where, names);
    for (const auto& name : names) find_difference(from[name], expected[name], where + "/" + name);
  } else if (expected.is_array() && from.is_array() && from.size() == expected.size()) {
    for (std::size_t i = 0; i < from.size(); ++i) find_difference(from[i], expected[i], fmt::format("{}/{}", where, i));
  }
  must(false, fmt::format("{} is not written as in bundles: {}", at(where), expected.dump()));
}
}  // namespace

void must_be(const Ordered& from, const Json& expected, const std::string& where) {
  if (from.dump() != expected) find_difference(from, Ordered::parse(expected), where);
}

std::string_view opened(std::string_view bytes) {
  static constexpr std::string_view before = R"({"sha256":")", between = R"(","ballot":)", after = "}\n";
  constexpr std::size_t start = before.size() + 64 + between.size();
  must(bytes.size() > start + after.size() && bytes.starts_with(before) &&
           bytes.substr(before.size() + 64, between.size()) == between && bytes.ends_with(after),
       R"(the file is not written as {"sha256":"...","ballot":{...}} and a line feed)");
  const auto ballot = bytes.substr(start, bytes.size() - start - after.size());
  must(sha256_hex(ballot) == bytes.substr(before.size(), 64),
       "the SHA-256 is not that of the ballot: bytes were changed");
  return ballot;
}

namespace {
void check_votes(const Ordered& votes, int form) {
  must(votes.is_array(), "the votes are no list");
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const auto where = fmt::format("/votes/{}", i);
    if (form == 1) has_members(votes[i], where, {"vote", "receipt", "counts"});
    else has_members(votes[i], where, {"vote", "receipt", "counts", "recorded"});
  }
}

void check_recounts(const Ordered& recounts) {
  must(recounts.is_array(), "the recounts are no list");
  for (std::size_t i = 0; i < recounts.size(); ++i) {
    const auto where = fmt::format("/recounts/{}", i);
    has_members(recounts[i], where, {"vote", "before"});
    has_members(recounts[i]["before"], where + "/before", {"quorum", "inquorate", "tally", "preferred", "outcome"});
  }
}
}  // namespace

void check_shape(const Ordered& ballot, int form) {
  if (form == 1)
    has_members(ballot, "",
                {"format", "frozen", "roll_hash", "corrections", "closes_at", "extended", "closed_at", "votes",
                 "quorum", "tally", "preferred", "outcome"});
  else if (form == 2)
    has_members(ballot, "",
                {"format", "frozen", "roll_hash", "corrections", "closes_at", "extended", "closed_at",
                 "late_forms_until", "votes", "recounts", "quorum", "inquorate", "tally", "preferred", "outcome"});
  else
    has_members(ballot, "",
                {"format", "frozen", "roll_hash", "corrections", "closes_at", "extended", "closings", "closed_at",
                 "late_forms_until", "late_window", "votes", "recounts", "quorum", "inquorate", "tally", "preferred",
                 "outcome"});
  check_votes(ballot["votes"], form);
  if (form > 1) check_recounts(ballot["recounts"]);
}

}  // namespace engine::shape
