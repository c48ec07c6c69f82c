// Files documents, and shows them as each reader may see them.
#include "workflows/sec/terms/documents.hpp"

#include <algorithm>

#include "engine/blanks.hpp"
#include "engine/text.hpp"
#include "workflows/sec/terms/checks.hpp"

namespace sec {

namespace {
constexpr std::size_t file_name_max = 255, address_max = 2'000;

bool same_document(const Document& a, const Document& b) { return a.kind == b.kind && a.title == b.title; }

bool is_address(std::string_view text) {
  const auto rest = text.starts_with("https://") ? text.substr(8) : text.starts_with("http://") ? text.substr(7) : "";
  const auto odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>'; };
  return !rest.empty() && text.size() <= address_max && std::none_of(rest.begin(), rest.end(), odd);
}

// Blanks that are none, controls, and what turns the direction of the letters after it.
bool holds_unseen(std::string_view name) {
  while (!name.empty()) {
    char32_t character = 0;
    const auto bytes = std::max<std::size_t>(engine::read_utf8(name, character), 1);
    if (character != U' ' && engine::is_unseen(character)) return true;
    name.remove_prefix(bytes);
  }
  return false;
}

engine::Json text_of(const Filed& one) {
  auto text = engine::body::text_of(one.document, engine::body::Nulls::keep);
  if (one.item) text.replace(text.size() - 1, 1, ",\"item\":" + std::to_string(*one.item) + "}");
  return text;
}

void write_down(Filed& one) {
  one.document.bytes = one.document.size.has_value();
  one.json = text_of(one);
}

// The version of it that was in force before.
std::optional<std::size_t> version_before(const DocumentList& all, std::size_t place) {
  for (std::size_t i = place; i > 0; --i)
    if (!all[i - 1].document.withdrawn && same_document(all[i - 1].document, all[place].document)) return i - 1;
  return std::nullopt;
}

void set_next(DocumentList& all, std::optional<std::size_t> place, std::optional<int> next) {
  if (!place) return;
  auto& one = all.change(*place);
  one.document.superseded_by = next;
  write_down(one);
}

std::optional<int> next_seen(const DocumentList& all, const Filed& one, engine::Clearance clearance,
                             const LightOf& light) {
  auto next = one.document.superseded_by;
  while (next && !shows(light(all[static_cast<std::size_t>(*next) - 1]), clearance))
    next = all[static_cast<std::size_t>(*next) - 1].document.superseded_by;
  return next;
}

bool may_have_bytes(const Filed& one, engine::Clearance clearance, const LightOf& light) {
  const auto& document = one.document;
  return document.bytes && document.sha256 && shows(light(one), clearance) &&
         (!document.withdrawn || clearance >= for_secas);
}
}  // namespace

void check_file_name(const std::optional<std::string>& name, engine::body::Reading& reading) {
  if (!name) return;
  if (name->empty() || name->size() > file_name_max || *name == "." || *name == "..")
    reading.fault("/file_name", "is no name of a file: it has 1 to " + std::to_string(file_name_max) + " bytes");
  else if (name->find_first_of("/\\") != std::string::npos)
    reading.fault("/file_name", "has a slash in it: name the file alone, without its folder");
  else if (holds_unseen(*name))
    reading.fault("/file_name", "has characters in it that nobody sees: controls, or marks that turn the direction");
}

void check_bytes(const std::optional<std::string>& sha256, bool held_elsewhere, const engine::Setting& setting,
                 engine::body::Reading& reading) {
  check_hash(sha256, reading);
  if (!sha256 || held_elsewhere || !setting.bytes || setting.bytes->kept) return;
  reading.fault("/sha256",
                "names bytes that you have not uploaded here, and that no document has which you may read: upload them "
                "first (POST /v1/documents), or say in 'held_elsewhere' where they are");
}

void check_about(const AboutDocument& document, const engine::Setting& setting, engine::body::Reading& reading) {
  check_bytes(document.sha256, document.held_elsewhere.has_value(), setting, reading);
  check_file_name(document.file_name, reading);
  if (document.held_elsewhere && !is_address(*document.held_elsewhere))
    reading.fault("/held_elsewhere", "is no address: it begins with https:// or http:// and has no blanks");
}

void file_document(DocumentList& all, Document document, int version, std::optional<int> item) {
  const auto place = all.size();
  document.number = static_cast<int>(place) + 1;
  Filed filed{std::move(document), {}, version, item};
  write_down(filed);
  all.push_back(std::move(filed));
  set_next(all, version_before(all, place), static_cast<int>(place) + 1);
}

void reclassify_document(DocumentList& all, int number, Classification classification) {
  auto& one = all.change(static_cast<std::size_t>(number) - 1);
  one.document.classification = classification;
  write_down(one);
}

void withdraw_document(DocumentList& all, int number, Withdrawal withdrawal) {
  const auto place = static_cast<std::size_t>(number) - 1;
  auto& one = all.change(place);
  const auto next = std::exchange(one.document.superseded_by, std::nullopt);
  one.document.withdrawn = std::move(withdrawal);
  write_down(one);
  set_next(all, version_before(all, place), next);
}

const Filed* document_called(const DocumentList& all, int number) {
  return number >= 1 && number <= static_cast<int>(all.size()) ? &all[static_cast<std::size_t>(number) - 1] : nullptr;
}

Classification own_light(const Filed& one) { return one.document.classification; }

bool knows_document(const DocumentList& all, int number, engine::Clearance clearance, const LightOf& light) {
  const auto* one = document_called(all, number);
  return one != nullptr && shows(light(*one), clearance);
}

engine::Json shown_document(const DocumentList& all, const Filed& one, engine::Clearance clearance,
                            const LightOf& light) {
  const auto next = next_seen(all, one, clearance, light);
  const bool bytes = may_have_bytes(one, clearance, light);
  const bool same = next == one.document.superseded_by && bytes == one.document.bytes;
  if (same && light(one) == one.document.classification) return one.json;
  auto seen = one;
  seen.document.superseded_by = next;
  seen.document.classification = light(one);
  seen.document.bytes = bytes;
  return text_of(seen);
}

std::vector<engine::Json> shown_documents(const DocumentList& all, engine::Clearance clearance, const LightOf& light) {
  std::vector<engine::Json> items;
  all.for_each([&](const Filed& one) {
    if (shows(light(one), clearance)) items.push_back(shown_document(all, one, clearance, light));
  });
  return items;
}

std::vector<engine::ItemBytes> bytes_of_documents(const DocumentList& all, engine::Clearance clearance,
                                                  const LightOf& light) {
  std::vector<engine::ItemBytes> found;
  all.for_each([&](const Filed& one) {
    const auto& document = one.document;
    if (may_have_bytes(one, clearance, light))
      found.push_back({document.number,
                       *document.sha256,
                       {*document.size, document.media_type.value_or("")},
                       document.file_name.value_or(document.title)});
  });
  return found;
}

void mention_bytes(std::vector<std::string>& mentions, const DocumentList& all) {
  all.for_each([&](const Filed& one) {
    if (one.document.bytes && one.document.sha256) mentions.push_back(engine::mention_of(*one.document.sha256));
  });
}

}  // namespace sec
