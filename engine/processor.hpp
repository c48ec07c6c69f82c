// The one place where cases change. Commands queue up; one thread decides, journals and answers them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "engine/case_cache.hpp"
#include "engine/faults.hpp"
#include "engine/joint.hpp"
#include "engine/once.hpp"
#include "engine/ports.hpp"

namespace engine {

using Completion = Once<void(Reply)>;
using JointCompletion = Once<void(JointReply)>;

struct ProcessorLimits {
  std::chrono::milliseconds rests_after{50};  // without work: then it is the journal's time
  // Commands that share one commit, or a quarter of a longer queue: while these are answered the next are decided.
  std::size_t batch_max = 24;
  std::size_t queue_max = 4096;                      // beyond it: Busy
  std::size_t cached_bytes_max = 256 * 1024 * 1024;  // of the cases kept in memory: some 1,000 that are worked on
};

class Processor {
 public:
  // Everything given by reference must outlive the processor. `committed` is called on the writer thread after each
  // commit, before the replies go out, with the cases that changed. What it or a completion throws goes to `faults`.
  // `believed` says from when on requests are remembered, and what is old by now; empty: `clock`. `documents`: what
  // commands may name by its hash; nullptr: it is not known.
  Processor(const Workflows& workflows, Journal& journal, Clock clock, Faults& faults,
            std::function<void(const std::vector<Accepted>&)> committed = {}, ProcessorLimits limits = {},
            Holders holders = {}, Clock believed = {}, const Documents* documents = nullptr);
  ~Processor();  // answers what is queued, then stops
  Processor(const Processor&) = delete;
  Processor& operator=(const Processor&) = delete;

  // Any thread. `done` is called on the writer thread, and only when the outcome is on disk; when the queue is full it
  // is called at once on the calling thread with Busy.
  void submit(Command command, Completion done);
  // Commands that are done in one transaction, or none of them is; `done` as above.
  void submit(Joint joint, JointCompletion done);
  // As submit(), and waits. Not on the writer thread.
  Reply ask(Command command);
  JointReply ask(Joint joint);

  bool broken() const { return broken_.load(); }
  std::size_t queued() const;

 private:
  struct Job {
    Command command;
    Completion done;
  };
  // Has a transaction of its own.
  struct JointJob {
    Joint joint;
    JointCompletion done;
  };
  using Work = std::variant<std::vector<Job>, JointJob>;

  void run();
  // False: the queue is full, and the job still the caller's.
  template <class OneJob>
  bool enqueue(OneJob& job);
  // Waits for work; nothing: no more will come.
  std::optional<Work> next_work();
  Work taken();  // from the front of the queue
  void process(std::vector<Job>& jobs);
  void process(JointJob& job);
  // Decides and journals all of them; what changed goes to `changed`. On a fault of the journal: Broken for all.
  std::vector<Reply> settle(const std::vector<Job>& jobs, std::vector<Accepted>& changed);
  JointReply settle(const Joint& joint, std::vector<Accepted>& changed);
  Round begun();
  void finish(Round& round, std::vector<Accepted>& changed);
  void tell(const std::vector<Accepted>& changed);
  // What others do with an answer is no reason to stop writing.
  template <class Call>
  void undisturbed(FaultIn where, Call call);
  void rest();  // the queue is empty: the journal's time
  void broke();

  const Workflows& workflows_;
  Journal& journal_;
  const Clock clock_;
  const Clock believed_;
  Faults& faults_;
  const std::function<void(const std::vector<Accepted>&)> committed_;
  const ProcessorLimits limits_;
  const Holders holders_;
  const Documents* const documents_;

  mutable std::mutex mutex_;  // guards queue_ and stopping_
  std::condition_variable wake_;
  std::deque<std::variant<Job, JointJob>> queue_;
  bool stopping_ = false;

  std::atomic<bool> broken_{false};
  CaseCache cache_;     // writer thread only, as the one below
  bool rested_ = true;  // the journal had its idle() since the last commit
  std::thread thread_;  // last: it uses everything above
};

}  // namespace engine
