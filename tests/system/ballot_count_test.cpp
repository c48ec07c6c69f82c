// Hundreds of ballots on rolls made up at random, each counted by the program, by its own verifier and by the second
// one, which shares no line with them; and what both say of records that were tampered with.
#include <doctest/doctest.h>

#include "engine/ballot_bundle.hpp"
#include "tests/system/random_ballots.hpp"

using namespace outside;

namespace {

constexpr int cases = 240;

// What the last seat that voted itself returned is replaced by a form that SECAS recorded, and made to count.
void replaces_by_a_form(Record& votes) {
  auto form = votes.back();
  form["vote"]["recorded_from"] = {{"kind", "form"}, {"ref", nullptr}, {"on", "2019-03-18"}};
  form["recorded"] = true;
  votes.back()["counts"] = false;
  votes.push_back(form);
}

void tamper_with_recounts(Record& record, Dice& dice) {
  auto& recounts = record["recounts"];
  auto& late = record["votes"].back()["vote"];
  switch (dice.below(7)) {
    case 0:
      recounts.erase(recounts.begin());
      break;
    case 1:
      recounts[0]["before"]["outcome"] = recounts[0]["before"]["outcome"] == "approve" ? "reject" : "approve";
      break;
    case 2:
      recounts[0]["before"]["tally"] = record["tally"];
      break;
    case 3:
      recounts[0]["vote"] = recounts[0]["vote"].get<int>() + 1;
      break;
    case 4:
      late["recorded_from"]["on"] = "2019-12-31";
      break;
    case 5:
      late["recorded_from"] = nullptr;
      record["votes"].back()["recorded"] = false;
      break;
    default:
      record["late_forms_until"] = record["closed_at"];
      break;
  }
}

// As a forger would do it who can make every hash anew: what is left to be found is what does not add up.
std::string tampered(const std::string& bundle, Dice& dice) {
  Record record = Record::parse(bundle)["ballot"];
  auto& votes = record["votes"];
  auto& frozen = record["frozen"];
  auto& roll = frozen["roll"];
  auto& recounts = record["recounts"];
  if (!recounts.empty() && dice.chance(60)) {
    tamper_with_recounts(record, dice);
    seal(record);
    return wrapped(record.dump());
  }
  switch (votes.empty() ? 7 + dice.below(6) : dice.below(15)) {
    case 0:
      votes[0]["vote"]["choice"] = dice.one_of(choices);
      break;
    case 1:
      votes.erase(votes.begin() + dice.below(static_cast<int>(votes.size())));
      break;
    case 2:
      votes.push_back(votes[0]);
      break;
    case 3:
      votes.back()["counts"] = !votes.back()["counts"].get<bool>();
      break;
    case 4:
      votes.back()["vote"]["voter"]["id"] = "a stranger";
      break;
    case 5:
      votes.back()["vote"]["at"] = "2030-01-01T00:00:00Z";
      break;
    case 6:
      votes.back()["vote"]["in_capacity"] = "alternate";
      break;
    case 7:
      frozen["policy"] = dice.one_of(engine::ballot_policies());
      break;
    case 8:
      roll[0]["block"] = "networks";
      break;
    case 9:
      roll[0]["weight"] = 50;
      break;
    case 10:
      record["outcome"] = record["outcome"] == "approve" ? "reject" : "approve";
      break;
    case 11:
      record["inquorate"] = !record["inquorate"].get<bool>();
      break;
    case 12:
      record["quorum"]["needed"] = record["quorum"]["needed"].get<int>() + 1;
      break;
    case 13:
      votes.back()["recorded"] = !votes.back()["recorded"].get<bool>();
      break;
    default:
      replaces_by_a_form(votes);
      break;
  }
  seal(record);
  return wrapped(record.dump());
}

// A byte anywhere becomes another one.
std::string scratched(std::string bundle, Dice& dice) {
  auto& byte = bundle[static_cast<std::size_t>(dice.below(static_cast<int>(bundle.size())))];
  byte = static_cast<char>(byte ^ (1 << dice.below(7)));
  return bundle;
}

}  // namespace

TEST_CASE("Hundreds of ballots made up at random are counted alike by the program and by a second verifier") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  Dice dice(seed);
  const auto bundles = random_bundles(dice, cases);
  const auto second = second_verifier(bundles);
  REQUIRE(second.size() == bundles.size());
  int approved = 0, recounted = 0, inquorate = 0;
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    CAPTURE(bundles[i]);
    CHECK(engine::fault_in_bundle(bundles[i]).value_or("") == "");
    CHECK(second[i]);
    const auto record = Record::parse(bundles[i])["ballot"];
    approved += record["outcome"] == "approve";
    recounted += !record["recounts"].empty();
    inquorate += record["inquorate"] == true;
  }
  CHECK(recounted > 0);
  CHECK(inquorate > 0);
  CHECK(approved > 0);
  CHECK(approved < cases);

  std::vector<std::string> changed;
  for (const auto& one : bundles) {
    changed.push_back(scratched(one, dice));
    changed.push_back(tampered(one, dice));
  }
  const auto found = second_verifier(changed);
  REQUIRE(found.size() == changed.size());
  int forgeries = 0;
  for (std::size_t i = 0; i < changed.size(); ++i) {
    CAPTURE(changed[i]);
    const auto fault = engine::fault_in_bundle(changed[i]);
    CAPTURE(fault.value_or("holds"));
    CHECK(found[i] == !fault.has_value());
    if (i % 2 == 0) CHECK_FALSE(found[i]);  // not one byte goes unnoticed
    else forgeries += fault.has_value();
  }
  CHECK(forgeries > cases / 3);
}

TEST_CASE("Not one byte of a record can be changed unnoticed") {
  Dice dice(66);
  const auto bundle = random_bundles(dice, 1).front();
  REQUIRE(engine::fault_in_bundle(bundle) == std::nullopt);
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    auto changed = bundle;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CAPTURE(i);
    REQUIRE(engine::fault_in_bundle(changed).has_value());
  }
  REQUIRE(engine::fault_in_bundle(bundle + "\n").has_value());
  REQUIRE(engine::fault_in_bundle("").has_value());
}
