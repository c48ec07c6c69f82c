// Finds the bytes of a document for whoever may read them, and says what they are without having them run.
#include "api/routes/document_bytes.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "api/http/conditions.hpp"
#include "api/http/files.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/representation.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::string_view any_bytes = "application/octet-stream";
constexpr std::size_t media_type_max = 127;

bool is_token(std::string_view text) {
  constexpr std::string_view more = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return engine::is_letter_or_digit(c) || more.find(c) != std::string_view::npos;
  });
}

std::optional<engine::ItemBytes> bytes_named(const Read& read, const Call& call, const engine::Case& current,
                                             const std::string& part) {
  const std::string& number = call.arguments.at(1);
  for (auto& one : read.cases.rules_of(current).item_bytes(current, part, call.by))
    if (std::to_string(one.number) == number) return std::move(one);
  return std::nullopt;
}

}  // namespace

std::string media_type_of(const Request& request) {
  if (request.header("content-encoding"))
    throw Problem("no-such-bytes", "the body has a Content-Encoding; send the bytes plain");
  const std::string* header = request.header("content-type");
  if (!header) return std::string(any_bytes);
  auto type = engine::lower(engine::trimmed(std::string_view(*header).substr(0, header->find(';'))));
  const auto slash = type.find('/');
  const bool whole = slash != std::string::npos && type.size() <= media_type_max &&
                     is_token(std::string_view(type).substr(0, slash)) &&
                     is_token(std::string_view(type).substr(slash + 1));
  if (!whole) throw Problem("no-such-bytes", fmt::format("{} is no media type", in_quotes(as_utf8(*header))));
  if (type.starts_with("multipart/"))
    throw Problem("no-such-bytes", "the body is a form; send the bytes of the document themselves");
  return type;
}

std::string_view harmless_type(std::string_view media_type) {
  constexpr std::array shown_by_all = {std::string_view("application/pdf"), std::string_view("application/json"),
                                       std::string_view("application/zip"), std::string_view("application/msword"),
                                       std::string_view("application/rtf"), std::string_view("text/plain"),
                                       std::string_view("text/csv"),        std::string_view("image/png"),
                                       std::string_view("image/jpeg"),      std::string_view("image/gif")};
  const bool office = media_type.starts_with("application/vnd.openxmlformats-officedocument.") ||
                      media_type.starts_with("application/vnd.oasis.opendocument.") ||
                      media_type.starts_with("application/vnd.ms-");
  const bool known = std::find(shown_by_all.begin(), shown_by_all.end(), media_type) != shown_by_all.end();
  return known || office ? media_type : any_bytes;
}

// RFC 6266: a name in ASCII for the old, and the name itself in UTF-8.
std::string disposition_of(const std::string& file_name) {
  std::string plain, whole;
  for (const char c : file_name) {
    const bool simple = engine::is_letter_or_digit(c) || c == '.' || c == '-' || c == '_';
    plain += simple || c == ' ' ? c : '_';
    whole += simple ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  if (plain.empty()) return "attachment";
  return fmt::format(R"(attachment; filename="{}"; filename*=UTF-8''{})", plain, whole);
}

std::optional<std::string> sha256_digest_in(std::string_view header) {
  constexpr std::string_view name = "sha-256=";
  while (!header.empty()) {
    const auto one = engine::trimmed(header.substr(0, header.find(',')));
    header.remove_prefix(
        std::min(header.find(',') == std::string_view::npos ? header.size() : header.find(',') + 1, header.size()));
    if (one.size() > name.size() && engine::same_letters(one.substr(0, name.size()), name))
      return std::string(one.substr(name.size()));
  }
  return std::nullopt;
}

Problem no_uploader(const Parts& parts, const engine::Actor& by) {
  return Problem("not-allowed", fmt::format("the role {} uploads no documents; these do: {}", by.role,
                                            engine::joined(parts.uploaders, ", ")))
      .with("roles", quoted_list(parts.uploaders));
}

Response document_response(const Read& read, Call& call, const std::string& collection, const std::string& part) {
  call.query.only_known();
  const auto found = find_case(read, call, collection, {});
  if (found.redirect) return *found.redirect;
  const auto bytes = bytes_named(read, call, found.current, part);
  if (!bytes)
    throw Problem("not-found", fmt::format("{} has no file of number {} among its {}", call.arguments.at(0),
                                           in_quotes(call.arguments.at(1)), part));
  const auto file = read.parts.documents->open(bytes->sha256);
  if (!file) throw std::runtime_error("the document " + bytes->sha256 + " is missing: see 'secmp journal verify'");
  if (file->size() != bytes->kept.size)
    throw std::runtime_error("the document " + bytes->sha256 + " was changed: see 'secmp journal verify'");
  Response response{200, {}, "", false, nullptr};
  response.file = std::make_shared<const FileBody>(FileBody{file, 0, file->size()});
  response.with("Content-Type", std::string(harmless_type(bytes->kept.media_type)))
      .with("Content-Disposition", disposition_of(bytes->file_name))
      .with("X-Content-Type-Options", "nosniff")
      .with("Content-Security-Policy", "default-src 'none'; sandbox")
      .with("Cache-Control", "private, no-cache")
      .with("Vary", "Authorization, Cookie")
      .with("ETag", "\"" + bytes->sha256 + "\"");
  return response;
}

}  // namespace api
