// One ballot: what was frozen when it was opened, who has returned what, and what follows from that. Values; a step on
// a ballot of ten thousand seats copies what a step on one of twenty does.
#pragma once

#include <map>

#include "engine/ballot_bundle.hpp"
#include "engine/copy_on_write.hpp"
#include "engine/many.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

enum class BallotState { open, closed, void_, deferred, inquorate };
BOOST_DESCRIBE_ENUM(BallotState, open, closed, void_, deferred, inquorate)

// Events: what does not show before the votes are counted, and a form that is counted after the close.
inline constexpr std::string_view vote_cast = "vote-cast";
inline constexpr std::string_view ballot_recounted = "ballot-recounted";

// A vote as its receipt is given for: the SHA-256 of this as compact JSON, every field in this order.
struct Vote {
  std::string roll_hash;
  std::string seat;
  std::string subject;
  Choice choice{};
  std::string reason;
  std::vector<ObjectiveView> objectives;
  engine::Person voter;
  engine::Capacity in_capacity{};
  engine::Person holder;  // for whom an alternate voted; else the voter again
  std::optional<std::string> preference;
  std::optional<std::string> declaration;  // of an interest: it disqualifies nobody
  std::optional<RecordedFrom> recorded_from;
  Time at{};
};
BOOST_DESCRIBE_STRUCT(Vote, (),
                      (roll_hash, seat, subject, choice, reason, objectives, voter, in_capacity, holder, preference,
                       declaration, recorded_from, at))
std::string receipt_of(const Vote& vote);

// A vote as it came.
struct Cast {
  int number = 0;  // 1, 2, 3 ... in the ballot
  Vote vote;
  std::string receipt;
};
using SharedCast = std::shared_ptr<const Cast>;  // shared by the versions of a ballot

struct SeatBox {
  std::vector<SharedCast> trail;     // all that the seat returned
  std::vector<SharedCast> counting;  // by subject; empty: none
};

// A form that came in time was entered after the close, and the votes were counted again.
struct Recounted {
  int vote = 0;  // which one it was
  Time at{};
  engine::BallotCount before;  // what the count was without it
};

// What nothing changes once a ballot is open.
struct Opened {
  engine::FrozenBallot frozen;
  engine::SeatIndex index;
  std::string roll_hash;
  std::optional<Text> reason;  // why this body
  bool verifiable = true;      // false: opened before the whole text was frozen
  int version = 0;             // of the modification, with the opening
};

using TaskGroup = std::shared_ptr<const std::vector<engine::Task>>;

struct Ballot {
  int number = 0;
  int round = 1;
  Purpose purpose{};
  VoteMode mode{};
  BallotState state{};
  std::shared_ptr<const Opened> opened;  // shared by all versions
  std::optional<Time> closes_at;         // a vote at a meeting has none
  std::optional<Counting> counted;       // of closes_at
  std::optional<Time> reminder;          // still to come
  std::optional<Time> reminded_at;
  std::optional<Date> closed_on;
  std::optional<Time> closed_at;
  bool extended = false;
  std::vector<engine::BallotClosing> closings;  // each that it had, in their order
  std::vector<engine::RollCorrection> corrections;
  std::map<std::size_t, engine::Seat> corrected;       // by place in the roll
  engine::Many<std::shared_ptr<const SeatBox>> boxes;  // by place in the roll; empty: the seat returned nothing
  int arrived = 0;                                     // votes, changed ones too
  int filled = 0;                                      // seats with a holder
  int voted = 0;                                       // seats with a vote that counts
  int complete = 0;                                    // seats with one on every subject
  std::vector<TaskGroup> owed;                         // what seats still owe, in groups of neighbours on the roll
  std::vector<engine::Tally> tallies;                  // one a subject, in their order; empty until counted
  std::optional<std::string> preferred;                // the subject that is carried
  std::optional<Time> late_forms_until;                // forms that came in time may be entered; null: none may
  std::optional<engine::Period> late_window;           // how that was counted
  std::vector<Recounted> recounts;
  std::optional<int> superseded_by;  // it was reopened: the ballot that takes its place, once that is opened
  std::optional<Date> superseded_on;
  engine::Memo shown;  // as representations show it

  const std::vector<std::string>& subjects() const { return opened->frozen.subjects; }
  // Its votes were counted, whatever became of that; one that ended otherwise is never published (DEF 16.4).
  bool was_counted() const { return closed_at.has_value(); }
  const engine::Seat* seat(const std::string& name) const;  // as corrected; nullptr: it is not on the roll
  // What counts of a seat on a subject; nullptr: nothing.
  const Cast* counting(const std::string& seat, const std::string& subject) const;
};

// Opens one: `ballot` has its number, round, purpose, mode and closing.
void open(Ballot& ballot, std::shared_ptr<const Opened> opened);
void cast(Ballot& ballot, Vote vote, std::string receipt);
void correct(Ballot& ballot, engine::RollCorrection correction);
// After its closing was set: keeps it, if it is another one than before.
void note_closing(Ballot& ballot, Time at, engine::ClosingCause cause, bool nobody_named_it = false);
engine::Period period_of(const Counting& counted);
void owes_again(Ballot& ballot);  // after its closing or its reminder: what seats owe says so

engine::QuorumCount quorum_of(const Ballot& ballot);
// The names of the seats that have not voted on everything, at most so many.
std::vector<std::string> seats_owing(const Ballot& ballot, std::size_t at_most);
std::vector<SharedCast> votes_of(const Ballot& ballot);  // as they came
bool counts(const Ballot& ballot, const Cast& cast);
// Whether the seat voted by a token of its own, of somebody who had the mandate for it: then SECAS records nothing for
// it (DEF 16.3).
bool voted_itself(const Ballot& ballot, const std::string& seat);

engine::BallotCount count(const Ballot& ballot);
// As it was counted last: only of one that was.
engine::BallotCount result_of(const Ballot& ballot);
// "3 of 12", if it was counted without a quorum; empty: it was not.
std::string inquorate(const Ballot& ballot);
// When a vote by form of this seat is meant to have been cast: on the day of the form, if it is entered after the
// close.
Date day_of_mandate(const Ballot& ballot, const std::optional<RecordedFrom>& from, Time at);
// The last day on which a form came in time.
Date last_day(const Ballot& ballot);
// Whether those that have not voted can still turn the outcome of a subject.
std::vector<bool> settled(const Ballot& ballot);

engine::PartDocument bundle(const Ballot& ballot);

// What a ballot says that was opened while its modification had no document.
inline constexpr std::string_view no_papers = "none on the register";

}  // namespace sec
