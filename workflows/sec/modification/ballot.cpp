// Keeps what a ballot holds: the roll in groups, the boxes of its seats, and the counts that follow from them.
#include "workflows/sec/modification/ballot.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/hash.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

using engine::Capacity;

constexpr std::size_t group_seats = 32;

std::string receipt_of(const Vote& vote) {
  return engine::sha256_hex(engine::body::text_of(vote, engine::body::Nulls::keep));
}

namespace {
std::optional<std::size_t> place_of(const Ballot& ballot, const std::string& seat) {
  const auto found = ballot.opened->index.find(seat);
  return found == ballot.opened->index.end() ? std::nullopt : std::optional(found->second);
}

const engine::Seat& seat_at(const Ballot& ballot, std::size_t place) {
  const auto corrected = ballot.corrected.find(place);
  return corrected == ballot.corrected.end() ? ballot.opened->frozen.roll[place] : corrected->second;
}

std::size_t subject_place(const Ballot& ballot, const std::string& subject) {
  const auto& all = ballot.subjects();
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), subject) - all.begin());
}

bool complete(const SeatBox* box) {
  return box != nullptr && std::all_of(box->counting.begin(), box->counting.end(), [](const auto& one) { return one; });
}
bool voted(const SeatBox* box) {
  return box != nullptr && std::any_of(box->counting.begin(), box->counting.end(), [](const auto& one) { return one; });
}

// The holder's own vote stands, whenever it came; of two in one capacity the later one.
void let_count(SeatBox& box, std::size_t subject, const SharedCast& cast) {
  auto& now = box.counting[subject];
  if (!now || cast->vote.in_capacity == Capacity::holder || now->vote.in_capacity == Capacity::alternate) now = cast;
}

TaskGroup owed_by(const Ballot& ballot, std::size_t group) {
  auto tasks = std::make_shared<std::vector<engine::Task>>();
  const auto end = std::min(ballot.boxes.size(), (group + 1) * group_seats);
  const auto reminder = ballot.reminded_at
                            ? fmt::format("; reminded on {}", engine::to_text(engine::london_date(*ballot.reminded_at)))
                            : std::string();
  for (auto place = group * group_seats; place < end; ++place) {
    const auto& seat = seat_at(ballot, place);
    if (seat.holder && !complete(ballot.boxes[place].get()))
      tasks->push_back(
          {fmt::format("cast the vote of seat {}{}", seat.seat, reminder), "seat:" + seat.seat, ballot.closes_at});
  }
  std::sort(tasks->begin(), tasks->end());
  return tasks;
}

TaskGroup without(const std::vector<engine::Task>& tasks, const std::string& assignee) {
  auto left = std::make_shared<std::vector<engine::Task>>();
  left->reserve(tasks.size());
  for (const auto& one : tasks)
    if (one.assignee != assignee) left->push_back(one);
  return left;
}

// Puts a box in its place, and keeps the numbers.
void put(Ballot& ballot, std::size_t place, std::shared_ptr<const SeatBox> box) {
  const auto* before = ballot.boxes[place].get();
  ballot.voted += static_cast<int>(voted(box.get())) - static_cast<int>(voted(before));
  ballot.complete += static_cast<int>(complete(box.get())) - static_cast<int>(complete(before));
  const bool owed_before = !complete(before), owed_now = !complete(box.get());
  ballot.boxes.change(place) = std::move(box);
  if (owed_before == owed_now || ballot.owed.empty()) return;
  auto& group = ballot.owed[place / group_seats];
  group = owed_now ? owed_by(ballot, place / group_seats) : without(*group, "seat:" + seat_at(ballot, place).seat);
}
}  // namespace

const engine::Seat* Ballot::seat(const std::string& name) const {
  const auto place = place_of(*this, name);
  return place ? &seat_at(*this, *place) : nullptr;
}

const Cast* Ballot::counting(const std::string& seat, const std::string& subject) const {
  const auto place = place_of(*this, seat);
  const auto on = subject_place(*this, subject);
  const auto* box = place ? boxes[*place].get() : nullptr;
  return box != nullptr && on < box->counting.size() ? box->counting[on].get() : nullptr;
}

void open(Ballot& ballot, std::shared_ptr<const Opened> opened) {
  ballot.opened = std::move(opened);
  const auto& roll = ballot.opened->frozen.roll;
  for (std::size_t i = 0; i < roll.size(); ++i) ballot.boxes.push_back({});
  ballot.filled = engine::filled(roll);
  owes_again(ballot);
}

void cast(Ballot& ballot, Vote vote, std::string receipt) {
  const auto place = place_of(ballot, vote.seat);
  const auto subject = subject_place(ballot, vote.subject);
  if (!place || subject >= ballot.subjects().size()) return;
  const auto& before = ballot.boxes[*place];
  auto box = before ? std::make_shared<SeatBox>(*before) : std::make_shared<SeatBox>();
  box->counting.resize(ballot.subjects().size());
  box->trail.push_back(std::make_shared<const Cast>(Cast{++ballot.arrived, std::move(vote), std::move(receipt)}));
  let_count(*box, subject, box->trail.back());
  put(ballot, *place, std::move(box));
}

void correct(Ballot& ballot, engine::RollCorrection correction) {
  const auto place = place_of(ballot, correction.seat);
  if (!place) return;
  auto seat = seat_at(ballot, *place);
  ballot.filled -= seat.holder ? 1 : 0;
  engine::correct(seat, correction);
  ballot.filled += seat.holder ? 1 : 0;
  ballot.corrections.push_back(std::move(correction));
  ballot.corrected[*place] = seat;
  if (ballot.boxes[*place]) {  // votes of those who should not have been on the roll count no longer
    auto box = std::make_shared<SeatBox>(SeatBox{ballot.boxes[*place]->trail, {}});
    box->counting.resize(ballot.subjects().size());
    for (const auto& one : box->trail)
      if (engine::mandated(seat, one->vote.voter.id, one->vote.in_capacity, engine::london_date(one->vote.at)))
        let_count(*box, subject_place(ballot, one->vote.subject), one);
    put(ballot, *place, std::move(box));
  }
  ballot.owed[*place / group_seats] = owed_by(ballot, *place / group_seats);
}

// The form of the record says these lengths, too, so that anybody can count by it: another length is another form.
static_assert(periods.late_form_wd == engine::late_window_days);
static_assert(periods.correspondence_vote_wd == engine::default_vote_days);
static_assert(periods.correspondence_vote_max_wd == engine::longest_vote_days);
static_assert(periods.quorum_extension_wd == engine::extension_days);

engine::Period period_of(const Counting& counted) { return {counted.from, counted.working_days, counted.skipping}; }

void note_closing(Ballot& ballot, Time at, engine::ClosingCause cause, bool nobody_named_it) {
  if (!ballot.closes_at) return;
  if (!ballot.closings.empty() && ballot.closings.back().closes_at == *ballot.closes_at) return;
  ballot.closings.push_back({at, *ballot.closes_at, cause, {}});
  if (nobody_named_it && ballot.counted) ballot.closings.back().counted = period_of(*ballot.counted);
}

void owes_again(Ballot& ballot) {
  ballot.owed.clear();
  for (std::size_t group = 0; group * group_seats < ballot.boxes.size(); ++group)
    ballot.owed.push_back(owed_by(ballot, group));
}

engine::QuorumCount quorum_of(const Ballot& ballot) {
  const int needed = engine::quorum(ballot.filled, ballot.opened->frozen.quorum);
  return {needed, ballot.voted, ballot.voted >= needed};
}

std::vector<std::string> seats_owing(const Ballot& ballot, std::size_t at_most) {
  static constexpr std::size_t prefix = 5;  // "seat:"
  std::vector<std::string> seats;
  for (const auto& group : ballot.owed)
    for (const auto& task : *group)
      if (seats.size() < at_most) seats.push_back(task.assignee.substr(prefix));
      else return seats;
  return seats;
}

std::vector<SharedCast> votes_of(const Ballot& ballot) {
  std::vector<SharedCast> votes(static_cast<std::size_t>(ballot.arrived));
  ballot.boxes.for_each([&](const auto& box) {
    if (!box) return;
    for (const auto& one : box->trail) votes[static_cast<std::size_t>(one->number - 1)] = one;
  });
  return votes;
}

bool counts(const Ballot& ballot, const Cast& cast) {
  return ballot.counting(cast.vote.seat, cast.vote.subject) == &cast;
}

namespace {
std::vector<engine::Seat> roll_of(const Ballot& ballot) {
  auto roll = ballot.opened->frozen.roll;
  for (const auto& [place, seat] : ballot.corrected) roll[place] = seat;
  return roll;
}

engine::CountingRules counting_rules_of(const Ballot& ballot) {
  const auto& frozen = ballot.opened->frozen;
  return {frozen.policy, frozen.blocks, frozen.chair};
}

engine::Choices choices_of(const Ballot& ballot, std::size_t subject) {
  engine::Choices choices;
  choices.reserve(ballot.boxes.size());
  ballot.boxes.for_each([&](const auto& box) {
    choices.emplace_back();
    if (box && box->counting[subject]) choices.back() = box->counting[subject]->vote.choice;
  });
  return choices;
}

// Of each seat the last that it stated with a vote that counts.
std::vector<std::optional<std::size_t>> preferences_of(const Ballot& ballot) {
  std::vector<std::optional<std::size_t>> found;
  ballot.boxes.for_each([&](const auto& box) {
    const Cast* last = nullptr;
    if (box)
      for (const auto& one : box->counting)
        if (one && one->vote.preference && (last == nullptr || one->number > last->number)) last = one.get();
    found.emplace_back();
    if (last != nullptr) found.back() = subject_place(ballot, *last->vote.preference);
  });
  return found;
}
}  // namespace

engine::BallotCount count(const Ballot& ballot) {
  const auto roll = roll_of(ballot);
  const auto rules = counting_rules_of(ballot);
  engine::BallotCount result;
  for (std::size_t i = 0; i < ballot.subjects().size(); ++i)
    result.tallies.push_back(engine::count(roll, choices_of(ballot, i), rules));
  result.quorum = quorum_of(ballot);
  result.preferred = engine::preferred(roll, ballot.subjects(), result.tallies, preferences_of(ballot));
  result.outcome = result.preferred ? engine::BlockOutcome::approve : engine::BlockOutcome::reject;
  return result;
}

engine::BallotCount result_of(const Ballot& ballot) {
  const auto outcome = ballot.preferred ? engine::BlockOutcome::approve : engine::BlockOutcome::reject;
  return {quorum_of(ballot), ballot.tallies, ballot.preferred, outcome};
}

std::string inquorate(const Ballot& ballot) {
  const auto quorum = quorum_of(ballot);
  return ballot.was_counted() && !quorum.met ? fmt::format("{} of {}", quorum.votes, quorum.needed) : std::string();
}

Date last_day(const Ballot& ballot) {
  const auto closed = ballot.closed_at.value_or(ballot.closes_at.value_or(Time{}));
  return engine::london_date(ballot.closes_at ? std::min(*ballot.closes_at, closed) : closed);
}

Date day_of_mandate(const Ballot& ballot, const std::optional<RecordedFrom>& from, Time at) {
  if (!ballot.was_counted()) return engine::london_date(at);
  return from && from->on ? *from->on : last_day(ballot);
}

bool voted_itself(const Ballot& ballot, const std::string& name) {
  const auto place = place_of(ballot, name);
  const auto* box = place ? ballot.boxes[*place].get() : nullptr;
  if (box == nullptr) return false;
  const auto& seat = seat_at(ballot, *place);
  return std::any_of(box->trail.begin(), box->trail.end(), [&](const auto& one) {
    const auto& vote = one->vote;
    return !vote.recorded_from && engine::mandated(seat, vote.voter.id, vote.in_capacity, engine::london_date(vote.at));
  });
}

std::vector<bool> settled(const Ballot& ballot) {
  const auto roll = roll_of(ballot);
  std::vector<bool> all;
  for (std::size_t i = 0; i < ballot.subjects().size(); ++i)
    all.push_back(engine::settled(roll, choices_of(ballot, i), counting_rules_of(ballot)));
  return all;
}

engine::PartDocument bundle(const Ballot& ballot) {
  if (ballot.state == BallotState::open)
    return {"", "the vote is open: its record is there once it is closed and counted"};
  if (ballot.tallies.empty() || !ballot.closed_at) return {"", "this vote ended without being counted"};
  if (!ballot.opened->verifiable) return {"", "this vote was opened before such records were kept"};
  engine::BallotRecord record;
  record.frozen = ballot.opened->frozen;
  record.roll_hash = ballot.opened->roll_hash;
  record.corrections = ballot.corrections;
  record.closes_at = ballot.closes_at;
  record.extended = ballot.extended;
  record.closed_at = *ballot.closed_at;
  record.closings = ballot.closings;
  record.late_forms_until = ballot.late_forms_until;
  record.late_window = ballot.late_window;
  for (const auto& one : votes_of(ballot))
    record.votes.push_back({engine::body::text_of(one->vote, engine::body::Nulls::keep), one->receipt,
                            counts(ballot, *one), one->vote.recorded_from.has_value()});
  for (const auto& one : ballot.recounts) record.recounts.push_back({one.vote, one.before});
  record.result = result_of(ballot);
  return {engine::bundle_text(record), ""};
}

}  // namespace sec
