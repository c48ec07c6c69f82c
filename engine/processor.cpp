// The queue, the writer thread, and what happens when the journal fails. How one command is decided is round.cpp's.
#include "engine/processor.hpp"

#include <algorithm>
#include <future>
#include <thread>

#include "engine/refusal_text.hpp"
#include "engine/round.hpp"
#include "engine/thread_name.hpp"

namespace engine {

Processor::Processor(const Workflows& workflows, Journal& journal, Clock clock, Faults& faults,
                     std::function<void(const std::vector<Accepted>&)> committed, ProcessorLimits limits,
                     Holders holders, Clock believed, const Documents* documents)
    : workflows_(workflows),
      journal_(journal),
      clock_(std::move(clock)),
      believed_(believed ? std::move(believed) : clock_),
      faults_(faults),
      committed_(std::move(committed)),
      limits_(limits),
      holders_(std::move(holders)),
      documents_(documents),
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

template <class OneJob>
bool Processor::enqueue(OneJob& job) {
  {
    std::lock_guard lock(mutex_);
    if (queue_.size() >= limits_.queue_max) return false;
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void Processor::submit(Command command, Completion done) {
  Job job{std::move(command), std::move(done)};
  if (!enqueue(job)) job.done(Busy{});
}

void Processor::submit(Joint joint, JointCompletion done) {
  JointJob job{std::move(joint), std::move(done)};
  if (!enqueue(job)) job.done({Busy{}});
}

Reply Processor::ask(Command command) {
  std::promise<Reply> promise;
  auto answer = promise.get_future();
  submit(std::move(command),
         [promise = std::move(promise)](Reply reply) mutable { promise.set_value(std::move(reply)); });
  return answer.get();
}

JointReply Processor::ask(Joint joint) {
  std::promise<JointReply> promise;
  auto answer = promise.get_future();
  submit(std::move(joint),
         [promise = std::move(promise)](JointReply replies) mutable { promise.set_value(std::move(replies)); });
  return answer.get();
}

std::size_t Processor::queued() const {
  std::lock_guard lock(mutex_);
  return queue_.size();
}

void Processor::run() {
  name_this_thread("writer");
  for (auto work = next_work(); work; work = next_work()) {
    std::visit([this](auto& jobs) { process(jobs); }, *work);
  }
}

std::optional<Processor::Work> Processor::next_work() {
  std::unique_lock lock(mutex_);
  const auto called = [this] { return stopping_ || !queue_.empty(); };
  // Whoever waits for an answer sends the next command right after it: a pause is longer than that.
  if (!rested_ && (!wake_.wait_for(lock, limits_.rests_after, called) || queue_.empty())) {
    lock.unlock();
    rest();
    lock.lock();
  }
  wake_.wait(lock, called);
  if (queue_.empty()) return std::nullopt;
  return taken();
}

// Single commands share a transaction up to one that has its own. Of a long queue more do: its end waits for every
// commit before it.
Processor::Work Processor::taken() {
  if (auto* joint = std::get_if<JointJob>(&queue_.front())) {
    Work work(std::move(*joint));
    queue_.pop_front();
    return work;
  }
  const auto most = std::max(limits_.batch_max, queue_.size() / 4);
  std::vector<Job> jobs;
  jobs.reserve(std::min(queue_.size(), most));
  while (jobs.size() < most && !queue_.empty() && std::holds_alternative<Job>(queue_.front())) {
    jobs.push_back(std::get<Job>(std::move(queue_.front())));
    queue_.pop_front();
  }
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

void Processor::tell(const std::vector<Accepted>& changed) {
  if (committed_ && !changed.empty()) undisturbed(FaultIn::watcher, [&] { committed_(changed); });
}

void Processor::process(std::vector<Job>& jobs) {
  std::vector<Accepted> changed;
  auto replies = settle(jobs, changed);
  tell(changed);
  for (std::size_t i = 0; i < jobs.size(); ++i)
    undisturbed(FaultIn::completion, [&] { jobs[i].done(std::move(replies[i])); });
}

void Processor::process(JointJob& job) {
  std::vector<Accepted> changed;
  auto replies = settle(job.joint, changed);
  tell(changed);
  undisturbed(FaultIn::completion, [&] { job.done(std::move(replies)); });
}

Round Processor::begun() {
  return Round(workflows_, journal_, cache_, clock_(), holders_ ? holders_() : nullptr, believed_(), documents_);
}

void Processor::finish(Round& round, std::vector<Accepted>& changed) {
  round.finish();
  if (round.wrote()) rested_ = false;
  changed = round.accepted();
}

std::vector<Reply> Processor::settle(const std::vector<Job>& jobs, std::vector<Accepted>& changed) {
  if (!broken_) {
    try {
      Round round = begun();
      std::vector<Reply> replies;
      replies.reserve(jobs.size());
      for (const auto& job : jobs) replies.push_back(round.answer(job.command));
      finish(round, changed);
      return replies;
    } catch (...) {  // nobody knows what the disk holds now: nothing more is written until a restart has read it
      broke();
    }
  }
  return std::vector<Reply>(jobs.size(), Broken{});
}

namespace {
// What commands that came together were refused with before, under the key of the first, as a single one is.
std::optional<JointReply> refused_before(Journal& journal, const Joint& joint) {
  if (joint.commands.empty() || joint.commands[0].command.request_id.empty()) return std::nullopt;
  const Command& first = joint.commands[0].command;
  const auto outcome = journal.begin()->outcome_of(first.by.id, first.request_id);
  if (outcome && outcome->altered) return JointReply{Failed{std::string(altered_request)}};
  if (!outcome || outcome->seq != 0) return std::nullopt;
  if (outcome->fingerprint != first.fingerprint) return JointReply{Reused{true}};
  auto refused = read_refusal(outcome->refusal);
  refused.replayed = true;
  JointReply replies(index_in(outcome->refusal), Accepted{});
  replies.emplace_back(std::move(refused));
  return replies;
}

void keep_refusal(Journal& journal, const Joint& joint, const JointReply& replies, Time at) {
  const auto* refused = replies.empty() ? nullptr : std::get_if<Refused>(&replies.back());
  if (joint.purpose == Joint::Purpose::told || refused == nullptr) return;
  const Command& first = joint.commands.at(0).command;
  if (first.request_id.empty()) return;
  const auto batch = journal.begin();
  // It may be about a case that a command before it opened, and that is not there.
  batch->remember_refusal(first, "", to_text(*refused, replies.size() - 1), at);
  batch->commit();
}
}  // namespace

JointReply Processor::settle(const Joint& joint, std::vector<Accepted>& changed) {
  if (!broken_) {
    try {
      if (auto again = refused_before(journal_, joint)) return *std::move(again);
      std::optional<Round> round(begun());
      auto replies = answer_all(*round, joint);
      const bool done = all_accepted(replies);
      if (done && joint.purpose == Joint::Purpose::done) finish(*round, changed);
      round.reset();  // what is not finished by now is thrown away
      if (!done) keep_refusal(journal_, joint, replies, std::max(clock_(), believed_()));
      return replies;
    } catch (...) {  // as above
      broke();
    }
  }
  return {Broken{}};
}

}  // namespace engine
