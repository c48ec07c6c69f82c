// One batch of commands, decided one after the other in one transaction. Later commands see what earlier ones did;
// nobody else does before the commit. Lives on the writer thread.
#pragma once

#include <stdexcept>
#include <unordered_map>

#include "engine/case_cache.hpp"
#include "engine/ports.hpp"

namespace engine {

// For the log. Whoever sent it may send it under another key, once they have seen that it was not done.
inline constexpr std::string_view altered_request =
    "what is remembered of this request was changed by somebody after it was written: a proof of the journal names it";

// Something that the journal threw: after it nobody knows what the disk holds, so the whole round is lost.
struct JournalFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Runs one call on the journal; whatever it throws comes out as JournalFault.
template <class Call>
auto on_journal(Call call) {
  try {
    return call();
  } catch (const std::exception& e) {
    throw JournalFault(e.what());
  } catch (...) {
    throw JournalFault("the journal threw something that is no exception");
  }
}

// Runs what decides; whatever else it throws is a fault of that command alone.
template <class Decide>
Reply with_faults_as_replies(Decide decide) {
  try {
    return decide();
  } catch (const JournalFault&) {
    throw;
  } catch (const std::exception& e) {
    return Failed{e.what()};
  } catch (...) {
    return Failed{"a workflow threw something that is no exception"};
  }
}

class Round {
 public:
  // `now` is when all of the round is recorded, except on a case whose last event was recorded later: what happens to
  // it is recorded at the time of that event. Requests are remembered from then on, or from `believed` if that is
  // later: they are not forgotten earlier for a clock that was behind. Throws JournalFault.
  Round(const Workflows& workflows, Journal& journal, CaseCache& cache, Time now,
        std::shared_ptr<const std::vector<Actor>> holders = {}, Time believed = {},
        const Documents* documents = nullptr);

  // Everything except a JournalFault comes out as a reply.
  Reply answer(const Command& command);
  // The same in a round that nobody finishes, for whoever only wants to know: what has no dry run is Malformed.
  Reply try_out(const Command& command);

  // The id of the case that a command names; nothing: it opens one, or there is no such case. Throws JournalFault.
  std::optional<std::string> case_of(const Command& command);
  bool has_dry_run(const Command& command) const { return workflows_.has_dry_run(command.collection, command.name); }

  // The version of a case as the sender of a command on it sees it, and as it saw an earlier one. Throws JournalFault.
  std::vector<int> seen_versions(const Command& command, const std::vector<int>& versions);
  // The deadlines of a case that are due by now, soonest first. Throws JournalFault.
  std::vector<DueDeadline> due_of(const std::string& case_id);
  // Whether `reader` may know beforehand what comes of it.
  bool foretold(const DueDeadline& due, const Actor& reader);

  // Whether there is something to commit.
  bool wrote() const { return wrote_; }
  // Commits if there is something, then lets the cache have what the round knows. Throws JournalFault; then the cache
  // is as it was.
  void finish();
  // In order; asked for once, at the end.
  std::vector<Accepted> accepted() { return std::move(accepted_); }

 private:
  // A case as this round sees it.
  struct Known {
    Case now;
    std::shared_ptr<const Projection> projection;  // empty: not asked for yet
  };
  // What one command works on.
  struct Subject {
    const Workflow* workflow = nullptr;
    Case current;
  };

  // A change that is ready to be written.
  struct Prepared {
    std::string fingerprint;  // of the command
    Case after;
    Change change;
    std::vector<Circular> circulars;  // what it is news for
    std::vector<Consequence> brings;  // what else it brings about, and
    std::string cause;                // the place in the sender's body that asked for it
    Case before;
  };

  Reply decide(const Command& command, bool only_tried);
  std::optional<Reply> earlier(const Command& command);
  Reply replay(const Outcome& outcome);
  Accepted done_before(std::int64_t seq);
  std::variant<Subject, Reply> subject_of(const Command& command);
  std::variant<Subject, Reply> opening(const Command& command);
  std::optional<Reply> stale(const Command& command, const Subject& subject) const;
  // `before`: what is about to happen to other cases in the same step.
  Setting setting_for(const Command& command, const Subject& subject, const std::vector<Prepared>& before = {});
  const Case* other(const std::string& case_id, const std::vector<Prepared>& before);
  std::optional<NamedBytes> bytes_named(const Command& command);
  const Calendar* calendar_for(const Workflow& workflow, const std::vector<Prepared>& before);
  // `was`: how the case stood in lists before.
  std::variant<Prepared, Reply> prepare(const Command& command, const Subject& subject, Decided decided, Time at,
                                        const Projection& was);
  Reply record(const Command& command, const Subject& subject, Decided decided, Time at);
  // A command that comes with another one.
  std::variant<Prepared, Reply> follow(const Command& command, const std::vector<Prepared>& before);
  std::variant<Prepared, Reply> follow(const Command& command, const Subject& subject, const Projection& was,
                                       const std::vector<Prepared>& before);
  // A further step of the case that the last one prepared is of.
  std::variant<Prepared, Reply> go_on(const Command& command, const std::vector<Prepared>& before);
  std::variant<Prepared, Reply> follow(const Consequence& next, const std::vector<Prepared>& before);
  // A step of a case that may have moved in this transaction already.
  std::variant<Prepared, Reply> hear(Command command, const std::vector<Prepared>& before);
  // A step that another one brings about, which the sender's command brought about.
  std::variant<Prepared, Reply> follow_further(Consequence next, const std::vector<Prepared>& before);
  // Both add what is prepared to `all`; a reply instead: what stops the whole.
  std::optional<Reply> bring_about(std::vector<Prepared>& all);
  std::optional<Reply> send_round(std::vector<Prepared>& all);
  // Whether any two of the cases that have moved disagree; a sentence if they do.
  std::optional<std::string> disagreement(const std::vector<Prepared>& all);
  const Case* find_case(std::string_view collection, const std::string& reference, const std::vector<Prepared>& all);
  static Reply preview(std::vector<Prepared> all);
  Reply accept(Prepared prepared);
  Reply refuse(const Command& command, const Subject& subject, Refused refused, Time at);
  Numbers numbers_of(const Workflow& workflow);
  std::optional<std::string> case_called(std::string_view collection, std::string_view reference);
  std::optional<std::string> alike(const Workflow& workflow, std::string_view reference, std::string_view except_id);
  std::vector<std::string> addressed_by(const Circular& circular, const std::vector<Prepared>& all);  // ids
  std::string reference_of(const std::string& case_id);
  std::string number_taken(const Workflow& workflow, std::string_view reference, std::string_view other);
  // Why the references after the change cannot be this case's; nothing: they can.
  std::optional<std::string> taken_reference(const Workflow& workflow, const Change& change, const Projection& was);

  Known* known(const std::string& case_id);  // nullptr: no such case
  Case grown(const std::vector<Entry>& entries, int version) const;
  const Projection& projection_of(const Subject& subject);

  const Workflows& workflows_;
  CaseCache& cache_;
  const Time now_;
  const Time believed_;
  const std::shared_ptr<const std::vector<Actor>> holders_;  // of tokens; empty: not known
  const Documents* const documents_;                         // nullptr: what is kept is not known
  std::unique_ptr<Batch> batch_;
  std::unordered_map<std::string, Known> cases_;  // its values stay where they are
  std::vector<Accepted> accepted_;
  bool wrote_ = false;
};

}  // namespace engine
