// The list of all kinds of problems with what /problems/ explains of each, and their form as JSON.
#include "api/http/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "api/http/text.hpp"

namespace api {
namespace {

constexpr std::array kinds = {
    ProblemKind{
        "unreadable-request", 400, "The request cannot be read",
        "The request breaks the rules of HTTP: its line, a header, the path or the query. The detail says which. "
        "Correct the client; sending the same bytes again gives the same answer."},
    ProblemKind{
        "unreadable-json", 400, "The body is not readable JSON",
        "The body has to be JSON (RFC 8259) in UTF-8, nested at most 64 deep, each name once in its object. The "
        "detail gives the line and the column of the first fault."},
    ProblemKind{"identity-required", 401, "The caller has to say who they are",
                "Send `Authorization: Bearer TOKEN`. A token that is unknown, expired or revoked gets this answer too. "
                "Without a token only reading is possible."},
    ProblemKind{"not-allowed", 403, "The caller's role may not do this",
                "The thing exists and the command is known, but the caller's role may not send it. `roles` names those "
                "that may; `recorders` those that may record it for them, saying from what in `recorded_from`."},
    ProblemKind{
        "sent-from-elsewhere", 403, "This form was not sent from a page of this site",
        "A form is taken from pages of this site alone, as `Sec-Fetch-Site` or `Origin` say: another site could "
        "send one in your name. Open the page here and send it from there. Programs use /v1 and a token."},
    ProblemKind{
        "not-found", 404, "There is no such thing",
        "Nothing is at this path, or nothing that the caller may know of. References are taken in any letter case; "
        "/openapi.json lists every path."},
    ProblemKind{"method-not-allowed", 405, "This method does not work here",
                "The path exists, but not for this method. `Allow` names the methods that work."},
    ProblemKind{"not-acceptable", 406, "None of the accepted forms can be given",
                "The answer exists in other media types than those in `Accept`. `available` names them."},
    ProblemKind{"request-timeout", 408, "The request took too long to arrive",
                "Header and body have to arrive within the time limit. Send the request again on a new connection."},
    ProblemKind{
        "refused", 409, "The rules do not allow this now",
        "The command is known, but no row of the workflow's table lets it through in the state of the case. "
        "`tried` names the rows that were tried and what stands in the way of each, with the clause and who can "
        "cure it; `possible` names the commands that have a row in this state."},
    ProblemKind{
        "in-flight", 409, "The same request is still being done",
        "Another request with this Idempotency-Key has not been answered yet. Wait for it, or send it again later."},
    ProblemKind{"clock-not-simulated", 409, "This clock cannot be moved",
                "Only a data folder that was made with a simulated clock lets its clock be moved."},
    ProblemKind{
        "stale-version", 412, "It has moved on",
        "`If-Match` names other versions than the current one, which `version` gives (`ETag`, for what has none). Read "
        "it again, look at what has changed, and decide whether the command still makes sense."},
    ProblemKind{"body-too-large", 413, "The body is too large",
                "A body may have 1 MiB at most, and a document as much as the operator says. Nothing was done."},
    ProblemKind{"uri-too-long", 414, "The path is too long", "Path and query together may have 8,000 bytes at most."},
    ProblemKind{"not-json", 415, "The body has to be JSON",
                "Send `Content-Type: application/json`, in UTF-8 and without a Content-Encoding."},
    ProblemKind{"no-such-bytes", 415, "The body has to be the bytes of a document",
                "Send the bytes themselves, without a Content-Encoding, and their media type as `Content-Type`."},
    ProblemKind{"not-a-form", 415, "The body has to be a form",
                "Pages take what forms send: `application/x-www-form-urlencoded`, in UTF-8. Programs use /v1."},
    ProblemKind{"no-such-range", 416, "The file has no such part",
                "`Range` asks for bytes that the file does not have; `Content-Range` says how many it has."},
    ProblemKind{"expectation-failed", 417, "This expectation is not known", "The only Expect is `100-continue`."},
    ProblemKind{
        "wrong-fields", 422, "The request is readable but wrong",
        "`errors` has one entry per fault: `pointer` (RFC 6901) into the body, or the name of a `parameter` of the "
        "query, and a `detail` that says what is wrong with it. Nothing was done."},
    ProblemKind{"key-reused", 422, "The Idempotency-Key belongs to another request",
                "This key was used before with another path or body. Take a new key for a new request."},
    ProblemKind{"version-required", 428, "The version has to be named",
                "A command needs `If-Match` with the ETag of the case that the sender was looking at, so that nobody "
                "changes what they have not seen."},
    ProblemKind{"headers-too-large", 431, "The headers are too large", "Request line and headers may have 16 KiB."},
    ProblemKind{
        "fault", 500, "Something is wrong on our side",
        "The request met a fault of the program. It was logged; nothing was changed. Sending it again may or may "
        "not help."},
    ProblemKind{
        "busy", 503, "Too much is waiting",
        "The queue is full, or there are too many connections. Nothing was done. Try again after the seconds in "
        "`Retry-After`."},
    ProblemKind{
        "form-unavailable", 503, "This form cannot be made here now",
        "PDF and Word documents are made by other programs (WeasyPrint, pandoc, rsvg-convert). One of them is not "
        "installed here, did not come to an end in time or failed. The other forms are there: JSON, a page, a "
        "spreadsheet, CSV, text."},
    ProblemKind{"no-writes", 503, "The journal takes no more writes",
                "A write failed, so nobody knows what the disk holds until the program has been started again. Reading "
                "still works."},
    ProblemKind{"no-room", 507, "There is no room for it",
                "The disk has no room for more documents. Nothing was kept; everything else goes on."},
    ProblemKind{"version-not-supported", 505, "This version of HTTP is not spoken", "Use HTTP/1.1."},
};

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kinds; }

const ProblemKind* find_problem_kind(std::string_view name) {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const ProblemKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

Problem::Problem(std::string_view name, std::string detail)
    : kind_(find_problem_kind(name)), detail_(std::move(detail)) {
  if (!kind_) throw std::logic_error(fmt::format("no problem kind is called {}", name));
}

Problem& Problem::with(std::string_view member, std::string json) {
  members_.emplace_back(member, std::move(json));
  return *this;
}

Problem& Problem::header(std::string name, std::string value) {
  headers_.emplace_back(std::move(name), std::move(value));
  return *this;
}

Response Problem::response(std::string_view instance) const {
  std::string body =
      fmt::format(R"({{"type":"/problems/{}","title":{},"status":{},"detail":{},"instance":{})", kind_->name,
                  in_quotes(kind_->title), kind_->status, in_quotes(as_utf8(detail_)), in_quotes(as_utf8(instance)));
  for (const auto& [name, json] : members_) body += fmt::format(",{}:{}", in_quotes(name), json);
  Response response{kind_->status, headers_, body + "}", false, nullptr};
  return response.with("Content-Type", "application/problem+json");
}

Problem too_many_reads() { return Problem("busy", "too many reads are waiting").header("Retry-After", "1"); }

Problem wrong_fields(const std::vector<engine::FieldError>& errors,
                     const std::function<std::string(std::string_view pointer)>& title_at) {
  std::string list = "[";
  for (const engine::FieldError& error : errors) {
    if (list.size() > 1) list += ',';
    const std::string title = title_at ? title_at(error.pointer) : "";
    list += fmt::format(R"({{"pointer":{}{},"detail":{}}})", in_quotes(error.pointer),
                        title.empty() ? "" : R"(,"title":)" + in_quotes(title), in_quotes(error.detail));
  }
  // A detail follows the name of what it is about.
  const std::string detail = errors.size() > 1           ? fmt::format("{} fields are wrong", errors.size())
                             : errors[0].pointer.empty() ? errors[0].detail
                                                         : errors[0].pointer + ": " + errors[0].detail;
  return Problem("wrong-fields", detail).with("errors", list + "]");
}

Problem wrong_parameter(std::string_view parameter, std::string detail) {
  std::string list = fmt::format(R"([{{"parameter":{},"detail":{}}}])", in_quotes(parameter), in_quotes(detail));
  return Problem("wrong-fields", fmt::format("the parameter {}: {}", parameter, detail))
      .with("errors", std::move(list));
}

}  // namespace api
