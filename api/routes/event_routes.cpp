// The route of the event stream, and what each portion of it holds.
#include <fmt/format.h>

#include <charconv>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/event_stream.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/replies.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr int entries_max = 100;
const std::vector<std::string> forms = {"text/event-stream"};

// The client has seen more than there is: it was told of another past, which a backup has undone.
std::string reset(std::string_view asked, std::int64_t head) {
  return fmt::format(
      "id: {}\nevent: reset\ndata: {{\"last_event_id\":{},\"head\":{},\"detail\":\"There is no such event: this "
      "register was brought back from a backup. Read again what you know of it; the stream goes on from its "
      "head.\"}}\n\n",
      head, in_quotes(asked), head);
}

// Where to go on: after Last-Event-ID, or with what happens from now on.
void start(EventStream& stream, const Read& read, const Request& request) {
  stream.after = read.parts.reader.last_seq();
  const std::string* header = request.header("last-event-id");
  const std::string_view given = header ? engine::trimmed(*header) : std::string_view();
  if (given.empty()) return;
  if (given.find_first_not_of("0123456789") != std::string_view::npos)
    throw Problem("unreadable-request", "Last-Event-ID has to be the number of an event of this stream");
  std::int64_t seq = 0;
  const bool fits = std::from_chars(given.data(), given.data() + given.size(), seq).ec == std::errc{};
  const std::int64_t head = read.seen_head.of(stream.by);  // of what they may know of
  if (fits && seq <= head) stream.after = seq;
  else stream.opening = reset(given, head);
}

// The case that the query names as one of its collection: ?modification=REF. Nothing: all of them.
std::optional<std::string> case_asked_for(const Read& read, Call& call) {
  std::optional<std::string> found;
  for (const std::string& collection : read.collections()) {
    const std::string noun(read.rules(collection).noun());
    const auto reference = call.query.text(noun);
    if (!reference) continue;
    if (found) throw wrong_parameter(noun, "the stream is of one case, or of all");
    found = read.cases.id_of({collection, *reference});
    const auto current = found ? read.cases.current(*found) : std::nullopt;
    const engine::Workflow& rules = current ? read.cases.rules_of(*current) : read.rules(collection);
    if (!current || rules.view(*current, rules.clearance(call.by)).empty())
      throw Problem("not-found", no_such(*reference, collection));
  }
  return found;
}

// Nothing: the case at hand does not know of it yet. The commit wakes the stream, and it comes here again.
std::optional<std::string> told(const Read& read, const EventStream& stream, const engine::Entry& entry) {
  if (stream.case_id && *stream.case_id != entry.case_id) return "";
  const auto current = read.cases.current(entry.case_id);
  if (!current) return "";
  if (!engine::knows_of(*current, entry)) return std::nullopt;
  const engine::Workflow& rules = read.cases.rules_of(*current);
  const auto body = rules.seen_body(*current, entry, stream.by);
  if (!body) return "";
  std::string event = event_json(rules, *current, entry, stream.by, *body);
  event.pop_back();
  return fmt::format("id: {}\nevent: {}\ndata: {},\"collection\":{},\"ref\":{}}}\n\n", entry.seq, entry.event.type,
                     event, in_quotes(rules.collection()), in_quotes(read.cases.reference_of(*current)));
}

bool still_who_it_was(const Read& read, const EventStream& stream) {
  return stream.authorization.empty() || who_calls_quietly(read.parts, stream.authorization).has_value();
}

Response open_stream(const Read& read, Call& call) {
  auto stream = std::make_shared<EventStream>();
  stream->by = call.by;
  stream->sharer = sharer_of(call);
  stream->case_id = case_asked_for(read, call);
  call.query.only_known();
  choose_or_refuse(call.request.header("accept"), forms);
  if (const std::string* header = call.request.header("authorization")) stream->authorization = *header;
  start(*stream, read, call.request);
  Response response{200, {{"Content-Type", forms.front()}, {"Cache-Control", "no-store"}}, "", true, nullptr};
  response.with("X-Accel-Buffering", "no");  // or nginx keeps the events until it has some kilobytes of them
  response.stream = std::move(stream);
  return response;
}

}  // namespace

std::string stream_ended(std::string_view why) { return fmt::format(": this stream has ended: {}\n\n", why); }

// The token is looked at after the entries: what was recorded after it ended is not among them.
Portion next_portion(const Read& read, EventStream& stream) {
  auto entries = read.parts.feed.behind(stream.after, entries_max);
  if (!entries) entries = read.parts.reader.journal(stream.after, entries_max);
  Portion portion{stream.opening};
  std::int64_t after = stream.after;
  for (const engine::Entry& entry : *entries) {
    const auto text = told(read, stream, entry);
    if (!text) break;
    portion.text += *text;
    after = entry.seq;
  }
  if (!still_who_it_was(read, stream))
    return {stream_ended("its token was revoked or has run out; come back with another one"), true};
  stream.after = after;
  stream.opening.clear();
  return portion;
}

void add_event_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route route{"GET", "/v1/events", "events",
              "Events as they happen, without a gap after Last-Event-ID. It ends, with a comment that says why, when "
              "the token is revoked or runs out. An event `reset` says that Last-Event-ID is beyond all events."};
  route.media = forms;
  route.statuses = {200, 404, 406, 422, 503};
  route.parameters = {{"Last-Event-ID", "The id of the last event that was received; empty: as if it were not there.",
                       R"({"type":"string"})", "header"}};
  for (const std::string& collection : read.collections()) {
    const std::string noun(read.rules(collection).noun());
    route.parameters.push_back(
        {noun, fmt::format("Events of this {} alone, by any of its references.", noun), R"({"type":"string"})"});
  }
  route.answer = [&read](Call& call) { return open_stream(read, call); };
  router.add(std::move(route));
}

}  // namespace api
