// The route of the event stream, and what each portion of it holds.
#include <fmt/format.h>

#include <charconv>

#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/event_stream.hpp"
#include "api/routes/replies.hpp"

namespace api {
namespace {

constexpr int entries_max = 100;

// Where to go on: after Last-Event-ID, or with what happens from now on.
std::int64_t read_start(const Read& read, const Request& request) {
  const std::int64_t last = read.parts.reader.last_seq();
  const std::string* given = request.header("last-event-id");
  if (!given) return last;
  std::int64_t seq = -1;
  const char* end = given->data() + given->size();
  const auto [stopped, fault] = std::from_chars(given->data(), end, seq);
  if (fault != std::errc{} || stopped != end || seq < 0)
    throw Problem("unreadable-request", "Last-Event-ID has to be the number of an event of this stream");
  return std::min(seq, last);
}

std::string told(const Read& read, const EventStream& stream, const engine::Entry& entry) {
  const auto current = read.cases.current(entry.case_id);
  if (!current) return "";
  const engine::Workflow& rules = read.cases.rules_of(*current);
  const auto body = rules.seen_body(*current, entry, stream.by);
  if (!body) return "";
  std::string event = event_json(rules, *current, entry, stream.by, *body);
  event.pop_back();
  return fmt::format("id: {}\nevent: {}\ndata: {},\"collection\":{},\"ref\":{}}}\n\n", entry.seq, entry.event.type,
                     event, in_quotes(rules.collection()), in_quotes(read.cases.reference_of(*current)));
}

}  // namespace

std::string next_portion(const Read& read, EventStream& stream) {
  auto entries = read.parts.feed.behind(stream.after, entries_max);
  if (!entries) entries = read.parts.reader.journal(stream.after, entries_max);
  std::string text;
  for (const engine::Entry& entry : *entries) {
    text += told(read, stream, entry);
    stream.after = entry.seq;
  }
  return text;
}

void add_event_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{"GET", "/v1/events", "events", "Events as they happen, without a gap behind Last-Event-ID."};
  route.media = {"text/event-stream"};
  route.statuses = {200, 503};
  route.parameters = {
      {"Last-Event-ID", "The id of the last event that was received.", R"({"type":"string"})", "header"}};
  route.answer = [&read](Call& call) {
    call.query.only_known();
    Response response{200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}, "", true, nullptr};
    if (call.request.method != "HEAD")
      response.stream = std::make_shared<EventStream>(EventStream{call.by, read_start(read, call.request)});
    return response;
  };
  router.add(std::move(route));
}

}  // namespace api
