// The life of a connection: read a request, have it answered, write the answer; and the two ways to end it early.
#include "api/session.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "api/arriving.hpp"
#include "api/http/address.hpp"
#include "api/http/conditions.hpp"
#include "api/http/framing.hpp"
#include "api/http/quick.hpp"
#include "api/http/target.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/reading/feed.hpp"
#include "api/session_files.hpp"

namespace api {
namespace {

using boost::system::error_code;

constexpr std::size_t buffer_bytes_max = 96 * 1024;
constexpr std::size_t header_portion = 4096;
constexpr std::size_t body_portion = 64 * 1024;
constexpr std::size_t drained_portion = 16 * 1024;
constexpr std::size_t answer_bytes_free = 64 * 1024;  // of each connection, and part of no share
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view_of(const boost::beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
}

// The bridges between a session and the other threads; beside that of streams the only ones. Plain functions, with the
// lambda named first: g++ 12 frees a capturing lambda twice when it stands inside a co_await expression.
Async<Response> ask(Application& application, Request& request) {
  auto start = [&application, &request](auto handler) { application.handle(std::move(request), std::move(handler)); };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Response)>(std::move(start), as_async);
}

Async<Application::Admission> ask_whether_to_read(Application& application, Request& head) {
  auto start = [&application, &head](auto handler) { application.admit(head, std::move(handler)); };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Application::Admission)>(std::move(start),
                                                                                                   as_async);
}

}  // namespace

Session::Session(Socket socket, Connections& connections, std::string peer)
    : socket_(std::move(socket)), connections_(connections), peer_(std::move(peer)), wake_(socket_.get_executor()) {
  connections_.sessions.insert(this);
  connections_.application.metrics().connections(1);
}

Session::~Session() {
  connections_.guests.goodbye(*this);
  connections_.sessions.erase(this);
  connections_.application.metrics().connections(-1);
  connections_.left();
}

void Session::enter(Phase phase, int timeout_s) {
  phase_ = phase;
  deadline_ = Moment::max();
  if (timeout_s == 0) return;
  since_ = std::chrono::steady_clock::now();
  deadline_ = since_ + std::chrono::seconds(timeout_s);
}

std::optional<Session::Moment> Session::waits_since() const {
  if (phase_ == Phase::answering || phase_ == Phase::streaming) return std::nullopt;
  // What was written a moment ago is on its way: nobody waits for that client yet.
  const bool on_its_way = std::chrono::steady_clock::now() - since_ < std::chrono::seconds(1);
  if (phase_ == Phase::writing && on_its_way) return std::nullopt;
  return since_;
}

// Whoever was in the middle of a request hears why, if the socket takes it at once.
void Session::leave_early() {
  if (phase_ == Phase::reading) {
    Response busy =
        connections_.application.failure("busy", "there are too many connections: others need the room", "");
    const std::string bytes =
        status_line(busy.status) + date_line() + header_lines(busy) + "Connection: close\r\n\r\n" + busy.body;
    error_code ignored;
    socket_.write_some(asio::buffer(bytes), ignored);
  }
  cut();
}

void Session::recognise(const std::string& known_as) {
  if (known_as.empty() || known_as == known_as_) return;
  known_as_ = known_as;
  connections_.guests.recognise(*this, known_as);
}

void Session::look(Moment now) {
  if (now < deadline_) return;
  deadline_ = Moment::max();
  late_ = true;
  error_code ignored;
  if (phase_ == Phase::reading) socket_.cancel(ignored);
  else cut();
}

void Session::wake() { wake_.cancel(); }

void Session::stop() {
  if (phase_ == Phase::idle) cut();
  wake();
}

void Session::cut() {
  error_code ignored;
  socket_.close(ignored);
  wake_.cancel();
}

Async<void> Session::run() {
  for (bool blank = false;;) {
    if (buffer_.size() == 0) {
      if (!blank) enter(Phase::idle, connections_.limits.idle_timeout_s);
      if (connections_.stopping || !co_await fill(header_portion)) co_return;
    }
    if (view_of(buffer_).starts_with("\r\n")) {  // old clients send it after a body (RFC 9112, 2.2)
      buffer_.consume(2);
      blank = true;  // nobody stays by these alone
      continue;
    }
    blank = false;
    enter(Phase::reading, connections_.limits.read_timeout_s);
    Unsent unsent;
    const Step step = answer_from_memory(unsent);
    if (step == Step::answered || (step == Step::answered_in_part && co_await send(unsent.first, unsent.second)))
      continue;
    if (step != Step::not_here) co_return;
    auto arrived = co_await read_request();
    if (!arrived) break;
    if (!co_await answer(std::move(*arrived))) co_return;
  }
  if (lingers_) co_await linger();  // with nothing in memory any more of what came
}

Async<bool> Session::fill(std::size_t bytes) {
  if (late_ || buffer_.size() + bytes > buffer_bytes_max) co_return false;
  error_code fault;
  const std::size_t read =
      co_await socket_.async_read_some(buffer_.prepare(bytes), asio::redirect_error(as_async, fault));
  buffer_.commit(read);
  co_return !fault && socket_.is_open();  // who had to leave meanwhile was told that nothing was done
}

// No coroutine of its own, for it answers most of what there is: it writes as much as the socket takes at once, which
// is nearly always all. What is left over is in `unsent`.
Session::Step Session::answer_from_memory(Unsent& unsent) {
  if (connections_.stopping) return Step::not_here;
  const auto quick = read_quick(view_of(buffer_));
  if (!quick || quick->bytes > connections_.limits.header_bytes_max) return Step::not_here;
  const auto ready =
      connections_.application.ready({quick->target, quick->authorization, quick->accept, quick->cookie});
  const auto& rendered = ready.rendered;
  if (!rendered) return Step::not_here;
  recognise(ready.known_as);
  const bool same = !quick->if_none_match.empty() && none_match_hits(quick->if_none_match, rendered->etag);
  connections_.application.metrics().answered_from_memory(same);
  buffer_.consume(quick->bytes);
  auto head = same ? connections_.same_head : connections_.fresh_head;
  if (!ready.more.empty()) head = std::make_shared<const std::string>(*head + ready.more);
  const std::string& rest = same ? rendered->same : rendered->fresh;
  error_code fault;
  const std::size_t sent = socket_.write_some(std::array{asio::buffer(*head), asio::buffer(rest)}, fault);
  if (fault && fault != asio::error::would_block) return Step::gone;
  if (sent == head->size() + rest.size()) return Step::answered;
  const std::size_t of_head = std::min(sent, head->size());
  unsent = {head, rendered, std::string_view(*head).substr(of_head), std::string_view(rest).substr(sent - of_head)};
  return Step::answered_in_part;
}

// The rest of what is sent in chunks may have headers of its own at its end; these are read past, for they are none of
// the request (RFC 9110, 6.5.1).
Async<std::optional<Session::Arrived>> Session::read_request() {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(connections_.limits.header_bytes_max));
  parser.body_limit(boost::none);  // which it is depends on the path
  if (!co_await read_header(parser)) co_return std::nullopt;
  Arrived arrived{head_of(parser), parser.get().keep_alive(), parser.get().version() == 10};
  Request& request = arrived.request;
  if (const auto wrong = header_fault(static_cast<int>(parser.get().version()), request.headers)) {
    co_await refuse(wrong->problem, wrong->detail, request.target);
    co_return std::nullopt;
  }
  request.from = client_address(peer_, request.headers, connections_.trusted_proxies);
  request.target = origin_form(request.method, request.target);
  request.headers = joined_lists(request.headers);
  const auto room = connections_.application.body_room(request);
  if (parser.content_length().value_or(0) > room.bytes_max) {
    co_await refuse("body-too-large", body_too_large(room.bytes_max), request.target);
    co_return std::nullopt;
  }
  parser.body_limit(room.bytes_max);
  if (room.to_disk) {
    if (!co_await read_to_disk(parser, arrived, room.bytes_max)) co_return std::nullopt;
    co_return arrived;
  }
  if (!parser.is_done() && !co_await read_body(parser, arrived)) co_return std::nullopt;
  request.body = std::move(parser.get().body());
  if (request.body.size() > body_portion) buffer_.shrink_to_fit();
  co_return arrived;
}

template <class Parser>
Async<bool> Session::read_header(Parser& parser) {
  while (true) {
    if (const auto wrong = take_in_header(parser, buffer_, connections_.limits)) {
      co_await refuse(*wrong, parser);
      co_return false;
    }
    if (parser.is_header_done()) co_return true;
    if (!co_await more(header_portion)) co_return false;
  }
}

// What has come with the header is taken in before anybody is asked: most bodies are whole then.
template <class Parser>
Async<bool> Session::read_body(Parser& parser, Arrived& arrived) {
  parser.eager(true);
  arrived.body = Held(connections_.body_bytes, {true, ""});
  const bool waits = buffer_.size() == 0 && arrived.request.header("expect");
  for (bool first = true;; first = false) {
    const auto wrong = buffer_.size() > 0 ? take_in(parser, buffer_, connections_.limits) : std::nullopt;
    if (wrong) {
      co_await refuse(*wrong, parser);
      co_return false;
    }
    if (first && !parser.is_done()) {
      if (!co_await admit(arrived)) co_return false;
      if (waits && !co_await send(go_on, "")) co_return false;
      enter(Phase::reading, connections_.limits.read_timeout_s);
    }
    if (!arrived.body.grow_to(parser.get().body().capacity())) {
      co_await refuse("busy", "the bodies of all requests that wait have too many bytes together; send it again later",
                      arrived.request.target);
      co_return false;
    }
    if (parser.is_done()) co_return true;
    if (buffer_.size() > connections_.limits.header_bytes_max) {
      co_await refuse("headers-too-large", "the headers after the body, or the line before a chunk, are too long",
                      arrived.request.target);
      co_return false;
    }
    if (!co_await more(body_portion)) co_return false;
  }
}

Async<bool> Session::admit(Arrived& arrived) {
  enter(Phase::answering, 0);
  auto admission = co_await ask_whether_to_read(connections_.application, arrived.request);
  if (admission.refusal) {
    co_await give_up(*std::move(admission.refusal), arrived.request.method == "HEAD");
    co_return false;
  }
  if (admission.who.known) recognise(admission.who.name);
  arrived.request.intake = std::move(admission.intake);
  arrived.who = admission.who;
  arrived.body = Held(connections_.body_bytes, std::move(admission.who));
  co_return true;
}

// What the parser knows of the request when it is refused is its target, at most.
template <class Parser>
Async<void> Session::refuse(const HeaderFault& wrong, const Parser& parser) {
  const std::string target(parser.get().target());
  co_await refuse(wrong.problem, wrong.detail, target);
}

Async<bool> Session::more(std::size_t portion) {
  if (co_await fill(portion)) co_return true;
  co_await say_why_not(portion);
  co_return false;
}

// Nothing, if the client has gone.
Async<void> Session::say_why_not(std::size_t portion) {
  if (late_)
    co_await refuse("request-timeout",
                    fmt::format("it did not arrive within {} seconds", connections_.limits.read_timeout_s));
  else if (buffer_.size() + portion > buffer_bytes_max)
    co_await refuse("headers-too-large", "a line of the request is too long");
}

Async<bool> Session::answer(Arrived arrived) {
  enter(Phase::answering, 0);
  const bool head = arrived.request.method == "HEAD";
  const bool only_asks = arrived.request.method != "POST";
  const std::string from = arrived.request.from,
                    path = arrived.request.target.substr(0, arrived.request.target.find('?'));
  Response response = co_await ask(connections_.application, arrived.request);
  arrived.body = {};
  recognise(response.known_as);
  Held place;
  if (response.stream) place = Held(connections_.places_for_streams, response.stream->sharer);
  if (response.stream && !place.grow_to(1))
    response = connections_.application.failure("busy", "there are too many event streams", "/v1/events");
  const Sharer reader = response.known_as.empty() ? Sharer{false, network_of(from)} : Sharer{true, response.known_as};
  Held room(connections_.answer_bytes, reader);
  if (only_asks && !head && !has_room_for(response, room))
    response = connections_.application.failure(
        "busy", "answers that nobody has read yet have too many bytes together; read them, or ask again later", path);
  const bool close = response.close || !arrived.keep_alive || connections_.stopping;
  if (!co_await send_response(response, close, arrived.old, head)) co_return false;
  room = {};
  if (response.stream && !head) co_await stream_events(response.stream);
  if (response.file && !head && !co_await send_file(response.file, reader)) co_return false;
  if (!close) co_return true;
  co_await linger();
  co_return false;
}

// An answer waits in memory for its reader, however slow that is. One that is larger than any share is for who has
// nothing else waiting.
bool Session::has_room_for(const Response& response, Held& room) const {
  const auto bytes = response.body.size();
  const auto& limits = connections_.limits;
  const auto most = std::min(limits.answer_bytes_of_address_max, limits.answer_bytes_of_token_max);
  return bytes <= answer_bytes_free || room.grow_to(std::min(bytes, most));
}

Async<bool> Session::send_response(const Response& response, bool close, bool old, bool head) {
  std::string lines = status_line(response.status) + date_line() + header_lines(response);
  if (close) lines += "Connection: close\r\n";
  else if (old) lines += "Connection: keep-alive\r\n";
  lines += "\r\n";
  co_return co_await send(lines, head ? std::string_view() : response.bytes());
}

Async<bool> Session::send(std::string_view first, std::string_view second) {
  enter(Phase::writing, connections_.limits.write_timeout_s);
  error_code fault;
  const std::array<asio::const_buffer, 2> both = {asio::buffer(first), asio::buffer(second)};
  co_await asio::async_write(socket_, both, asio::redirect_error(as_async, fault));
  co_return !fault;
}

Async<void> Session::refuse(std::string_view problem, std::string detail, std::string_view target) {
  late_ = false;
  co_await give_up(connections_.application.failure(problem, std::move(detail), target.substr(0, target.find('?'))));
}

Async<void> Session::give_up(Response response, bool head) {
  lingers_ = co_await send_response(response, true, false, head);
}

Async<void> Session::turn_away() {
  co_await refuse("busy", "there are too many connections");
  if (lingers_) co_await linger();
}

// Nobody reads an answer whose connection is reset because something they sent was never read.
Async<void> Session::linger() {
  error_code fault;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, fault);
  enter(Phase::lingering, connections_.limits.linger_timeout_s);
  buffer_.consume(buffer_.size());
  buffer_.shrink_to_fit();
  for (std::size_t drained = 0; !fault && drained < connections_.limits.drain_bytes_max;)
    drained +=
        co_await socket_.async_read_some(buffer_.prepare(drained_portion), asio::redirect_error(as_async, fault));
}

}  // namespace api
