// What each event changes of a body, and who sits on it on a day.
#include "workflows/sec/body/facts.hpp"

#include <algorithm>

#include "workflows/sec/body/commands.hpp"

namespace sec::body {

namespace {
std::optional<std::size_t> place_of(const Facts& facts, std::string_view name) {
  for (std::size_t i = 0; i < facts.seats.size(); ++i)
    if (facts.seats[i].seat == name) return i;
  return {};
}
bool within(const std::optional<Date>& from, const std::optional<Date>& until, Date day) {
  return (!from || *from <= day) && (!until || day <= *until);
}
}  // namespace

const BodySeat* Facts::seat(std::string_view name) const {
  const auto place = place_of(*this, name);
  return place ? &seats[*place] : nullptr;
}

std::vector<engine::Seat> roll_on(const Facts& facts, Date day) {
  std::vector<engine::Seat> roll;
  roll.reserve(facts.seats.size());
  facts.seats.for_each([&](const BodySeat& seat) {
    if (!within(seat.seat_from, seat.seat_until, day)) return;
    roll.push_back({seat.seat, seat.block, seat.weight, {}, {}});
    if (!seat.holder || !within(seat.from, seat.until, day)) return;
    roll.back().holder = seat.holder;
    if (seat.alternate && within({}, seat.alternate->until, day)) roll.back().alternate = seat.alternate;
  });
  return roll;
}

std::vector<engine::Seat> sat_on(const Facts& facts, Date day) {
  auto roll = roll_on(facts, day);
  facts.former.for_each([&](const FormerTerm& term) {
    const auto& seat = term.seat;
    if (day > term.last || !within(seat.seat_from, seat.seat_until, day)) return;
    auto known = std::find_if(roll.begin(), roll.end(), [&](const auto& one) { return one.seat == seat.seat; });
    if (known == roll.end()) {  // the seat itself is gone
      roll.push_back({seat.seat, seat.block, seat.weight, {}, {}});
      known = roll.end() - 1;
    }
    if (known->holder || !seat.holder || !within(seat.from, seat.until, day)) return;
    known->holder = seat.holder;
    if (seat.alternate && within({}, seat.alternate->until, day)) known->alternate = seat.alternate;
  });
  return roll;
}

const std::vector<std::string>& blocks_of(std::string_view body) {
  static const std::vector<std::string> change_board{"large-suppliers", "small-suppliers", "networks",
                                                     "other-sec-parties", "consumers"};
  static const std::vector<std::string> none;
  return body == "change-board" ? change_board : none;
}

namespace {
// How the bodies count unless a rule is set: sec-rules 1.3, 1.4, 1.6.4.
struct Default {
  std::string_view body, policy;
};
constexpr Default defaults[] = {
    {"panel", "panel-majority-casting"}, {"csc", "member-majority"}, {"change-board", "category-majority"}};

BodySeat* find(Facts& facts, const std::string& name) {
  const auto place = place_of(facts, name);
  return place ? &facts.seats.change(*place) : nullptr;
}
// As it was before the step: who leaves on a day sat until its end; who is followed, until the day before.
void keep_term(Facts& facts, const std::string& name, Date last) {
  const auto place = place_of(facts, name);
  if (place && facts.seats[*place].holder) facts.former.push_back({facts.seats[*place], last});
}
Date day_before(Date day) { return Date{std::chrono::sys_days(day) - std::chrono::days{1}}; }
void fill(BodySeat& seat, std::optional<engine::Person> holder, std::optional<Date> from, std::optional<Date> until) {
  seat.holder = std::move(holder);
  seat.from = from;
  seat.until = until;
  seat.alternate.reset();
}
}  // namespace

void apply(Facts& facts, const Established& event, const engine::Entry& entry) {
  facts.id = entry.case_id;
  facts.name = event.name_;
  for (const auto& one : defaults)
    if (one.body == entry.case_id) facts.policy = one.policy;
}
void apply(Facts& facts, const SeatAdded& event, const engine::Entry&) {
  facts.seats.push_back({event.seat, event.block, event.weight.value_or(1), event.from_, event.until, {}, {}, {}, {}});
}
void apply(Facts& facts, const SeatRemoved& event, const engine::Entry& entry) {
  keep_term(facts, event.seat, entry.effective_on);
  engine::Many<BodySeat> left;
  facts.seats.for_each([&](const BodySeat& one) {
    if (one.seat != event.seat) left.push_back(one);
  });
  facts.seats = std::move(left);
}
void apply(Facts& facts, const Appointed& event, const engine::Entry& entry) {
  keep_term(facts, event.seat, day_before(event.from_.value_or(entry.effective_on)));
  if (auto* seat = find(facts, event.seat))
    fill(*seat, engine::Person{event.holder, event.name_}, event.from_.value_or(entry.effective_on), event.until);
}
void apply(Facts& facts, const Vacated& event, const engine::Entry& entry) {
  keep_term(facts, event.seat, entry.effective_on);
  if (auto* seat = find(facts, event.seat)) fill(*seat, {}, {}, {});
}
void apply(Facts& facts, const AlternateNamed& event, const engine::Entry& entry) {
  if (auto* seat = find(facts, event.seat))
    seat->alternate =
        engine::Alternate{event.alternate, event.name_, event.from_.value_or(entry.effective_on), event.until};
}
void apply(Facts& facts, const RuleSet& event, const engine::Entry&) {
  if (event.quorum) facts.quorum = *event.quorum;
  if (event.policy) facts.policy = *event.policy;
  if (event.modes) facts.modes = *event.modes;
  if (event.chair) facts.chair = event.chair;
}

}  // namespace sec::body
