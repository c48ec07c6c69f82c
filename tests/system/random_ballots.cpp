// Plays a ballot on the cost of an Impact Assessment with everything that may happen to it, and reads its record.
#include "tests/system/random_ballots.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>

#include "engine/ballot_bundle.hpp"
#include "engine/hash.hpp"
#include "tests/support/story.hpp"
#include "tests/system/program.hpp"

namespace outside {
namespace {

using story::Dom;

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

}  // namespace

std::string random_bundle(Dice& dice) { return Case(dice).bundle(); }

std::vector<std::string> random_bundles(Dice& dice, std::size_t count) {
  std::vector<std::string> bundles;
  while (bundles.size() < count)
    if (auto bundle = random_bundle(dice); !bundle.empty()) bundles.push_back(std::move(bundle));
  return bundles;
}

void seal(Record& record) {
  record["roll_hash"] = engine::sha256_hex(record["frozen"].dump());
  for (auto& one : record["votes"]) {
    if (!one.contains("vote")) continue;
    if (one["vote"].contains("roll_hash")) one["vote"]["roll_hash"] = record["roll_hash"];
    if (one.contains("receipt")) one["receipt"] = engine::sha256_hex(one["vote"].dump());
  }
}

std::string wrapped(const std::string& ballot) {
  return R"({"sha256":")" + engine::sha256_hex(ballot) + R"(","ballot":)" + ballot + "}\n";
}

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

}  // namespace outside
