// Documents as modifications and meetings keep them: what a command says of one, what is remembered, and who sees what.
#pragma once

#include "engine/body.hpp"
#include "engine/many.hpp"
#include "engine/text.hpp"
#include "workflows/sec/terms/gate.hpp"

namespace sec {

// What somebody says of a document that joins.
struct AboutDocument {
  std::string kind;
  std::string title;
  std::string version;
  Classification classification{};
  std::optional<std::string> sha256;  // of bytes that the sender has uploaded, or may read
  std::optional<std::string> file_name;
  std::optional<std::string> held_elsewhere;  // where its bytes are, if they need not be here
};
BOOST_DESCRIBE_STRUCT(AboutDocument, (), (kind, title, version, classification, sha256, file_name, held_elsewhere))

void check_about(const AboutDocument& document, const engine::Setting& setting, engine::body::Reading& reading);
// Bytes that nobody needs to have seen are named by nobody.
void check_bytes(const std::optional<std::string>& sha256, bool held_elsewhere, const engine::Setting& setting,
                 engine::body::Reading& reading);
void check_file_name(const std::optional<std::string>& name, engine::body::Reading& reading);

// An event keeps how many bytes there were, and what they were said to be; without that they are not here.
template <class Event>
void pin_bytes(const engine::Setting& setting, Event& event) {
  if (event.sha256) event.sha256 = engine::lower(*event.sha256);
  if (!setting.bytes || !setting.bytes->kept) return;
  event.size = setting.bytes->kept->size;
  event.media_type = setting.bytes->kept->media_type;
}

struct Withdrawal {
  Date on{};
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (on, reason))

struct Document {
  int number = 0;  // from 1, of all that ever joined
  std::string kind;
  std::string title;
  std::string version;
  Classification classification{};
  std::optional<std::string> sha256;
  std::optional<std::int64_t> size;  // null: its bytes are not here
  std::optional<std::string> media_type;
  std::optional<std::string> file_name;
  std::optional<std::string> held_elsewhere;
  Date on{};
  bool bytes = false;                // whether its reader can have them
  std::optional<int> superseded_by;  // the next version of the same kind and title
  std::optional<Withdrawal> withdrawn;
};
BOOST_DESCRIBE_STRUCT(Document, (),
                      (number, kind, title, version, classification, sha256, size, media_type, file_name,
                       held_elsewhere, on, bytes, superseded_by, withdrawn))

// A document in a register, with its text as representations show it: they are made often, and it seldom changes.
struct Filed {
  Document document;
  engine::Json json;
  int version = 0;            // of the case, when it joined
  std::optional<int> item{};  // of a meeting's agenda
  bool never_issued = false;  // withdrawn before the papers of its meeting were issued
};
using DocumentList = engine::Many<Filed>;

// As one that joins; its bytes are here if their size is known.
template <class Event>
Document document_of(const Event& event, Date on) {
  Document one;
  one.kind = event.kind;
  one.title = event.title;
  one.version = event.version;
  one.classification = event.classification;
  one.sha256 = event.sha256;
  one.size = event.size;
  one.media_type = event.media_type;
  one.file_name = event.file_name;
  one.held_elsewhere = event.held_elsewhere;
  one.on = on;
  return one;
}
// The next number is its own; it takes the place of the version before it.
void file_document(DocumentList& all, Document document, int version, std::optional<int> item = {});
void reclassify_document(DocumentList& all, int number, Classification classification);
void withdraw_document(DocumentList& all, int number, Withdrawal withdrawal);
const Filed* document_called(const DocumentList& all, int number);  // nullptr: there is none

// The light that a document is seen in: by default its own.
using LightOf = std::function<Classification(const Filed&)>;
Classification own_light(const Filed& one);
// The event of one that joined, in the light that it is seen in now.
template <class Event>
std::optional<engine::Json> seen_joining(const DocumentList& all, const engine::Entry& entry,
                                         engine::Clearance clearance, const LightOf& light = own_light) {
  auto event = engine::body::read_event<Event>(entry.event.body);
  const auto joined = event.classification;
  all.for_each([&](const Filed& one) {
    if (one.version == entry.version) event.classification = light(one);
  });
  if (!shows(event.classification, clearance)) return std::nullopt;
  return event.classification == joined ? entry.event.body : engine::body::text_of(event);
}
// That it was withdrawn, and why, is as confidential as the document is now.
bool knows_document(const DocumentList& all, int number, engine::Clearance clearance, const LightOf& light = own_light);
// As somebody sees it: the next version that they see, if there is one; the bytes of what was withdrawn, if they are of
// SECAS.
engine::Json shown_document(const DocumentList& all, const Filed& one, engine::Clearance clearance,
                            const LightOf& light = own_light);
std::vector<engine::Json> shown_documents(const DocumentList& all, engine::Clearance clearance,
                                          const LightOf& light = own_light);  // oldest first
std::vector<engine::ItemBytes> bytes_of_documents(const DocumentList& all, engine::Clearance clearance,
                                                  const LightOf& light = own_light);
// What a case mentions for its bytes.
void mention_bytes(std::vector<std::string>& mentions, const DocumentList& all);

}  // namespace sec
