// How one command becomes a reply: found before, stale, decided, evolved, checked, written; in this order.
#include "engine/round.hpp"

#include <algorithm>
#include <utility>

#include "engine/calendar.hpp"
#include "engine/change.hpp"
#include "engine/grow.hpp"
#include "engine/invariants.hpp"
#include "engine/refusal_text.hpp"

namespace engine {
namespace {

Malformed malformed(std::string pointer, std::string detail) { return {{{std::move(pointer), std::move(detail)}}}; }

Entry entry_of(const Command& command, const Workflow& workflow, const Case& current, Decided decided, Time at) {
  Entry entry;
  entry.case_id = current.id;
  entry.workflow = workflow.name();
  entry.version = current.version + 1;
  entry.event = std::move(decided.event);
  entry.effective_on = decided.effective_on;
  entry.at = at;
  entry.by = command.by;
  entry.request_id = command.request_id;
  return entry;
}

std::optional<Time> soonest_of(const std::vector<Deadline>& deadlines) {
  std::optional<Time> soonest;
  for (const auto& one : deadlines) soonest = std::min(soonest.value_or(one.due), one.due);
  return soonest;
}

}  // namespace

Round::Round(const Workflows& workflows, Journal& journal, CaseCache& cache, Time now,
             std::shared_ptr<const std::vector<Actor>> holders, Time believed, const Documents* documents)
    : workflows_(workflows),
      cache_(cache),
      now_(now),
      believed_(believed),
      holders_(std::move(holders)),
      documents_(documents),
      batch_(on_journal([&] { return journal.begin(); })) {}

Reply Round::answer(const Command& command) {
  return with_faults_as_replies([&] { return decide(command, command.dry_run); });
}

Reply Round::try_out(const Command& command) {
  return with_faults_as_replies([&] { return decide(command, true); });
}

Reply Round::decide(const Command& command, bool only_tried) {
  if (auto reply = earlier(command)) return std::move(*reply);
  auto found = subject_of(command);
  if (auto* reply = std::get_if<Reply>(&found)) return std::move(*reply);
  const auto& subject = std::get<Subject>(found);
  if (auto reply = stale(command, subject)) return std::move(*reply);
  if (only_tried && !has_dry_run(command))
    return malformed("", "what " + command.name + " would do is a secret until it is done: there is no dry run of it");
  const auto setting = setting_for(command, subject);
  auto decision = subject.workflow->decide(subject.current, command, setting);
  if (auto* decided = std::get_if<Decided>(&decision))
    return record(command, subject, std::move(*decided), setting.now);
  if (auto* refused = std::get_if<Refused>(&decision)) return refuse(command, subject, std::move(*refused), now_);
  if (auto* forbidden = std::get_if<Forbidden>(&decision)) return std::move(*forbidden);
  return std::get<Malformed>(std::move(decision));
}

std::optional<Reply> Round::earlier(const Command& command) {
  if (command.request_id.empty()) return std::nullopt;
  const auto outcome = on_journal([&] { return batch_->outcome_of(command.by.id, command.request_id); });
  if (!outcome) return std::nullopt;
  if (outcome->altered) return Failed{std::string(altered_request)};
  if (outcome->fingerprint != command.fingerprint) return Reused{};
  if (outcome->seq != 0) return replay(*outcome);
  auto refused = read_refusal(outcome->refusal);
  refused.replayed = true;
  return refused;
}

// What it brought about follows its own entry in the journal.
Reply Round::replay(const Outcome& outcome) {
  auto reply = done_before(outcome.seq);
  for (int i = 1; i <= outcome.brought; ++i) {
    auto more = done_before(outcome.seq + i);
    if (more.after.id == reply.after.id) reply.after = more.after;
    reply.brought.push_back(std::move(more));
  }
  return reply;
}

Accepted Round::done_before(std::int64_t seq) {
  auto entry = on_journal([&] { return batch_->entry(seq); });
  if (!entry) throw JournalFault("a remembered request has no entry");
  const auto* now = known(entry->case_id);
  if (now && now->now.version == entry->version) return Accepted{now->now, *std::move(entry), true, false, {}};
  const auto entries = on_journal([&] { return batch_->entries(entry->case_id); });
  return Accepted{grown(entries, entry->version), *std::move(entry), true, false, {}};
}

std::variant<Round::Subject, Reply> Round::subject_of(const Command& command) {
  const auto* any = workflows_.first_of(command.collection);
  if (!any) return Reply(NotFound{"There is no collection " + command.collection + "."});
  if (command.reference.empty()) return opening(command);
  const auto case_id = case_called(command.collection, command.reference);
  if (!case_id) return Reply(NotFound{"There is no " + std::string(any->noun()) + " " + command.reference + "."});
  const auto* found = known(*case_id);
  if (!found) throw JournalFault("a reference names a case without events: " + *case_id);
  return Subject{&workflows_.get(found->now.workflow), found->now};
}

std::variant<Round::Subject, Reply> Round::opening(const Command& command) {
  const auto today = london_date(now_);
  const auto candidates = workflows_.of(command.collection);
  const auto found =
      std::find_if(candidates.begin(), candidates.end(), [&](const auto* one) { return one->opens(command, today); });
  if (found == candidates.end())
    return Reply(malformed("/workflow", "no rules open a " + std::string(candidates.front()->noun()) + " like this"));
  const auto& workflow = **found;
  const auto numbers = numbers_of(workflow);
  auto identity = workflow.identify(command, numbers);
  if (auto* wrong = std::get_if<Malformed>(&identity)) return Reply(std::move(*wrong));
  const auto& id = std::get<Identity>(identity).case_id;
  const auto& pointer = std::get<Identity>(identity).pointer;
  const bool taken = on_journal([&] { return batch_->case_of(command.collection, id).has_value(); }) || known(id);
  if (taken) return Reply(malformed(pointer, "there is a " + std::string(workflow.noun()) + " " + id + " already"));
  if (const auto other = alike(workflow, id, "")) return Reply(malformed(pointer, number_taken(workflow, id, *other)));
  return Subject{&workflow, workflow.blank(id)};
}

std::optional<Reply> Round::stale(const Command& command, const Subject& subject) const {
  const auto& expected = command.expected_versions;
  if (expected.empty() || subject.current.version == 0) return std::nullopt;
  const auto& workflow = *subject.workflow;
  const int seen = workflow.seen_version(subject.current, subject.current.version, workflow.clearance(command.by));
  if (std::find(expected.begin(), expected.end(), seen) != expected.end()) return std::nullopt;
  return Conflict{seen};
}

const Case* Round::other(const std::string& case_id, const std::vector<Prepared>& before) {
  for (auto one = before.rbegin(); one != before.rend(); ++one)
    if (one->after.id == case_id) return &one->after;
  const auto* found = known(case_id);
  return found ? &found->now : nullptr;
}

const Calendar* Round::calendar_for(const Workflow& workflow, const std::vector<Prepared>& before) {
  const auto name = workflow.calendar_case();
  if (!name) return nullptr;
  const auto* keeper = other(name->reference, before);
  return keeper ? workflows_.get(keeper->workflow).calendar(*keeper) : nullptr;
}

Setting Round::setting_for(const Command& command, const Subject& subject, const std::vector<Prepared>& before) {
  auto setting = setting_at(now_, subject.current);
  const auto earliest = subject.current.version > 0 ? subject.current.effective_on : Date{};
  // A default is no wish: it gives way to what has happened since, and to today. (A deadline may fire after later
  // steps; what brings it about may be recorded ahead of the clock.)
  if (command.default_on)
    setting.on =
        command.default_stands ? *command.default_on : std::max(std::min(*command.default_on, setting.today), earliest);
  setting.by = command.by;
  setting.brought = command.brought;
  for (const auto& id : subject.workflow->related(subject.current, command.name))
    setting.related.push_back(other(id, before));
  for (const auto& id : subject.workflow->related_by_body(command)) setting.related.push_back(other(id, before));
  for (const auto& name : subject.workflow->names(command)) {
    const auto id = case_called(name.collection, name.reference);
    setting.named.push_back(id ? NamedCase{*id, reference_of(*id), other(*id, before)} : NamedCase{});
  }
  if (const auto id = subject.workflow->goes_on_from(command))
    setting.past = std::make_shared<const std::vector<Entry>>(on_journal([&] { return batch_->entries(*id); }));
  setting.calendar = calendar_for(*subject.workflow, before);
  setting.holders = holders_.get();
  setting.bytes = bytes_named(command);
  return setting;
}

std::variant<Round::Prepared, Reply> Round::prepare(const Command& command, const Subject& subject, Decided decided,
                                                    Time at, const Projection& was) {
  const auto& workflow = *subject.workflow;
  Prepared prepared{command.fingerprint, {}, {}, {}, {}, {}, subject.current};
  auto& change = prepared.change;
  change.entry = entry_of(command, workflow, subject.current, std::move(decided), at);
  change.collection = workflow.collection();
  prepared.after = workflow.evolve(subject.current, change.entry);
  change.workflow_after = prepared.after.workflow;
  change.after = workflows_.get(prepared.after.workflow).project(prepared.after);
  const StepTaken step{workflows_, workflow, command, subject.current, prepared.after, change.entry, was, change.after};
  if (auto broken = broken_invariant(step)) return Reply(Failed{std::move(*broken)});
  compare(change, was, subject.current.version == 0);
  if (change.references_changed)
    if (auto why = taken_reference(workflow, change, was)) return Reply(malformed("/ref", std::move(*why)));
  prepared.circulars = workflow.circulars(subject.current, prepared.after, change.entry);
  prepared.brings = workflow.consequences(subject.current, prepared.after, change.entry);
  return prepared;
}

// All that a command brings about is prepared before any of it is written: it happens whole or not at all.
Reply Round::record(const Command& command, const Subject& subject, Decided decided, Time at) {
  auto first = prepare(command, subject, std::move(decided), at, projection_of(subject));
  if (auto* reply = std::get_if<Reply>(&first)) return std::move(*reply);
  std::vector<Prepared> all;
  all.push_back(std::get<Prepared>(std::move(first)));
  if (auto stopped = bring_about(all)) return std::move(*stopped);
  if (auto stopped = send_round(all)) return std::move(*stopped);
  if (auto broken = disagreement(all)) return Failed{std::move(*broken)};
  if (command.dry_run) return preview(std::move(all));
  all[0].change.brought = static_cast<int>(all.size()) - 1;
  auto reply = accept(std::move(all[0]));
  for (std::size_t i = 1; i < all.size(); ++i) {
    auto more = std::get<Accepted>(accept(std::move(all[i])));
    auto& whole = std::get<Accepted>(reply);
    if (more.after.id == whole.after.id) whole.after = more.after;  // it has heard of what it brought about
    whole.brought.push_back(std::move(more));
  }
  return reply;
}

namespace {
bool nothing_to_do_there(const Reply& reply) {
  return std::holds_alternative<Refused>(reply) || std::holds_alternative<NotFound>(reply);
}
}  // namespace

// What the first step brings about, then what these bring about in turn: a line of minutes that splits a modification
// opens its parts.
std::optional<Reply> Round::bring_about(std::vector<Prepared>& all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    for (auto& next : std::exchange(all[i].brings, {})) {
      next.cause.insert(0, all[i].cause);
      auto more = i == 0 ? follow(next, all) : follow_further(next, all);
      if (auto* reply = std::get_if<Reply>(&more)) {
        if (next.command.if_possible && nothing_to_do_there(*reply)) continue;
        return std::move(*reply);
      }
      all.push_back(std::get<Prepared>(std::move(more)));
      all.back().cause = std::move(next.cause);
    }
  return std::nullopt;
}

std::variant<Round::Prepared, Reply> Round::follow_further(Consequence next, const std::vector<Prepared>& before) {
  const auto id =
      next.command.reference.empty() ? std::nullopt : case_called(next.command.collection, next.command.reference);
  const bool moved =
      id && std::any_of(before.begin(), before.end(), [&](const auto& one) { return one.after.id == *id; });
  if (!moved) return follow(next, before);
  next.command.reference = *id;
  return hear(std::move(next.command), before);
}

// Whatever a command brought about may be news for others, too: a line of minutes that renames a modification, a
// release that is proposed and that modifications have named already.
std::optional<Reply> Round::send_round(std::vector<Prepared>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto sender = all[i].after.id;
    for (const auto& circular : std::exchange(all[i].circulars, {}))
      for (auto& id : addressed_by(circular, all)) {
        const auto* one = other(id, all);
        if (!one || id == sender || workflows_.get(one->workflow).collection() != circular.command.collection) continue;
        auto command = circular.command;
        command.reference = std::move(id);
        auto heard = hear(std::move(command), all);
        if (auto* reply = std::get_if<Reply>(&heard)) {
          if (nothing_to_do_there(*reply)) continue;
          return std::move(*reply);
        }
        all.push_back(std::get<Prepared>(std::move(heard)));
      }
  }
  return std::nullopt;
}

Reply Round::preview(std::vector<Prepared> all) {
  Accepted reply{std::move(all[0].after), std::move(all[0].change.entry), false, true, {}};
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].after.id == reply.after.id) reply.after = all[i].after;
    reply.brought.push_back({std::move(all[i].after), std::move(all[i].change.entry), false, true, {}});
  }
  return reply;
}

// Names the place in the sender's body that asked for what was refused.
std::variant<Round::Prepared, Reply> Round::follow(const Consequence& next, const std::vector<Prepared>& before) {
  auto command = next.command;
  command.brought = true;
  auto found = next.onward ? go_on(command, before) : follow(command, before);
  auto* reply = std::get_if<Reply>(&found);
  if (reply == nullptr) return found;
  if (auto* wrong = std::get_if<Malformed>(reply))
    for (auto& error : wrong->errors) error.pointer.insert(0, next.cause);
  if (auto* refused = std::get_if<Refused>(reply)) {
    refused->of = next.command.reference;
    refused->cause = next.cause;
  }
  if (auto* missing = std::get_if<NotFound>(reply); missing != nullptr && !next.cause.empty())
    *reply = malformed(next.cause, std::string(missing->what));
  return found;
}

std::variant<Round::Prepared, Reply> Round::follow(const Command& command, const std::vector<Prepared>& before) {
  auto found = subject_of(command);
  if (auto* reply = std::get_if<Reply>(&found)) return std::move(*reply);
  const auto& subject = std::get<Subject>(found);
  const auto& id = subject.current.id;
  const auto likeness = subject.workflow->likeness(id);
  for (const auto& other : before) {
    if (other.after.id == id) return Reply(malformed("/ref", "names " + id + " twice"));
    // Both are opened in this step: neither is in the journal yet.
    if (subject.current.version == 0 && !likeness.empty() && subject.workflow->likeness(other.after.id) == likeness)
      return Reply(malformed("/ref", number_taken(*subject.workflow, id, other.after.id)));
  }
  return follow(command, subject, projection_of(subject), before);
}

std::variant<Round::Prepared, Reply> Round::hear(Command command, const std::vector<Prepared>& before) {
  command.brought = true;
  for (auto one = before.rbegin(); one != before.rend(); ++one)
    if (one->after.id == command.reference)
      return follow(command, {&workflows_.get(one->after.workflow), one->after}, one->change.after, before);
  return follow(command, before);
}

std::variant<Round::Prepared, Reply> Round::go_on(const Command& command, const std::vector<Prepared>& before) {
  const auto& last = before.back();
  return follow(command, {&workflows_.get(last.after.workflow), last.after}, last.change.after, before);
}

std::variant<Round::Prepared, Reply> Round::follow(const Command& command, const Subject& subject,
                                                   const Projection& was, const std::vector<Prepared>& before) {
  const auto setting = setting_for(command, subject, before);
  auto decision = subject.workflow->decide(subject.current, command, setting);
  if (auto* decided = std::get_if<Decided>(&decision))
    return prepare(command, subject, std::move(*decided), setting.now, was);
  if (auto* refused = std::get_if<Refused>(&decision)) return Reply(std::move(*refused));
  if (auto* forbidden = std::get_if<Forbidden>(&decision)) return Reply(std::move(*forbidden));
  return Reply(std::get<Malformed>(std::move(decision)));
}

Reply Round::accept(Prepared prepared) {
  auto& after = prepared.after;
  auto& change = prepared.change;
  change.remembered_at = std::max(change.entry.at, believed_);
  on_journal([&] { batch_->append(change, prepared.fingerprint); });
  wrote_ = true;
  after.seq = change.entry.seq;
  const auto soonest = change.deadlines_changed ? soonest_of(change.after.deadlines) : std::nullopt;
  cases_.insert_or_assign(after.id, Known{after, std::make_shared<const Projection>(std::move(change.after))});
  accepted_.push_back(
      {std::move(after), std::move(change.entry), false, false, {}, change.deadlines_changed, soonest, change.hash});
  return accepted_.back();
}

Reply Round::refuse(const Command& command, const Subject& subject, Refused refused, Time at) {
  if (command.request_id.empty() || command.dry_run) return refused;
  const auto text = to_text(refused);
  // A refused opening has no case to belong to.
  const std::string case_id = subject.current.version > 0 ? subject.current.id : "";
  on_journal([&] { batch_->remember_refusal(command, case_id, text, std::max(at, believed_)); });
  wrote_ = true;
  return refused;
}

Round::Known* Round::known(const std::string& case_id) {
  if (const auto found = cases_.find(case_id); found != cases_.end()) return &found->second;
  if (const auto* kept = cache_.find_kept(case_id))
    return &cases_.try_emplace(case_id, Known{kept->known, kept->projection}).first->second;
  const auto entries = on_journal([&] { return batch_->entries(case_id); });
  if (entries.empty()) return nullptr;
  return &cases_.try_emplace(case_id, Known{grown(entries, entries.back().version), {}}).first->second;
}

Case Round::grown(const std::vector<Entry>& entries, int version) const {
  if (entries.empty()) throw JournalFault("a case without events");
  return case_from(workflows_, entries, version);
}

const Projection& Round::projection_of(const Subject& subject) {
  static const Projection nothing;
  if (subject.current.version == 0) return nothing;
  auto& found = cases_.at(subject.current.id);
  if (!found.projection)
    found.projection = std::make_shared<const Projection>(subject.workflow->project(subject.current));
  return *found.projection;
}

void Round::finish() {
  if (wrote_) on_journal([&] { batch_->commit(); });
  batch_.reset();
  for (auto& [id, one] : cases_) cache_.put(std::move(one.now), std::move(one.projection));
  cases_.clear();
}

}  // namespace engine
