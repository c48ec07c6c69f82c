// The register of a modification: its texts, documents and links.
#include "workflows/sec/modification/anytime/register.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

namespace {
bool is_called(const Facts& facts, const std::string& reference) {
  const auto same = [&](const auto& own) { return same_reference(own, reference); };
  return same(facts.ref) || std::any_of(facts.former_refs.begin(), facts.former_refs.end(), same);
}
void check_named(const engine::Setting& setting, std::size_t place, const std::string& written,
                 const std::string& pointer, engine::body::Reading& reading) {
  if (is_known(setting, place)) return;
  reading.fault(pointer, named_reference(written)
                             ? "there is no modification " + canonical_reference(written) +
                                   " on this register; say '\"external\": true' if it is on another one"
                             : "is no reference of this register, which look like SECMP0025, DP083, MP083 or MP128A; "
                               "say '\"external\": true' if it is on another one");
}
}  // namespace

Reason OthersAreNamedOnce::unmet(const Look& look, const Consolidate& command) {
  std::vector<std::string> named;
  for (std::size_t i = 0; i < command.with.size(); ++i) {
    const auto reference = name_in_use(look.setting, i, command.with[i]);
    if (is_called(look.facts, reference) ||
        std::any_of(named.begin(), named.end(), [&](const auto& other) { return same_reference(other, reference); }))
      return reference + " is the modification itself, or named twice";
    named.push_back(reference);
  }
  return {};
}
namespace {
bool is_linked(const Facts& facts, std::string_view relation, const std::string& reference) {
  bool there = false;
  facts.links.for_each(
      [&](const auto& link) { there = there || (link.relation == relation && same_reference(link.ref, reference)); });
  return there;
}
}  // namespace

Reason JoinedForTheFirstTime::unmet(const Look& look, const Consolidate& command) {
  for (std::size_t i = 0; i < command.with.size(); ++i)
    if (const auto reference = name_in_use(look.setting, i, command.with[i]);
        is_linked(look.facts, joint_relation, reference))
      return "it is handled jointly with " + reference + " already: leave that one out";
  return {};
}
Reason LinksAnother::unmet(const Look& look, const Link& command) {
  const auto reference = name_in_use(look.setting, 0, command.ref);
  return unless(!is_called(look.facts, reference), reference + " is the modification itself: it is linked with others");
}
Reason LinkedForTheFirstTime::unmet(const Look& look, const Link& command) {
  const auto reference = name_in_use(look.setting, 0, command.ref);
  return unless(!is_linked(look.facts, command.relation, reference),
                "it is linked with " + reference + " as '" + command.relation + "' already");
}

Reason AmendsSomething::unmet(const Look&, const Amend& command) {
  return unless(command.title || command.problem || command.solution,
                "it amends nothing: name 'title', 'problem' or 'solution'");
}
Reason ProblemNotFinal::unmet(const Look& look, const Amend& command) {
  return unless(!command.problem || !look.facts.recommended_route,
                "the problem statement is final since the conversion was recommended");
}

namespace {
const Document* document_at(const Look& look, int number) {
  const auto* filed = document_called(look.facts.documents, number);
  return filed != nullptr ? &filed->document : nullptr;
}
}  // namespace

Reason ClassificationDiffers::unmet(const Look& look, const Reclassify& command) {
  const auto* document = document_at(look, command.document);
  return unless(document == nullptr || document->classification != command.classification,
                "that is its classification already");
}
Reason LoweredForAReason::unmet(const Look& look, const Reclassify& command) {
  const auto* document = document_at(look, command.document);
  if (document == nullptr || command.classification >= document->classification) return {};
  if (look.setting.by.role == "secas-analyst") return "a secas-manager or the panel-secretary lowers a classification";
  return unless(command.reason.has_value(), "lowering a classification needs its reason on record ('reason')");
}

Reason NotWithdrawnYet::unmet(const Look& look, const WithdrawDocument& command) {
  const auto* document = document_at(look, command.number);
  return unless(document == nullptr || !document->withdrawn, "that document is withdrawn already");
}

Reason TitleDiffers::unmet(const Look& look, const CorrectTitle& command) {
  return unless(look.facts.title != command.title, "that is its title already");
}

DocumentAttached DocumentAttached::from(const Look& look, const AttachDocument& command) {
  auto event = kept<DocumentAttached>(command);
  pin_bytes(look.setting, event);
  return event;
}

Consolidated Consolidated::from(const Look& look, const Consolidate& command) {
  auto event = kept<Consolidated>(command);
  for (std::size_t i = 0; i < event.with.size(); ++i) {
    event.with[i] = name_in_use(look.setting, i, command.with[i]);
    if (!is_known(look.setting, i)) event.unknown.push_back(event.with[i]);
  }
  return event;
}

Linked Linked::from(const Look& look, const Link& command) {
  auto event = kept<Linked>(command);
  event.ref = name_in_use(look.setting, 0, command.ref);
  if (is_known(look.setting, 0)) event.external.reset();
  return event;
}

TitleCorrected TitleCorrected::from(const Look& look, const CorrectTitle& command) {
  auto event = kept<TitleCorrected>(command);
  event.was = look.facts.title;
  return event;
}

void apply(Facts& facts, const Consolidated& event, const engine::Entry& entry) {
  for (const auto& reference : event.with) {
    const bool unknown = std::find(event.unknown.begin(), event.unknown.end(), reference) != event.unknown.end();
    facts.links.push_back({std::string(joint_relation), reference, unknown ? std::optional(true) : std::nullopt});
  }
  note_decision(facts, entry, event, "panel", "consolidated", event.reason);
}
void apply(Facts& facts, const JoinedByAnother& event, const engine::Entry&) {
  facts.links.push_back({std::string(joint_relation), event.ref});
}
void apply(Facts& facts, const OtherRenamed& event, const engine::Entry&) {
  for (std::size_t i = 0; i < facts.links.size(); ++i)
    if (facts.links[i].ref == event.former) facts.links.change(i).ref = event.ref;
  if (facts.split_from) take_new_name(*facts.split_from, event);
  for (auto& part : facts.continued_as) take_new_name(part, event);
}
void apply(Facts& facts, const Amended& event, const engine::Entry&) {
  if (event.title) facts.title = event.title;
  if (event.problem) facts.problem = event.problem;
  if (event.solution) facts.solution = event.solution;
}
void apply(Facts& facts, const ImpactsSet& event, const engine::Entry&) {
  if (event.dcc_systems) facts.impacts.dcc_systems = event.dcc_systems;
  if (event.parties) facts.impacts.parties = event.parties;
  if (event.documents) facts.impacts.documents = event.documents;
}
void apply(Facts& facts, const DocumentAttached& event, const engine::Entry& entry) {
  ++facts.documents_of[static_cast<std::size_t>(event.classification)];
  file_document(facts.documents, document_of(event, entry.effective_on), entry.version);
}
void apply(Facts& facts, const DocumentReclassified& event, const engine::Entry&) {
  const auto& was = document_called(facts.documents, event.document)->document;
  --facts.documents_of[static_cast<std::size_t>(was.classification)];
  ++facts.documents_of[static_cast<std::size_t>(event.classification)];
  reclassify_document(facts.documents, event.document, event.classification);
}
void apply(Facts& facts, const DocumentWithdrawn& event, const engine::Entry& entry) {
  withdraw_document(facts.documents, event.number, {entry.effective_on, event.reason});
}
void apply(Facts& facts, const Linked& event, const engine::Entry&) {
  facts.links.push_back({event.relation, event.ref, event.external});
}

void apply(Facts& facts, const TitleCorrected& event, const engine::Entry&) { facts.title = event.title; }

std::vector<engine::Circular> renamed(const Facts& before, const Facts& after, const engine::Entry& entry) {
  if (entry.version == 1 || before.ref == after.ref) return {};
  return told_of_new_name(before.ref, after.ref, entry);
}

std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Consolidated& event,
                                        const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  for (const auto& one : event.with) {
    if (std::find(event.unknown.begin(), event.unknown.end(), one) != event.unknown.end()) continue;
    RecordJoint joint;
    joint.ref = before.ref;
    joint.effective_on = entry.effective_on;
    auto command = command_to("modifications", named_reference(one) ? canonical_reference(one) : one, joint,
                              sender_of<RecordJoint>(entry.by));
    command.if_possible = true;
    found.push_back({std::move(command), ""});
  }
  return found;
}

void check(const Link& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (!command.external.value_or(false)) check_named(setting, 0, command.ref, "/ref", reading);
}
void check(const Consolidate& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (command.external.value_or(false)) return;
  for (std::size_t i = 0; i < command.with.size(); ++i)
    check_named(setting, i, command.with[i], "/with/" + std::to_string(i), reading);
}
void check(const Reclassify& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_document(command.document, setting, reading);
}
void check(const WithdrawDocument& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_document(command.number, setting, reading, "/number");
}
void check(const AttachDocument& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_about(command, setting, reading);
}

}  // namespace sec
