// The record of one ballot as a document of its own: what was frozen at the opening, every vote in the order in which
// they came with its receipt, and the count. Its bytes are fixed: {"sha256":"...","ballot":{...}} and a line feed.
// The hash is that of the bytes of the value of "ballot", which is JSON without blanks (RFC 8259, UTF-8, fields in the
// order of the descriptions below, only " \ and control characters escaped). Whoever has it can count again without us.
#pragma once

#include "engine/ballot.hpp"
#include "engine/body.hpp"

namespace engine {

struct FrozenDocument {
  std::string kind;
  std::optional<std::string> title;  // null: not for everybody's eyes
  std::string version;
  std::optional<std::string> sha256;
};
BOOST_DESCRIBE_STRUCT(FrozenDocument, (), (kind, title, version, sha256))

// What nothing changes once a ballot is open.
struct FrozenBallot {
  std::string case_;
  int ballot = 0;
  int round = 1;
  std::string purpose;
  std::string mode;
  std::string question;
  std::string body_;
  std::string policy;
  std::string quorum;  // the rule
  std::vector<std::string> blocks;
  std::optional<std::string> chair;
  Time opened_at{};
  std::vector<std::string> subjects;
  std::vector<FrozenDocument> documents;
  std::vector<Seat> roll;
  std::optional<int> record;  // the form of its record; not in older ones, which have the first
};
BOOST_DESCRIBE_STRUCT(FrozenBallot, (),
                      (case_, ballot, round, purpose, mode, question, body_, policy, quorum, blocks, chair, opened_at,
                       subjects, documents, roll, record))
// In the second form the record says which votes were recorded for their seats, a seat's own vote is replaced by that
// seat alone, and forms that came in time but late to the record are counted again. In the third it also says when the
// vote was to close, and since when, and from which day the window of late forms is counted.
inline constexpr int newest_record_form = 3;
// What the window of late forms, the closing that nobody named and the extension are long, in Working Days; and over
// how many weekdays without work none of them runs.
inline constexpr int late_window_days = 5, default_vote_days = 5, extension_days = 5, holidays_max = 5;
inline constexpr int longest_vote_days = 15;  // by correspondence, if a closing was named

// A lawful correction of an open roll; null leaves what was there. `after`: the votes that had come before it.
struct RollCorrection {
  std::string seat;
  std::optional<Person> holder;
  std::optional<Alternate> alternate;
  std::string reason;
  std::string by;
  Time at{};
  int after = 0;
};
BOOST_DESCRIBE_STRUCT(RollCorrection, (), (seat, holder, alternate, reason, by, at, after))
void correct(Seat& seat, const RollCorrection& correction);

enum class Capacity { holder, alternate };
BOOST_DESCRIBE_ENUM(Capacity, holder, alternate)
// Whether somebody may act for a seat on a day.
bool mandated(const Seat& seat, const std::string& id, Capacity capacity, Date day);

// From what a vote was recorded for its seat, by who may.
struct VoteSource {
  std::string kind;
  std::optional<std::string> ref;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(VoteSource, (), (kind, ref, on))

enum class Effect { better, neutral, worse };
BOOST_DESCRIBE_ENUM(Effect, better, neutral, worse)
struct StatedEffect {
  std::string objective;
  Effect view{};
};
BOOST_DESCRIBE_STRUCT(StatedEffect, (), (objective, view))

// A vote as its receipt is given for, every field in this order.
struct BundleVote {
  std::string roll_hash;
  std::string seat;
  std::string subject;
  BallotChoice choice{};
  std::string reason;
  std::vector<StatedEffect> objectives;
  Person voter;
  Capacity in_capacity{};
  Person holder;
  std::optional<std::string> preference;
  std::optional<std::string> declaration;
  std::optional<VoteSource> recorded_from;
  Time at{};
};
BOOST_DESCRIBE_STRUCT(BundleVote, (),
                      (roll_hash, seat, subject, choice, reason, objectives, voter, in_capacity, holder, preference,
                       declaration, recorded_from, at))

struct QuorumCount {
  int needed = 0;
  int votes = 0;  // seats that returned something
  bool met = false;
  bool operator==(const QuorumCount&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuorumCount, (), (needed, votes, met))

// What a count came to.
struct BallotCount {
  QuorumCount quorum;
  std::vector<Tally> tallies;  // by subject
  std::optional<std::string> preferred;
  BlockOutcome outcome{};
  bool operator==(const BallotCount&) const = default;
};
BOOST_DESCRIBE_STRUCT(BallotCount, (), (quorum, tallies, preferred, outcome))

// So many Working Days after a day, over these weekdays without work.
struct Period {
  Date from{};
  int working_days = 0;
  std::vector<Date> skipping;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, working_days, skipping))
Date last_day_of(const Period& period);

// When a vote was to close, since when and why; `counted`: how, if nobody named it.
enum class ClosingCause { opened, extended, moved, resumed };
BOOST_DESCRIBE_ENUM(ClosingCause, opened, extended, moved, resumed)
struct BallotClosing {
  Time set_at{};
  Time closes_at{};
  ClosingCause cause{};
  std::optional<Period> counted;
};
BOOST_DESCRIBE_STRUCT(BallotClosing, (), (set_at, closes_at, cause, counted))

struct RecordedVote {
  Json vote;  // compact; the hash of this text is the receipt
  std::string receipt;
  bool counts = false;
  bool recorded = false;  // for the seat, from its form
};
// A form that came in time was entered after the close.
struct RecordedRecount {
  int vote = 0;        // which one, from 1
  BallotCount before;  // what the count was without it
};
struct BallotRecord {
  FrozenBallot frozen;
  std::string roll_hash;
  std::vector<RollCorrection> corrections;
  std::optional<Time> closes_at;
  bool extended = false;
  Time closed_at{};
  std::vector<BallotClosing> closings;  // none: a vote at a meeting that no time was named for
  std::optional<Time> late_forms_until;
  std::optional<Period> late_window;
  std::vector<RecordedVote> votes;        // as they came
  std::vector<RecordedRecount> recounts;  // one for each of the last votes
  BallotCount result;
};

Json frozen_text(const FrozenBallot& frozen);  // its hash is the roll hash
// As readers see a count, in the object `out`: by subject.
void write_tallies(JsonObject& out, const std::vector<std::string>& subjects, const std::vector<Tally>& tallies);
Json bundle_text(const BallotRecord& record);

// Counts a bundle again. Nothing: it holds; else a sentence about the first thing that does not.
std::optional<std::string> fault_in_bundle(std::string_view bytes);

}  // namespace engine
