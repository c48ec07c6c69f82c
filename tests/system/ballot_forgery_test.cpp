// Records of ballots, forged by somebody who can make every hash anew: each kind of forgery is found by the program and
// by the second verifier alike.
#include <doctest/doctest.h>

#include "engine/ballot_bundle.hpp"
#include "engine/calendar.hpp"
#include "tests/system/random_ballots.hpp"

using namespace outside;

namespace {

void places_of_objects(Record& value, std::vector<Record*>& found) {
  if (value.is_object()) found.push_back(&value);
  if (value.is_structured())
    for (auto& inner : value) places_of_objects(inner, found);
}

std::string later(const Record& instant, int days) {
  return engine::to_text(engine::read_time(instant.get<std::string>()).value() + std::chrono::days(days));
}

// What the ballot is about becomes the change of the Code itself. That is no forgery yet, and both verifiers believe
// it: every vote that is made up names an objective.
void make_final(Record& record) {
  record["frozen"]["purpose"] = "final";
  auto sealed = record;
  seal(sealed);
  const auto bundle = wrapped(sealed.dump());
  CAPTURE(bundle);
  CHECK(engine::fault_in_bundle(bundle).value_or("") == "");
  CHECK(second_verifier({bundle}) == std::vector<bool>{true});
}

// Forgeries that nobody may believe whose every hash was made anew; false: this record is not one to make it of.
using Forgery = bool (*)(Record& record, Dice& dice);
using Forgeries = std::vector<std::pair<std::string, Forgery>>;

Forgeries of_its_shape() {
  return {{"a field more, anywhere",
           [](Record& record, Dice& dice) {
             std::vector<Record*> objects;
             places_of_objects(record, objects);
             (*dice.one_of(objects))["remark"] = "nothing";
             return true;
           }},
          {"a field less, anywhere",
           [](Record& record, Dice& dice) {
             std::vector<Record*> objects;
             places_of_objects(record, objects);
             auto& object = *dice.one_of(objects);
             if (object.empty()) return false;
             // Nor is it of an older form then: those lack several fields, and say in `format` which form it is.
             object.erase(std::next(object.begin(), dice.below(static_cast<int>(object.size()))));
             return true;
           }},
          {"a field in another place", [](Record& record, Dice& dice) {
             std::vector<Record*> objects;
             places_of_objects(record, objects);
             auto& object = *dice.one_of(objects);
             if (object.size() < 2 || &object == &record["tally"]) return false;
             const auto name = object.begin().key();
             const auto value = object[name];
             object.erase(name);
             object[name] = value;
             for (const auto& one : record["recounts"])
               if (&object == &one["before"]["tally"]) return false;  // by name, not by place
             return true;
           }}};
}

Forgeries of_its_days() {
  return {{"a late window that was lengthened",
           [](Record& record, Dice& dice) {
             record["late_forms_until"] = later(record["late_forms_until"], 1 + dice.below(40));
             return true;
           }},
          {"a late window of more days",
           [](Record& record, Dice&) {
             record["late_window"]["working_days"] = 10;
             record["late_forms_until"] = later(record["late_forms_until"], 7);
             return true;
           }},
          {"a late window over days that are no holidays",
           [](Record& record, Dice&) {
             record["late_window"]["skipping"] = {"2019-05-04"};
             return true;
           }},
          {"extended, and it was not; or the other way round",
           [](Record& record, Dice&) {
             record["extended"] = !record["extended"].get<bool>();
             return true;
           }},
          {"an extension in spite of a quorum",
           [](Record& record, Dice&) {
             if (record["closings"].size() != 1 || record["frozen"]["mode"] != "correspondence") return false;
             if (record["quorum"]["met"] == false || !record["recounts"].empty()) return false;
             if (record["closed_at"] < record["closes_at"] || !record["corrections"].empty()) return false;
             auto more = record["closings"][0];
             more["set_at"] = more["closes_at"];
             more["closes_at"] = later(more["closes_at"], 7);
             more["cause"] = "extended";
             more["counted"]["from"] = record["closes_at"].get<std::string>().substr(0, 10);
             more["counted"]["skipping"] = Record::array();
             record["closes_at"] = record["closed_at"] = more["closes_at"];
             record["closings"].push_back(more);
             record["extended"] = true;
             const auto day = record["closes_at"].get<std::string>().substr(0, 10);
             record["late_window"] = {{"from", day}, {"working_days", 5}, {"skipping", Record::array()}};
             record["late_forms_until"] = later(record["closes_at"], 7);
             return true;
           }},
          {"a closing that was moved by nobody", [](Record& record, Dice& dice) {
             if (record["closings"].empty()) return false;
             auto& last = record["closings"].back();
             if (last["counted"].is_null()) return false;
             record["closes_at"] = last["closes_at"] = later(last["closes_at"], 1 + dice.below(10));
             return true;
           }}};
}

Forgeries of_its_votes() {
  return {{"a vote without a reason",
           [](Record& record, Dice& dice) {
             if (record["votes"].empty()) return false;
             static const std::vector<std::string> blanks{"", " ", "\u00a0\u2003", "\u200b", "\u3164\u2800\n"};
             dice.one_of(record["votes"])["vote"]["reason"] = dice.one_of(blanks);
             return true;
           }},
          {"a final vote without objectives",
           [](Record& record, Dice& dice) {
             if (record["votes"].empty()) return false;
             auto& vote = dice.one_of(record["votes"])["vote"];
             if (vote["choice"] == "abstain") return false;
             make_final(record);
             vote["objectives"] = Record::array();
             return true;
           }},
          {"an objective without a name",
           [](Record& record, Dice& dice) {
             if (record["votes"].empty()) return false;
             auto& objectives = dice.one_of(record["votes"])["vote"]["objectives"];
             if (objectives.empty()) return false;
             objectives[0]["objective"] = " ";
             return true;
           }},
          {"an older form than it was opened under",
           [](Record& record, Dice&) {
             record["frozen"]["record"] = 2;
             return true;
           }},
          {"a number that is none", [](Record& record, Dice&) {
             record["frozen"]["round"] = true;
             return true;
           }}};
}

}  // namespace

TEST_CASE("A forgery whose every hash was made anew is believed by neither verifier") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  Dice dice(seed);
  const auto bundles = random_bundles(dice, 60);
  auto all = of_its_shape();
  for (const auto& more : {of_its_days(), of_its_votes()}) all.insert(all.end(), more.begin(), more.end());
  for (const auto& kind : all) {
    CAPTURE(kind.first);
    std::vector<std::string> forged;
    for (std::size_t i = 0; i < bundles.size() && forged.size() < 20; ++i) {
      auto record = Record::parse(bundles[i])["ballot"];
      if (!kind.second(record, dice)) continue;
      seal(record);
      forged.push_back(wrapped(record.dump()));
    }
    CHECK(forged.size() > 2);
    const auto second = second_verifier(forged);
    REQUIRE(second.size() == forged.size());
    for (std::size_t i = 0; i < forged.size(); ++i) {
      CAPTURE(forged[i]);
      CHECK(engine::fault_in_bundle(forged[i]).has_value());
      CHECK_FALSE(second[i]);
    }
  }
}
