// Deadlines in order. What has fired is what the journal says has fired: the rows of a deadline are replaced in the
// very transaction that records it, so nothing here needs to be remembered over a restart.
#include "engine/alarm.hpp"

#include <algorithm>
#include <future>

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "engine/thread_name.hpp"

namespace engine {
namespace {

constexpr std::size_t flight_max = 256;         // deadlines in the processor's queue at a time
constexpr int read_ahead_max = 4096;            // rows read from the reader at a time
constexpr std::chrono::seconds look_every{10};  // at the journal, if nobody says that it has changed
// At the clock, which may be set while we sleep: no timer of ours would hear of it.
constexpr std::chrono::milliseconds glance_every{100};
constexpr std::chrono::milliseconds busy_pause{5};  // the queue is full of others' commands
const Time far_future =
    Time(std::chrono::sys_days(Date(std::chrono::year(2199), std::chrono::December, std::chrono::day(31))));

bool in_order(const DueDeadline& a, const DueDeadline& b) {
  return std::tie(a.deadline.due, a.case_id, a.deadline.name) < std::tie(b.deadline.due, b.case_id, b.deadline.name);
}

}  // namespace

Command command_for(const DueDeadline& one) {
  Command command;
  command.collection = one.collection;
  command.reference = one.case_id;
  command.name = deadline_passed;
  command.body.clear();
  JsonObject(command.body).text("name", one.deadline.name);
  command.by = clock_actor;
  command.default_on = london_date(one.deadline.due);
  return command;
}

Alarm::Alarm(Processor& processor, const Reader& reader, WallClock& clock, Faults& faults,
             std::function<void(const DueDeadline&, const Reply&)> lost)
    : processor_(processor), reader_(reader), clock_(clock), faults_(faults), lost_(std::move(lost)) {}

Alarm::~Alarm() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Alarm::start() {
  looked_at_ = std::chrono::steady_clock::now();
  started_ = true;
  thread_ = std::thread([this] { run(); });
}

void Alarm::committed(const std::vector<Accepted>& accepted) {
  if (looks_always_) return look();
  std::optional<Time> soonest;
  for (const auto& one : accepted)
    if (one.next_deadline) soonest = std::min(soonest.value_or(*one.next_deadline), *one.next_deadline);
  look_if_before(soonest);
}

std::optional<std::chrono::seconds> Alarm::looked_ago() const {
  if (!started_) return std::nullopt;
  return std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - looked_at_.load());
}

std::optional<Alarm::Refused> Alarm::refused() const {
  std::lock_guard lock(mutex_);
  if (refused_ == 0) return std::nullopt;
  return Refused{refused_, std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - refused_since_)};
}

void Alarm::tell_refused() {
  auto since = Instant::max();
  for (const auto& [key, one] : given_up_) since = std::min(since, one.since);
  std::lock_guard lock(mutex_);
  refused_ = given_up_.size();
  refused_since_ = since;
}

void Alarm::look() {
  {
    std::lock_guard lock(mutex_);
    look_ = true;
  }
  wake_.notify_all();
}

// One that has gone, or moved on, has it woken at its time and find nothing.
void Alarm::look_if_before(const std::optional<Time>& deadline) {
  if (!deadline) return;
  {
    std::lock_guard lock(mutex_);
    if (asleep_ && asleep_->next && *asleep_->next <= *deadline) return;
    look_ = true;
  }
  wake_.notify_all();
}

void Alarm::advance(Time until) {
  std::lock_guard lock(firing_);
  const auto now = clock_.now_if_believed();
  if (!now) return;
  if (!clock_.simulated()) until = std::min(until, *now);
  while (fire_due(until)) {
  }
  if (clock_.simulated() && !processor_.broken()) clock_.set(until);
}

bool Alarm::fire_due(Time until) {
  looks_always_ = true;
  const auto flight = next_flight(until);
  looked_at_ = std::chrono::steady_clock::now();
  if (flight.empty()) {
    looks_always_ = !given_up_.empty();
    tell_refused();
    return false;
  }
  if (clock_.simulated()) clock_.set(flight.front().deadline.due);
  const auto replies = fire(flight);
  bool all_taken = true;
  for (std::size_t i = 0; i < flight.size(); ++i) all_taken = settle(flight[i], replies[i]) && all_taken;
  if (!all_taken) {  // those after them must not overtake the ones that found the queue full
    read_.clear();
    std::this_thread::sleep_for(busy_pause);
  }
  if (processor_.broken()) read_.clear();
  return !processor_.broken();
}

std::vector<DueDeadline> Alarm::next_flight(Time until) {
  if (read_.empty()) read_ahead(until);
  std::vector<DueDeadline> flight;
  while (!read_.empty() && flight.size() < flight_max) {
    flight.push_back(std::move(read_.front()));
    read_.pop_front();
  }
  return flight;
}

void Alarm::read_ahead(Time until) {
  // Those given up are still on the list; they must not hide the others.
  const int limit = read_ahead_max + static_cast<int>(given_up_.size());
  auto rows = reader_.due(until, limit);
  std::sort(rows.begin(), rows.end(), in_order);
  if (std::ssize(rows) < limit) forget_gone(rows);
  std::erase_if(rows, [this](const auto& one) { return given_up(one); });
  // Only what is due at the first instant, and one of each case: what fires may bring or take away any of the rest.
  if (rows.empty()) return;
  const auto instant = rows.front().deadline.due;
  for (auto& one : rows) {
    if (one.deadline.due != instant) break;
    if (read_.empty() || read_.back().case_id != one.case_id) read_.push_back(std::move(one));
  }
}

void Alarm::forget_gone(const std::vector<DueDeadline>& all_due) {
  std::map<Key, GivenUp> still_there;
  for (const auto& one : all_due)
    if (const auto found = given_up_.find({one.case_id, one.deadline.name, one.deadline.due}); found != given_up_.end())
      still_there.insert(*found);
  given_up_ = std::move(still_there);
}

bool Alarm::given_up(const DueDeadline& one) const {
  const auto found = given_up_.find({one.case_id, one.deadline.name, one.deadline.due});
  return found != given_up_.end() && found->second.version == one.version;
}

std::vector<Reply> Alarm::fire(const std::vector<DueDeadline>& flight) {
  std::vector<std::future<Reply>> answers;
  for (const auto& one : flight) {
    std::promise<Reply> promise;
    answers.push_back(promise.get_future());
    processor_.submit(command_for(one),
                      [promise = std::move(promise)](Reply reply) mutable { promise.set_value(std::move(reply)); });
  }
  std::vector<Reply> replies;
  for (auto& answer : answers) replies.push_back(answer.get());
  return replies;
}

bool Alarm::settle(const DueDeadline& one, const Reply& reply) {
  if (std::holds_alternative<Busy>(reply)) return false;
  if (std::holds_alternative<Accepted>(reply) || std::holds_alternative<Broken>(reply)) return true;
  const Key key{one.case_id, one.deadline.name, one.deadline.due};
  given_up_.try_emplace(key, GivenUp{0, std::chrono::steady_clock::now()}).first->second.version = one.version;
  if (lost_) lost_(one, reply);
  return true;
}

std::optional<Time> Alarm::next_wake() const {
  if (given_up_.empty()) return reader_.next_due();
  for (const auto& one : reader_.due(far_future, static_cast<int>(given_up_.size()) + 1))
    if (!given_up(one)) return one.deadline.due;
  return std::nullopt;
}

// A clock that is doubted may show any time: what is due by it waits, and is looked for anew when it is believed.
Alarm::Outlook Alarm::catch_up() {
  std::lock_guard lock(firing_);
  auto now = clock_.now_if_believed();
  while (now && !stopping() && fire_due(*now)) now = clock_.now_if_believed();
  if (!now) {
    read_.clear();
    looked_at_ = std::chrono::steady_clock::now();
    return {std::nullopt, true};
  }
  return {processor_.broken() ? std::nullopt : next_wake(), false};
}

bool Alarm::has_come(const Outlook& outlook) const {
  const auto now = clock_.now_if_believed();
  if (outlook.held_back || !now) return outlook.held_back == now.has_value();
  return outlook.next && *now >= *outlook.next;
}

void Alarm::rest(std::unique_lock<std::mutex>& lock, const Outlook& outlook) {
  const auto until = std::chrono::steady_clock::now() + look_every;
  asleep_ = outlook;
  while (!stopping_ && !look_ && std::chrono::steady_clock::now() < until && !has_come(outlook))
    wake_.wait_for(lock, glance_every, [this] { return stopping_ || look_; });
  asleep_.reset();
}

bool Alarm::stopping() {
  std::lock_guard lock(mutex_);
  return stopping_;
}

void Alarm::run() {
  name_this_thread("alarm");
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    look_ = false;
    lock.unlock();
    Outlook outlook;
    try {
      outlook = catch_up();
    } catch (...) {  // the reader's trouble may pass; the deadlines wait in the journal
      faults_.tell(FaultIn::alarm, std::current_exception());
    }
    lock.lock();
    rest(lock, outlook);
  }
}

}  // namespace engine
