// Ballots as modification/ballot_view.cpp writes them, and the record of one as engine/ballot_bundle.cpp does.
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/modification/ballot.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace ballots {
namespace {
using engine::list_of;
using engine::map_of;
using engine::or_null;
using engine::sha256_text;
using engine::Shape;
using engine::shaped;
using engine::written;
using engine::body::Nulls;

// By subject.
engine::Json tallies() { return map_of(shaped("Tally")); }

Shape recount_side() {
  return Shape("BallotCount")
      .has<engine::QuorumCount>("quorum")
      .has("tally", tallies())
      .has("preferred", &engine::BallotCount::preferred)
      .has("outcome", &engine::BallotCount::outcome);
}

Shape recount() {
  return Shape("Recount")
      .has<int>("vote")
      .has<Time>("at")
      .has("before", shaped("BallotCount"))
      .has("after", shaped("BallotCount"));
}

void say_summary(Shape& out) {
  out.has("number", &Ballot::number)
      .has("round", &Ballot::round)
      .has("purpose", &Ballot::purpose)
      .has("mode", &Ballot::mode)
      .has<std::string>("body")
      .has<std::optional<std::string>>("question")
      .has<std::vector<std::string>>("subjects")
      .has("state", &Ballot::state)
      .has<Time>("opened_at")
      .has("closes_at", &Ballot::closes_at)
      .has("counted", &Ballot::counted)
      .has("extended", &Ballot::extended)
      .has("closed_on", &Ballot::closed_on)
      .has("policy", engine::word_among(engine::ballot_policies()))
      .has("roll_hash", sha256_text())
      .has<int>("seats_filled")
      .has("tally", or_null(tallies()))
      .has("preferred", &Ballot::preferred)
      .has<std::optional<std::string>>("approved_subject")
      .may_have<bool>("inquorate")
      .may_have("late_forms_until", &Ballot::late_forms_until)
      .may_have("recounts", list_of(shaped("Recount")))
      .may_have("superseded_by", &Ballot::superseded_by);
}

// Others than SECAS do not read how many votes had come before it while the votes do not show.
Shape correction() {
  return Shape("RollCorrection")
      .has("seat", &engine::RollCorrection::seat)
      .has("holder", &engine::RollCorrection::holder)
      .has("alternate", &engine::RollCorrection::alternate)
      .has("reason", &engine::RollCorrection::reason)
      .has("by", &engine::RollCorrection::by)
      .has("at", &engine::RollCorrection::at)
      .may_have("after", &engine::RollCorrection::after);
}

Shape quorum() {
  return Shape("BallotQuorum")
      .has("rule", engine::word_among(engine::quorum_rules()))
      .has<int>("needed")
      .has<std::optional<int>>("votes")
      .may_have<bool>("met");
}

Shape standing() {
  return Shape("BallotStanding")
      .has<int>("not_voted")
      .has<bool>("quorum_can_be_reached")
      .has("settled", map_of(written<bool>()));
}

// A vote that SECAS may know of and nobody may read yet says its seat alone.
Shape vote() {
  Shape out("Vote");
  out.may_have("receipt", sha256_text()).may_have<bool>("counts").may_have<std::string>("recorded");
  out.may_have("roll_hash", sha256_text())
      .has("seat", &Vote::seat)
      .has("subject", &Vote::subject)
      .may_have("choice", &Vote::choice)
      .may_have("reason", &Vote::reason)
      .may_have("objectives", &Vote::objectives)
      .may_have("voter", &Vote::voter)
      .may_have("in_capacity", &Vote::in_capacity)
      .may_have("holder", &Vote::holder)
      .may_have("preference", &Vote::preference)
      .may_have("declaration", &Vote::declaration)
      .may_have("recorded_from", &Vote::recorded_from)
      .has("at", &Vote::at);
  return out;
}

Shape ballot() {
  Shape out("Ballot");
  say_summary(out);
  out.may_have("papers", engine::word_among({std::string(no_papers)}));
  out.has<std::vector<engine::FrozenDocument>>("documents")
      .has<std::vector<engine::Seat>>("roll")
      .has("corrections", list_of(shaped("RollCorrection")))
      .has("quorum", shaped("BallotQuorum"))
      .may_have("standing", shaped("BallotStanding"))
      .has("votes", list_of(shaped("Vote")))
      .has("trail", list_of(shaped("Vote")));
  return out;
}

void say_count(Shape& out) {
  out.has<engine::QuorumCount>("quorum")
      .may_have<bool>("inquorate")
      .has("tally", tallies())
      .has<std::optional<std::string>>("preferred")
      .has<engine::BlockOutcome>("outcome");
}

void add_bundle(engine::Answers& to) {
  Shape before("BundleCount"), record("BundleBallot"), frozen("FrozenBallot");
  say_count(before);
  frozen.has_all_of<engine::FrozenBallot>();
  record.has("format", engine::text_like("^ballot-bundle/[0-9]+$"))
      .has("frozen", shaped("FrozenBallot"))
      .has("roll_hash", sha256_text())
      .has<std::vector<engine::RollCorrection>>("corrections")
      .has<std::optional<Time>>("closes_at")
      .has<bool>("extended")
      .may_have<std::vector<engine::BallotClosing>>("closings")
      .has<Time>("closed_at")
      .may_have<std::optional<Time>>("late_forms_until")
      .may_have<std::optional<engine::Period>>("late_window")
      .has("votes", list_of(shaped("BundleVote")))
      .may_have("recounts", list_of(shaped("BundleRecount")));
  say_count(record);
  to.shapes.push_back(frozen);
  to.shapes.push_back(Shape("BundleVote")
                          .has<engine::BundleVote>("vote")
                          .has("receipt", sha256_text())
                          .has<bool>("counts")
                          .may_have<bool>("recorded"));
  to.shapes.push_back(before);
  to.shapes.push_back(Shape("BundleRecount").has<int>("vote").has("before", shaped("BundleCount")));
  to.shapes.push_back(record);
  to.shapes.push_back(Shape("BallotBundle").has("sha256", sha256_text()).has("ballot", shaped("BundleBallot")));
}
}  // namespace

void add(engine::Answers& to) {
  Shape summary("BallotSummary");
  say_summary(summary);
  for (auto& one : {Shape("Tally").has_all_of<engine::Tally>(Nulls::leave_out), recount_side(), recount(), summary,
                    correction(), quorum(), standing(), vote(), ballot()})
    to.shapes.push_back(one);
  add_bundle(to);
  to.of["modifications/ballots"] = "Ballot";
  to.of["modifications/ballots/bundle"] = "BallotBundle";
}
}  // namespace ballots

void add_ballots(engine::Answers& to) { ballots::add(to); }

}  // namespace sec::answering
