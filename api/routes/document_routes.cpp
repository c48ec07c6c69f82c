// Documents: uploading bytes, and having those back that items of cases have beside themselves.
#include <fmt/format.h>

#include <algorithm>

#include "api/http/files.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/document_bytes.hpp"
#include "api/routes/representation.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

class WholeBody final : public Intake {
 public:
  explicit WholeBody(std::unique_ptr<engine::Arriving> arriving) { file = std::move(arriving); }
  void take(std::string_view bytes) override { file->take(bytes); }
};

// Whoever may read them knows already that they are here; nobody else learns it.
bool is_known_to(const Read& read, const std::string& sha256, const engine::Actor& by) {
  if (read.parts.documents->uploaded(sha256, by)) return true;
  for (const std::string& id : read.parts.reader.cases_mentioning(engine::mention_of(sha256))) {
    const auto current = read.cases.current(id);
    if (current && read.cases.rules_of(*current).readable_bytes(*current, sha256, by)) return true;
  }
  return false;
}

void expect_digest(const Request& request, const std::string& sha256) {
  const std::string* said = request.header("digest");
  const auto digest = said ? sha256_digest_in(*said) : std::nullopt;
  if (digest && *digest != base64_of_hex(sha256))
    throw wrong_parameter("Digest", "is not the SHA-256 of what came: nothing was kept; send it again");
}

Response upload(const Read& read, Call& call) {
  call.query.only_known();
  const auto type = media_type_of(call.request);
  auto& file = *call.request.intake->file;
  const std::string sha256 = file.sha256();
  expect_digest(call.request, sha256);
  const bool known = is_known_to(read, sha256, call.by);
  const auto size = file.size();
  try {
    read.parts.documents->keep(file, type, call.by);
  } catch (const engine::NoRoom&) {
    throw Problem("no-room", "the disk has no room for it; nothing was kept");
  }
  return json_response(known ? 200 : 201,
                       fmt::format(R"({{"sha256":"{}","size":{},"media_type":{}}})", sha256, size, in_quotes(type)));
}

bool turned_down(Context& context, const Call& call, Respond& respond) {
  if (contains(context.parts.uploaders, call.by.role)) return false;
  respond(no_uploader(context.parts, call.by).response(call.path));
  return true;
}

void add_upload(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{
      "POST", "/v1/documents", "upload",
      "Keeps the bytes of its body, for a command to name them by their hash, in `sha256`. Those that no command "
      "names within a day are taken away."};
  route.caller = Route::Caller::known;
  route.statuses = {200, 201, 422, 507};
  route.gives = {{200, "UploadedDocument"}, {201, "UploadedDocument"}};
  route.takes_any_bytes = true;
  route.parameters = {{"Digest", "sha-256=BASE64: what comes has to have this hash, or nothing is kept (422).",
                       R"({"type":"string"})", "header"}};
  route.intake = [&read](const Call& call) -> std::shared_ptr<Intake> {
    media_type_of(call.request);
    return std::make_shared<WholeBody>(read.parts.documents->begin());
  };
  route.answer = [&read](Call& call) { return upload(read, call); };
  route.turned_down = [&context](const Call& call, Respond& respond) { return turned_down(context, call, respond); };
  router.add(std::move(route));
}

void add_content(Router& router, const Read& read, const std::string& collection, const std::string& part) {
  Route route{"GET", fmt::format("/v1/{}/{{ref}}/{}/{{n}}/content", collection, part), "document",
              fmt::format("The bytes of one of the {}, whole or in part, as they stand in `sha256`.", part)};
  route.statuses = {200, 206, 304, 308, 416, 422};
  route.media = {"*/*"};
  route.parameters = {{"Range", "One range of bytes.", R"({"type":"string"})", "header"},
                      {"If-Range", "The ETag that the range is of.", R"({"type":"string"})", "header"}};
  route.answer = [&read, collection, part](Call& call) { return document_response(read, call, collection, part); };
  Route page = route;
  page.pattern = fmt::format("/{}/{{ref}}/{}/{{n}}", collection, part);
  page.name = "document page";
  page.summary = fmt::format("The bytes of one of the {}, by the cookie of a session.", part);
  page.caller = Route::Caller::visitor;
  router.add(std::move(route));
  router.add(std::move(page));
}

}  // namespace

void add_document_routes(Router& router, Context& context) {
  if (context.parts.documents == nullptr) return;
  add_upload(router, context);
  for (const std::string& collection : context.read.collections())
    for (const std::string_view part : context.read.rules(collection).parts_with_bytes())
      add_content(router, context.read, collection, std::string(part));
}

}  // namespace api
