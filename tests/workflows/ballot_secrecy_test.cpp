// Random lives of ballots: corrections, forms, late forms, withdrawals, deferrals, reopenings. What is public at every
// moment is what was counted, and nothing else; what counts at the end is what each seat returned last, itself before a
// form.
#include <fmt/format.h>

#include "engine/ballot_bundle.hpp"
#include "tests/support/asking.hpp"
#include "tests/workflows/ballots.hpp"
#include "tests/workflows/walk.hpp"

using namespace story;
using lives::with;

namespace {

constexpr unsigned first_seed = 1603, lives_told = 16;
constexpr int steps = 26, looks_every = 3;
const std::vector<std::string> seats{"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"};

struct CastVote {
  std::string seat, choice, mark;  // `mark` is in its reason, and nowhere else
  std::string voter;
  bool own = false;
};
struct ModelBallot {
  std::vector<CastVote> votes;
  bool open = true, counted = false;
};

class Life {
 public:
  explicit Life(unsigned seed) : dice_(seed), story_("2019-03-18") {
    story_.given_a_change_board();
    ref_ =
        ballots::before_the_board(story_, "SECMP0025", dice_.chance(50) ? "self-governance" : "authority-determined");
  }

  void goes_on() {
    if (!open()) return after_the_vote();
    switch (dice_.below(12)) {
      case 0:
        return defers();
      case 1:
        return withdraws();
      case 2:
        return corrects();
      case 3:
        return closes();
      default:
        return dice_.chance(50) ? votes_itself() : sends_a_form();
    }
  }

  // Everything that somebody can ask for, in one text.
  std::string all_that_is_shown_to(const Actor& by) {
    const auto current = story_.now(ref_);
    const auto& workflow = rules().get(current.workflow);
    const auto level = workflow.clearance(by);
    auto all = workflow.view(current, level) + workflow.listing(current).summary;
    const auto parts = workflow.part(current, "ballots", by);
    for (std::size_t i = 0; i < parts.size(); ++i)
      all += parts[i] + workflow.part_document(current, "ballots", i, "bundle").text;
    for (const auto& entry : story_.history(ref_)) all += workflow.seen_body(current, entry, by).value_or("");
    for (const auto& option : story_.options(ref_, by)) all += fmt::format("{}", option.command);
    for (const std::string question : {"conclusions", "page"}) {
      const auto answer = asked(story_, "modifications", ref_, question, Dom::object(), by);
      const auto* paper = std::get_if<engine::Answer>(&answer);
      if (paper == nullptr || !paper->paper) continue;
      for (const auto& section : paper->paper->sections)
        for (const auto& row : section.rows)
          for (const auto& cell : row) all += engine::text_of(cell);
    }
    return all;
  }

  void is_secret_as_it_should_be() {
    for (const auto& caller : {visitor, party("acme"), panel, authority, member("LS-1"), member("CON-1")}) {
      CAPTURE(caller.id);
      const auto shown = all_that_is_shown_to(caller);
      for (const auto& ballot : ballots_)
        for (const auto& one : ballot.votes) {
          CAPTURE(one.mark);
          const bool theirs = one.seat == caller.seat && one.voter == caller.id;
          CHECK((shown.find(one.mark) != std::string::npos) == (ballot.counted || theirs));
        }
    }
    const auto current = story_.now(ref_);
    const auto& workflow = rules().get(current.workflow);
    const auto parts = workflow.part(current, "ballots", visitor);
    REQUIRE(parts.size() == ballots_.size());
    for (std::size_t i = 0; i < parts.size(); ++i) counts_as_it_should(ballots_[i], Dom::parse(parts[i]), i);
  }

  int recounted = 0, uncounted = 0;

 private:
  bool open() const { return !ballots_.empty() && ballots_.back().open; }
  ModelBallot& last() { return ballots_.back(); }

  // Of each seat the last vote that it cast itself, else its last form; of those who held the seat in the end.
  std::set<std::string> that_count(const ModelBallot& ballot, std::size_t number) const {
    std::map<std::string, const CastVote*> chosen;
    for (const auto& one : ballot.votes) {
      const auto corrected = corrected_.find({number, one.seat});
      if (one.voter != (corrected == corrected_.end() ? one.seat + "-member" : corrected->second)) continue;
      chosen[one.seat] = &one;
    }
    std::set<std::string> marks;
    for (const auto& [seat, one] : chosen) marks.insert(one->mark);
    return marks;
  }

  void counts_as_it_should(const ModelBallot& model, const Dom& ballot, std::size_t i) {
    std::set<std::string> counting, expected;
    for (const auto& one : ballot["votes"])
      if (one["counts"] == true) counting.insert(one["reason"]);
    if (model.counted) expected = that_count(model, i);
    CHECK(counting == expected);
    CHECK((ballot["votes"].size() + ballot["trail"].size()) == (model.counted ? model.votes.size() : 0));
    CHECK(ballot["quorum"]["votes"].is_null() == !model.counted);
    CHECK(ballot["tally"].is_null() == !model.counted);
    if (!model.counted) return;
    const auto current = story_.now(ref_);
    const auto bundle = rules().get(current.workflow).part_document(current, "ballots", i, "bundle").text;
    CHECK(engine::fault_in_bundle(bundle).value_or("") == "");
    const auto record = Dom::parse(bundle)["ballot"];
    CHECK(record["inquorate"] == ballot.value("inquorate", false));
    for (std::size_t one = 0; one < model.votes.size(); ++one)
      CHECK(record["votes"][one]["recorded"] == !model.votes[one].own);
  }

  bool is_accepted(const Actor& by, const std::string& command, const Dom& body) {
    const auto reply = story_.ask({"modifications", ref_, command, body.dump(), by, "", "", {}, {}});
    REQUIRE_FALSE(std::holds_alternative<engine::Failed>(reply));
    return std::holds_alternative<engine::Accepted>(reply);
  }

  std::string holder_of(const std::string& seat) const {
    const auto corrected = corrected_.find({ballots_.size() - 1, seat});
    return corrected == corrected_.end() ? seat + "-member" : corrected->second;
  }
  bool has_voted_itself(const std::string& seat) {
    return std::any_of(last().votes.begin(), last().votes.end(),
                       [&](const auto& one) { return one.seat == seat && one.own && one.voter == holder_of(seat); });
  }
  CastVote new_vote(bool own) {
    const auto& seat = dice_.one_of(seats);
    return {seat, dice_.chance(50) ? "approve" : "reject", fmt::format("mark-{}.", ++marks_), holder_of(seat), own};
  }

  void votes_itself() {
    const auto one = new_vote(true);
    const Actor by{one.voter, "change-board-member", "", one.seat, ""};
    CHECK(is_accepted(by, "cast-vote", with(lives::vote(one.seat, one.choice), {{"reason", one.mark}})));
    last().votes.push_back(one);
  }
  void sends_a_form() {
    const auto one = new_vote(false);
    const auto form = ballots::form_of(one.seat, one.choice, story_.today_text());
    const bool may = !has_voted_itself(one.seat);
    CHECK(is_accepted(secas, "cast-vote", with(form, {{"reason", one.mark}})) == may);
    if (may) last().votes.push_back(one);
  }
  // On the day of the close, or after it; it may be too late for it.
  void sends_a_late_form() {
    const auto one = new_vote(false);
    const auto on = dice_.chance(80) ? closed_on_ : story_.today_text();
    const bool in_time = on <= closed_on_ && !acted_ && story_.clock() < late_until_;
    const bool may = last().counted && in_time && !has_voted_itself(one.seat);
    const auto form = with(ballots::form_of(one.seat, one.choice, on), {{"reason", one.mark}});
    CHECK(is_accepted(secas, "cast-vote", form) == may);
    CHECK_FALSE(is_accepted(member(one.seat), "cast-vote", lives::vote(one.seat, "approve")));
    if (!may) return;
    last().votes.push_back(one);
    ++recounted;
  }

  void corrects() {
    const auto& seat = dice_.one_of(seats);
    const auto id = fmt::format("another-{}", ++marks_);
    CHECK(is_accepted(manager, "correct-roll", {{"seat", seat}, {"holder", {{"id", id}}}, {"reason", "r"}}));
    corrected_[{ballots_.size() - 1, seat}] = id;
  }
  void ends(bool counted) {
    last().open = false;
    last().counted = counted;
    uncounted += !counted;
    acted_ = !counted;
    closed_on_ = story_.today_text();
    if (counted) late_until_ = instant(story_.close_in(5));
  }
  void defers() {
    CHECK(is_accepted(panel, "defer-vote", {{"reason", "clarification"}}));
    ends(false);
    if (!dice_.chance(30)) return;
    // It goes on, except if votes had come: SECAS has seen them since.
    const bool undone = is_accepted(manager, "revoke-last", {{"reason", "by mistake"}});
    CHECK(undone == last().votes.empty());
    if (!undone) return;
    last().open = true;
    --uncounted;
  }
  // Another Party takes it over, and the Board votes anew.
  void withdraws() {
    if (voted_on_ || !is_accepted(secas, "withdraw", {{"recorded_from", {{"kind", "letter"}}}})) return;
    ends(false);
    CHECK(is_accepted(party("beta"), "adopt", {{"party", "beta"}, {"category", "large-suppliers"}}));
  }
  void closes() {
    if (!is_accepted(secas, "close-vote", Dom::object())) return;
    const auto state = ballots::last_ballot(story_, ref_)["state"];
    if (state == "open") return;  // extended
    ends(state == "closed");
    voted_on_ = voted_on_ || state == "closed";
  }

  void after_the_vote() {
    const auto state = story_.now(ref_).state;
    if (state == "change-board-vote") {
      if (!ballots_.empty() && dice_.chance(30)) return sends_a_late_form();
      CHECK(is_accepted(secas, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}));
      ballots_.emplace_back();
      return;
    }
    if (state != "appeal-window" && state != "authority-determination") return;
    switch (dice_.below(6)) {
      case 0:
        if (!is_accepted(panel, "reopen-vote", {{"reason", "a clarification"}})) return;
        acted_ = true;
        return;
      case 1:
        return story_.working_days_pass(1);
      case 2:
        CHECK(is_accepted(secas, "set-impacts", {{"dcc_systems", "none"}}));
        return;
      default:
        return sends_a_late_form();
    }
  }

  walk::Dice dice_;
  Story story_;
  std::string ref_;
  std::vector<ModelBallot> ballots_;
  std::map<std::pair<std::size_t, std::string>, std::string> corrected_;  // by ballot and seat
  std::string closed_on_;
  engine::Time late_until_{};
  bool acted_ = false, voted_on_ = false;
  int marks_ = 0;
};

}  // namespace

TEST_CASE("Of a ballot nobody sees before its count what it holds, and of one without a count nobody ever does") {
  int recounted = 0, uncounted = 0;
  for (unsigned seed = first_seed; seed < first_seed + lives_told; ++seed) {
    CAPTURE(seed);
    Life life(seed);
    for (int i = 0; i < steps; ++i) {
      CAPTURE(i);
      life.goes_on();
      if (i % looks_every == 0 || i + 1 == steps) life.is_secret_as_it_should_be();
    }
    recounted += life.recounted;
    uncounted += life.uncounted;
  }
  CHECK(recounted > 5);
  CHECK(uncounted > 10);
}
