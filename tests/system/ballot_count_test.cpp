// Hundreds of ballots on rolls made up at random, each counted by the program, by its own verifier and by the second
// one, which shares no line with them; and what both say of records that were tampered with.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <sstream>

#include "engine/ballot_bundle.hpp"
#include "engine/hash.hpp"
#include "tests/support/story.hpp"
#include "tests/system/program.hpp"

using namespace outside;
using story::Dom;
using Record = nlohmann::ordered_json;

namespace {

constexpr int cases = 240;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937 random_;
};

const std::vector<std::string> choices{"approve", "reject", "abstain"};

// One ballot on the cost of an Impact Assessment, with Alternatives that it is also asked about.
class Case {
 public:
  explicit Case(Dice& dice) : dice_(dice), story_("2019-03-18") {
    makes_a_board();
    ref_ = story_.given("SECMP0025", "refinement", "authority-determined", {{"workflow", "sec-2019"}});
    for (int i = dice_.below(3); i > 0; --i) {
      subjects_.push_back("alternative " + std::to_string(i));
      story_.when(story::secas, ref_, "add-alternative",
                  {{"name", subjects_.back()}, {"by", "proposer"}, {"summary", "s"}});
    }
    const auto mode = dice_.chance(70) ? "correspondence" : "meeting";
    story_.when(story::secas, ref_, "open-vote", {{"purpose", "ia-cost"}, {"mode", mode}, {"subjects", subjects_}});
  }

  // The record; empty: it ended without a quorum.
  std::string bundle() {
    for (int i = dice_.below(3 * static_cast<int>(seats_.size()) + 2); i > 0; --i) somebody_acts();
    if (story_.then(ref_).view()["ballots"][0]["mode"] == "meeting") story_.when(story::secas, ref_, "close-vote");
    else story_.working_days_pass(12);
    for (int i = dice_.chance(60) ? dice_.below(4) : 0; i > 0; --i) {  // forms that SECAS finds in its post later
      if (dice_.chance(20)) story_.working_days_pass(1);
      send(story::secas, "cast-vote", a_vote(dice_.one_of(seats_), "2019-03-18"));
    }
    const auto current = story_.now(ref_);
    return story::rules().get(current.workflow).part_document(current, "ballots", 0, "bundle").text;
  }

 private:
  void board(const std::string& command, const Dom& body) {
    const auto reply = story_.ask({"bodies", "change-board", command, body.dump(), story::manager, "", "", {}, {}});
    REQUIRE_MESSAGE(std::holds_alternative<engine::Accepted>(reply), story::in_words(reply));
  }

  void makes_a_board() {
    static const std::vector<std::string> blocks{"large-suppliers", "small-suppliers", "networks", "other-sec-parties",
                                                 "consumers"};
    for (int i = 1 + dice_.below(12); i > 0; --i) {
      const auto seat = fmt::format("S{} \"ü\"", i);
      board("add-seat", {{"seat", seat}, {"block", dice_.one_of(blocks)}, {"weight", 1 + dice_.below(9)}});
      seats_.push_back(seat);
      if (i > 1 && dice_.chance(15)) continue;  // vacant; the last never is
      board("appoint", {{"seat", seat}, {"holder", "holder of " + seat}, {"name", "Nobody"}});
      if (dice_.chance(40)) board("name-alternate", {{"seat", seat}, {"alternate", "alternate of " + seat}});
    }
    board("set-rule", {{"policy", dice_.one_of(engine::ballot_policies())},
                       {"quorum", dice_.one_of(engine::quorum_rules())},
                       {"chair", dice_.one_of(seats_)},
                       {"reason", "made up"},
                       {"decision", {{"body", "panel"}}}});
  }

  void somebody_acts() {
    const auto& seat = dice_.one_of(seats_);
    if (dice_.chance(3)) story_.working_days_pass(1);
    if (dice_.chance(4)) {
      send(story::manager, "correct-roll",
           {{"seat", seat}, {"holder", {{"id", "corrected " + seat}}}, {"reason", "r"}});
      return;
    }
    const auto who =
        dice_.one_of(std::vector<std::string>{"holder of ", "holder of ", "alternate of ", "corrected "}) + seat;
    const bool by_secas = dice_.chance(30);
    send(by_secas ? story::secas : engine::Actor{who, "change-board-member", "", seat, ""}, "cast-vote",
         a_vote(seat, by_secas ? "2019-03-18" : ""));
  }
  Dom a_vote(const std::string& seat, const std::string& form_on) {
    Dom vote = {{"seat", seat},
                {"choice", dice_.one_of(choices)},
                {"reason", "because \\ of\n\"this\" – ü"},
                {"objectives", {{{"objective", "a"}, {"view", "neutral"}}}},
                {"subject", dice_.one_of(subjects_)}};
    if (dice_.chance(50)) vote["preference"] = dice_.one_of(subjects_);
    if (dice_.chance(10)) vote["declaration"] = "holds shares";
    if (!form_on.empty()) vote["recorded_from"] = {{"kind", "form"}, {"on", form_on}};
    return vote;
  }
  // It may be refused: a vacant seat, an alternate after its holder, a vote after the close.
  void send(const engine::Actor& by, const std::string& command, const Dom& body) {
    story_.ask({"modifications", ref_, command, body.dump(), by, "", "", {}, {}});
  }

  Dice& dice_;
  story::Story story_;
  std::string ref_;
  std::vector<std::string> seats_;
  std::vector<std::string> subjects_{"proposed"};
};

std::string wrapped(const std::string& ballot) {
  return R"({"sha256":")" + engine::sha256_hex(ballot) + R"(","ballot":)" + ballot + "}\n";
}

void seal(Record& record) {
  record["roll_hash"] = engine::sha256_hex(record["frozen"].dump());
  for (auto& one : record["votes"]) {
    one["vote"]["roll_hash"] = record["roll_hash"];
    one["receipt"] = engine::sha256_hex(one["vote"].dump());
  }
}

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

// What the second verifier says of each: true, it holds.
std::vector<bool> second_verifier(const std::vector<std::string>& bundles) {
  TempFolder folder;
  std::vector<std::string> words{SECMP_SOURCE_DIR "/tools/verify-ballot"};
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    words.push_back(folder.at(std::to_string(i)));
    write_file(words.back(), bundles[i]);
  }
  std::istringstream lines(run(words).out);
  std::vector<bool> holds;
  for (std::string line; std::getline(lines, line);) holds.push_back(line.ends_with(": holds"));
  return holds;
}

}  // namespace

TEST_CASE("Hundreds of ballots made up at random are counted alike by the program and by a second verifier") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  Dice dice(seed);
  std::vector<std::string> bundles;
  while (bundles.size() < cases) {
    Case one(dice);
    if (auto bundle = one.bundle(); !bundle.empty()) bundles.push_back(std::move(bundle));
  }
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
  std::string bundle;
  while (bundle.empty()) bundle = Case(dice).bundle();
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
