// The queue, the writer thread, and what happens when the journal fails. How one command is decided is round.cpp's.
#include "engine/processor.hpp"

#include <algorithm>
#include <future>
#include <thread>

#include "engine/round.hpp"

namespace engine {

Processor::Processor(const Workflows& workflows, Journal& journal, Clock clock, Faults& faults,
                     std::function<void(const std::vector<Accepted>&)> committed, ProcessorLimits limits,
                     Holders holders, Clock believed)
    : workflows_(workflows),
      journal_(journal),
      clock_(std::move(clock)),
      believed_(believed ? std::move(believed) : clock_),
      faults_(faults),
      committed_(std::move(committed)),
      limits_(limits),
      holders_(std::move(holders)),
      cache_(limits.cached_bytes_max),
      thread_([this] { run(); }) {}

Processor::~Processor() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Processor::submit(Command command, Completion done) {
  bool full = false;
  {
    std::lock_guard lock(mutex_);
    full = queue_.size() >= limits_.queue_max;
    if (!full) {
      queue_.push_back({std::move(command), std::move(done)});
      empty_ = false;
    }
  }
  if (full) done(Busy{});
  else wake_.notify_one();
}

Reply Processor::ask(Command command) {
  std::promise<Reply> promise;
  auto answer = promise.get_future();
  submit(std::move(command),
         [promise = std::move(promise)](Reply reply) mutable { promise.set_value(std::move(reply)); });
  return answer.get();
}

std::size_t Processor::queued() const {
  std::lock_guard lock(mutex_);
  return queue_.size();
}

void Processor::run() {
  for (auto jobs = next_jobs(); !jobs.empty(); jobs = next_jobs()) {
    process(jobs);
    linger();
  }
}

// Waking a thread costs about as much as one command, so it does not go to sleep between two of one sender.
void Processor::linger() const {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + limits_.lingers_for;
  while (empty_ && Clock::now() < until) std::this_thread::yield();
}

std::vector<Processor::Job> Processor::next_jobs() {
  std::unique_lock lock(mutex_);
  const auto called = [this] { return stopping_ || !queue_.empty(); };
  // Whoever waits for an answer sends the next command right after it: a pause is longer than that.
  if (!rested_ && (!wake_.wait_for(lock, limits_.rests_after, called) || queue_.empty())) {
    lock.unlock();
    rest();
    lock.lock();
  }
  wake_.wait(lock, called);
  const auto count = std::min(queue_.size(), limits_.batch_max);
  std::vector<Job> jobs;
  jobs.reserve(count);
  std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(jobs));
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
  empty_ = queue_.empty();
  return jobs;
}

void Processor::rest() {
  rested_ = true;
  if (broken_) return;
  try {
    journal_.idle(believed_());
  } catch (...) {
    broke();
  }
}

void Processor::broke() {
  broken_ = true;
  cache_.clear();
}

template <class Call>
void Processor::undisturbed(FaultIn where, Call call) {
  try {
    call();
  } catch (...) {
    faults_.tell(where, std::current_exception());
  }
}

void Processor::process(std::vector<Job>& jobs) {
  std::vector<Accepted> changed;
  auto replies = settle(jobs, changed);
  if (committed_ && !changed.empty()) undisturbed(FaultIn::watcher, [&] { committed_(changed); });
  for (std::size_t i = 0; i < jobs.size(); ++i)
    undisturbed(FaultIn::completion, [&] { jobs[i].done(std::move(replies[i])); });
}

std::vector<Reply> Processor::settle(const std::vector<Job>& jobs, std::vector<Accepted>& changed) {
  if (!broken_) {
    try {
      Round round(workflows_, journal_, cache_, clock_(), holders_ ? holders_() : nullptr, believed_());
      std::vector<Reply> replies;
      replies.reserve(jobs.size());
      for (const auto& job : jobs) replies.push_back(round.answer(job.command));
      round.finish();
      if (round.wrote()) rested_ = false;
      changed = round.accepted();
      return replies;
    } catch (...) {  // nobody knows what the disk holds now: nothing more is written until a restart has read it
      broke();
    }
  }
  return std::vector<Reply>(jobs.size(), Broken{});
}

}  // namespace engine
