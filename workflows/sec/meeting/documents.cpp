// Attaches papers to a meeting and its items, and shows them in the light that the item has now.
#include "workflows/sec/meeting/documents.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/meeting/corrections.hpp"
#include "workflows/sec/meeting/drafts_seen.hpp"

namespace sec::meeting {

using engine::unless;

engine::Reason NotWithdrawnYet::unmet(const Look& look, const WithdrawDocument& command) {
  const auto* one = document_called(look.facts.documents, command.number);
  if (one == nullptr) return fmt::format("it has no document {}", command.number);
  return unless(!one->document.withdrawn, "that document is withdrawn already");
}

DocumentAttached DocumentAttached::from(const Look& look, const AttachDocument& command) {
  DocumentAttached event;
  static_cast<AttachDocument&>(event) = command;
  pin_bytes(look.setting, event);
  return event;
}

void check(const AttachDocument& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_about(command, setting, reading);
  if (command.item) check_item(*command.item, setting, reading);
}
void check(const WithdrawDocument&, const engine::Setting&, engine::body::Reading&) {}

void apply(Facts& facts, const DocumentAttached& event, const engine::Entry& entry) {
  file_document(facts.documents, document_of(event, entry.effective_on), entry.version, event.item);
}
void apply(Facts& facts, const DocumentWithdrawn& event, const engine::Entry& entry) {
  withdraw_document(facts.documents, event.number, {entry.effective_on, event.reason});
  const auto place = static_cast<std::size_t>(event.number) - 1;
  facts.documents.change(place).never_issued = !facts.papers_issued_on;
}

namespace {
// Of an item that has left the agenda: the light that it had.
Classification light_of_item(const Facts& facts, const Filed& one) {
  if (!one.item) return Classification::white;
  for (const auto& gone : facts.gone)
    if (gone.item == *one.item && one.version <= gone.version) return gone.classification;
  const auto* item = facts.item(*one.item);
  return item == nullptr ? Classification::white : item->classification;
}

bool sees_papers(const Facts& facts, engine::Clearance clearance) {
  return facts.papers_issued_on || sees_drafts(facts, clearance);
}

// What was never issued is of those who see drafts.
LightOf light_in(const Facts& facts, engine::Clearance clearance) {
  return [&facts, sees_all = sees_drafts(facts, clearance)](const Filed& one) {
    if (!sees_all && one.never_issued) return Classification::red;
    return std::max(one.document.classification, light_of_item(facts, one));
  };
}
}  // namespace

std::vector<engine::Json> documents_seen(const Facts& facts, engine::Clearance clearance) {
  if (!sees_papers(facts, clearance)) return {};
  return shown_documents(facts.documents, clearance, light_in(facts, clearance));
}

std::vector<engine::ItemBytes> bytes_seen(const Facts& facts, engine::Clearance clearance) {
  if (!sees_papers(facts, clearance)) return {};
  return bytes_of_documents(facts.documents, clearance, light_in(facts, clearance));
}

std::optional<engine::Json> seen_document(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  if (!sees_papers(facts, clearance)) return std::nullopt;
  return seen_joining<DocumentAttached>(facts.documents, entry, clearance, light_in(facts, clearance));
}

std::optional<engine::Json> seen_withdrawal(const Facts& facts, const engine::Entry& entry,
                                            engine::Clearance clearance) {
  const auto number = engine::body::read_event<DocumentWithdrawn>(entry.event.body).number;
  const bool seen =
      sees_papers(facts, clearance) && knows_document(facts.documents, number, clearance, light_in(facts, clearance));
  return seen ? std::optional(entry.event.body) : std::nullopt;
}

}  // namespace sec::meeting
