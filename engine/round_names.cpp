// How a round finds cases by what they are called, and sees to it that no two are called alike.
#include <algorithm>

#include "engine/case_called.hpp"
#include "engine/round.hpp"

namespace engine {

Numbers Round::numbers_of(const Workflow& workflow) {
  Numbers numbers;
  numbers.last = on_journal([&] { return batch_->last_number(workflow.series()); });
  numbers.highest = [this, &workflow](std::string_view above, std::string_view up_to) {
    return on_journal([&] { return batch_->highest_likeness(workflow.collection(), above, up_to); });
  };
  return numbers;
}

std::optional<std::string> Round::case_of(const Command& command) {
  if (command.reference.empty() || workflows_.first_of(command.collection) == nullptr) return std::nullopt;
  return case_called(command.collection, command.reference);
}

std::optional<std::string> Round::case_called(std::string_view collection, std::string_view reference) {
  return on_journal([&] { return engine::case_called(workflows_, *batch_, collection, reference); });
}

// What was prepared in this round is called what it is called after it.
const Case* Round::find_case(std::string_view collection, const std::string& reference,
                             const std::vector<Prepared>& all) {
  for (auto one = all.rbegin(); one != all.rend(); ++one) {
    const auto& names = one->change.after.references;
    if (one->change.collection == collection && std::find(names.begin(), names.end(), reference) != names.end())
      return &one->after;
  }
  const auto id = case_called(collection, reference);
  return id ? other(*id, all) : nullptr;
}

std::optional<std::string> Round::disagreement(const std::vector<Prepared>& all) {
  const FindCase find = [&](std::string_view collection, const std::string& reference) {
    return find_case(collection, reference, all);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto same = [&](const Prepared& one) { return one.after.id == all[i].after.id; };
    if (std::find_if(all.begin(), all.end(), same) != all.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    const auto& last = std::find_if(all.rbegin(), all.rend(), same)->after;
    if (auto broken = workflows_.get(last.workflow).disagreement(all[i].before, last, find)) return broken;
  }
  return {};
}

std::vector<std::string> Round::addressed_by(const Circular& circular, const std::vector<Prepared>& all) {
  if (!circular.addressed.empty()) {
    const auto* one = find_case(circular.command.collection, circular.addressed, all);
    return one != nullptr ? std::vector<std::string>{one->id} : std::vector<std::string>{};
  }
  return on_journal([&] {
    return circular.mentioned.empty() ? batch_->cases_with_deadlines(circular.deadlines_after)
                                      : batch_->cases_mentioning(circular.mentioned);
  });
}

// What the sender has uploaded, or may read on any case as it stands now.
std::optional<NamedBytes> Round::bytes_named(const Command& command) {
  const auto hash = documents_ != nullptr ? hash_named(command.body) : std::nullopt;
  if (!hash) return std::nullopt;
  NamedBytes named{documents_->uploaded(*hash, command.by)};
  if (named.kept) return named;
  for (const auto& id : on_journal([&] { return batch_->cases_mentioning(mention_of(*hash)); })) {
    const auto* one = known(id);
    if (one == nullptr) continue;
    named.kept = workflows_.get(one->now.workflow).readable_bytes(one->now, *hash, command.by);
    if (named.kept) break;
  }
  return named;
}

// Another case that has the likeness of this reference: how it is called now.
std::optional<std::string> Round::alike(const Workflow& workflow, std::string_view reference,
                                        std::string_view except_id) {
  const auto likeness = workflow.likeness(reference);
  if (likeness.empty()) return std::nullopt;
  for (const auto& id : on_journal([&] { return batch_->cases_alike(workflow.collection(), likeness); }))
    if (id != except_id) return reference_of(id);
  return std::nullopt;
}

std::string Round::reference_of(const std::string& case_id) {
  const auto* found = known(case_id);
  if (!found) throw JournalFault("a reference names a case without events: " + case_id);
  auto references = workflows_.get(found->now.workflow).listing(found->now).references;
  return references.empty() ? case_id : std::move(references.front());
}

std::string Round::number_taken(const Workflow& workflow, std::string_view reference, std::string_view other) {
  const std::string noun(workflow.noun());
  auto sentence = std::string(reference) + " has the number of the " + noun + " " + std::string(other) +
                  ": one number is one " + noun;
  Command unnumbered;
  unnumbered.collection = workflow.collection();
  unnumbered.body = "{}";
  const auto free = workflow.identify(unnumbered, numbers_of(workflow));
  if (const auto* next = std::get_if<Identity>(&free)) sentence += "; the next that is free is " + next->case_id;
  return sentence;
}

// A likeness that the case had before is its own, whoever else has it: journals that are older than this rule have such
// pairs.
std::optional<std::string> Round::taken_reference(const Workflow& workflow, const Change& change,
                                                  const Projection& was) {
  const auto& own = was.likenesses;
  for (const auto& reference : change.after.references) {
    const auto owner = on_journal([&] { return batch_->case_of(change.collection, reference); });
    if (owner && *owner != change.entry.case_id)
      return "another " + std::string(workflow.noun()) + " has the reference " + reference;
    if (std::find(own.begin(), own.end(), workflow.likeness(reference)) != own.end()) continue;
    if (const auto other = alike(workflow, reference, change.entry.case_id))
      return number_taken(workflow, reference, *other);
  }
  return std::nullopt;
}

}  // namespace engine
