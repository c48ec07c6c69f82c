// Documents of a meeting, most of them the papers of its items: who attaches and withdraws them, and who sees which.
#pragma once

#include "workflows/sec/meeting/commands.hpp"

namespace sec::meeting {

struct AttachDocument : Basics, AboutDocument {
  SEC_COMMAND("attach-document", body_or_secas,
              "A document joins the meeting, such as the paper of an item: at least as confidential as that item.");
  std::optional<int> item;
};
BOOST_DESCRIBE_STRUCT(AttachDocument, (Basics, AboutDocument), (item))

struct WithdrawDocument : Basics {
  SEC_COMMAND("withdraw-document", body_or_secas,
              "A document of the meeting is not in force: it stays listed, with the reason, and SECAS alone opens it.");
  int number = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawDocument, (Basics), (number, reason))

struct DocumentAttached : Adds<AttachDocument, "document-attached"> {
  std::optional<std::int64_t> size;  // of the bytes, if they are here
  std::optional<std::string> media_type;
  static DocumentAttached from(const Look& look, const AttachDocument& command);
};
BOOST_DESCRIBE_STRUCT(DocumentAttached, (AttachDocument), (size, media_type))
struct DocumentWithdrawn : Keeps<DocumentWithdrawn, WithdrawDocument, "document-withdrawn"> {};

struct NotWithdrawnYet {
  static constexpr std::string_view who = "panel-secretary";
  static engine::Reason unmet(const Look& look, const WithdrawDocument& command);
};

void check(const AttachDocument& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const WithdrawDocument& command, const engine::Setting& setting, engine::body::Reading& reading);
void apply(Facts& facts, const DocumentAttached& event, const engine::Entry& entry);
void apply(Facts& facts, const DocumentWithdrawn& event, const engine::Entry& entry);

// Papers that are not issued are for those who see drafts.
std::vector<engine::Json> documents_seen(const Facts& facts, engine::Clearance clearance);
std::vector<engine::ItemBytes> bytes_seen(const Facts& facts, engine::Clearance clearance);
// The event of one; nothing: not even that there is one.
std::optional<engine::Json> seen_document(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance);
std::optional<engine::Json> seen_withdrawal(const Facts& facts, const engine::Entry& entry,
                                            engine::Clearance clearance);

}  // namespace sec::meeting
