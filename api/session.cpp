// The life of a connection: read a request, have it answered, write the answer; and the two ways to end it early.
#include "api/session.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "api/http/conditions.hpp"
#include "api/http/framing.hpp"
#include "api/http/quick.hpp"
#include "api/http/target.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/reading/feed.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr std::size_t buffer_bytes_max = 96 * 1024;
constexpr std::size_t header_portion = 4096;
constexpr std::size_t body_portion = 64 * 1024;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view_of(const boost::beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
}

// The bridges between a session and the other threads; the only ones. Plain functions, with the lambda named first: g++
// 12 frees a capturing lambda twice when it stands inside a co_await expression.
Async<Response> ask(Application& application, Request& request) {
  auto start = [&application, &request](auto handler) { application.handle(std::move(request), std::move(handler)); };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Response)>(std::move(start), as_async);
}

Async<Portion> ask(Application& application, std::shared_ptr<EventStream> stream) {
  auto start = [&application, stream](auto handler) { application.portion(stream, std::move(handler)); };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Portion)>(std::move(start), as_async);
}

std::pair<std::string_view, std::string> problem_of(const error_code& fault, const Limits& limits) {
  if (fault == http::error::body_limit)
    return {"body-too-large", fmt::format("the body has more than {} bytes", limits.body_bytes_max)};
  if (fault == http::error::header_limit || fault == http::error::buffer_overflow)
    return {"headers-too-large",
            fmt::format("request line and headers have more than {} bytes", limits.header_bytes_max)};
  if (fault == http::error::bad_version) return {"version-not-supported", "the version of HTTP has to be 1.0 or 1.1"};
  return {"unreadable-request", fmt::format("this is not a request: {}", fault.message())};
}

Headers headers_of(const Parser& parser) {
  Headers lines;
  for (const auto& field : parser.get()) lines.emplace_back(engine::lower(field.name_string()), field.value());
  return lines;
}

Request to_request(Parser& parser) {
  auto& message = parser.get();
  const std::string method(message.method_string());
  return {method, origin_form(method, message.target()), joined_lists(headers_of(parser)), std::move(message.body())};
}

}  // namespace

Session::Session(Socket socket, Connections& connections)
    : socket_(std::move(socket)), connections_(connections), wake_(socket_.get_executor()) {
  connections_.sessions.insert(this);
  connections_.application.metrics().connections(1);
}

Session::~Session() {
  connections_.sessions.erase(this);
  connections_.application.metrics().connections(-1);
  connections_.left();
}

void Session::enter(Phase phase, int timeout_s) {
  phase_ = phase;
  deadline_ = timeout_s > 0 ? std::chrono::steady_clock::now() + std::chrono::seconds(timeout_s) : Moment::max();
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
  while (true) {
    if (buffer_.size() == 0) {
      enter(Phase::idle, connections_.limits.idle_timeout_s);
      if (connections_.stopping || !co_await fill(header_portion)) co_return;
    }
    enter(Phase::reading, connections_.limits.read_timeout_s);
    Unsent unsent;
    const Step step = answer_from_memory(unsent);
    if (step == Step::answered || (step == Step::answered_in_part && co_await send(unsent.first, unsent.second)))
      continue;
    if (step != Step::not_here) co_return;
    auto arrived = co_await read_request();
    if (!arrived || !co_await answer(std::move(*arrived))) co_return;
  }
}

Async<bool> Session::fill(std::size_t bytes) {
  if (late_ || buffer_.size() + bytes > buffer_bytes_max) co_return false;
  error_code fault;
  const std::size_t read =
      co_await socket_.async_read_some(buffer_.prepare(bytes), asio::redirect_error(as_async, fault));
  buffer_.commit(read);
  co_return !fault;
}

// No coroutine of its own, for it answers most of what there is: it writes as much as the socket takes at once, which
// is nearly always all. What is left over is in `unsent`.
Session::Step Session::answer_from_memory(Unsent& unsent) {
  if (connections_.stopping) return Step::not_here;
  const auto quick = read_quick(view_of(buffer_));
  if (!quick || quick->bytes > connections_.limits.header_bytes_max) return Step::not_here;
  const auto rendered = connections_.application.ready({quick->target, quick->authorization, quick->accept});
  if (!rendered) return Step::not_here;
  const bool same = !quick->if_none_match.empty() && none_match_hits(quick->if_none_match, rendered->etag);
  connections_.application.metrics().answered_from_memory(same);
  buffer_.consume(quick->bytes);
  const auto& head = same ? connections_.same_head : connections_.fresh_head;
  const std::string& rest = same ? rendered->same : rendered->fresh;
  error_code fault;
  const std::size_t sent = socket_.write_some(std::array{asio::buffer(*head), asio::buffer(rest)}, fault);
  if (fault && fault != asio::error::would_block) return Step::gone;
  if (sent == head->size() + rest.size()) return Step::answered;
  const std::size_t of_head = std::min(sent, head->size());
  unsent = {head, rendered, std::string_view(*head).substr(of_head), std::string_view(rest).substr(sent - of_head)};
  return Step::answered_in_part;
}

Async<std::optional<Session::Arrived>> Session::read_request() {
  Parser parser;
  parser.eager(true);
  parser.header_limit(static_cast<std::uint32_t>(connections_.limits.header_bytes_max));
  parser.body_limit(connections_.limits.body_bytes_max);
  bool header_read = false;
  while (true) {
    error_code fault;
    if (!header_read) read_as_1_1({static_cast<char*>(buffer_.data().data()), buffer_.size()});
    if (!header_read && has_folded_line(view_of(buffer_))) {
      co_await refuse("unreadable-request", "a header goes on in the next line; send it in one");
      co_return std::nullopt;
    }
    buffer_.consume(parser.put(buffer_.data(), fault));
    if (fault && fault != http::error::need_more) {
      const auto [problem, detail] = problem_of(fault, connections_.limits);
      const std::string target(parser.get().target());
      co_await refuse(problem, detail, target);
      co_return std::nullopt;
    }
    if (parser.is_header_done() && !std::exchange(header_read, true)) {
      if (const auto wrong = header_fault(static_cast<int>(parser.get().version()), headers_of(parser))) {
        const std::string target(parser.get().target());
        co_await refuse(wrong->problem, wrong->detail, target);
        co_return std::nullopt;
      }
      const bool waits = !parser.is_done() && buffer_.size() == 0 && parser.get().count(http::field::expect) > 0;
      if (waits && !co_await send(go_on, "")) co_return std::nullopt;
    }
    if (parser.is_done()) break;
    if (co_await fill(parser.is_header_done() ? body_portion : header_portion)) continue;
    if (late_)
      co_await refuse("request-timeout",
                      fmt::format("it did not arrive within {} seconds", connections_.limits.read_timeout_s));
    else if (buffer_.size() + header_portion > buffer_bytes_max)
      co_await refuse("headers-too-large", "a line of the request is too long");
    co_return std::nullopt;
  }
  const auto& message = parser.get();
  if (message.body().size() > body_portion) buffer_.shrink_to_fit();
  const bool keep_alive = message.keep_alive(), old = message.version() == 10;
  co_return Arrived{to_request(parser), keep_alive, old};
}

Async<bool> Session::answer(Arrived arrived) {
  enter(Phase::answering, 0);
  const bool head = arrived.request.method == "HEAD";
  Response response = co_await ask(connections_.application, arrived.request);
  if (response.stream && connections_.streams >= connections_.limits.streams_max)
    response = connections_.application.failure("busy", "there are too many event streams", "/v1/events");
  const bool close = response.close || !arrived.keep_alive || connections_.stopping;
  if (!co_await send_response(response, close, arrived.old, head)) co_return false;
  if (response.stream) co_await stream_events(response.stream);
  if (!close) co_return true;
  co_await linger();
  co_return false;
}

Async<bool> Session::send_response(const Response& response, bool close, bool old, bool head) {
  std::string lines = status_line(response.status) + date_line() + header_lines(response);
  if (close) lines += "Connection: close\r\n";
  else if (old) lines += "Connection: keep-alive\r\n";
  lines += "\r\n";
  co_return co_await send(lines, head ? std::string_view() : std::string_view(response.body));
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
  const Response response =
      connections_.application.failure(problem, std::move(detail), target.substr(0, target.find('?')));
  if (co_await send_response(response, true, false, false)) co_await linger();
}

Async<void> Session::turn_away() { co_await refuse("busy", "there are too many connections"); }

// Nobody reads an answer whose connection is reset because something they sent was never read.
Async<void> Session::linger() {
  error_code fault;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, fault);
  enter(Phase::lingering, connections_.limits.linger_timeout_s);
  buffer_.consume(buffer_.size());
  for (std::size_t drained = 0; !fault && drained < connections_.limits.drain_bytes_max;)
    drained += co_await socket_.async_read_some(buffer_.prepare(body_portion), asio::redirect_error(as_async, fault));
}

Async<void> Session::stream_events(std::shared_ptr<EventStream> stream) {
  if (!co_await send("retry: 2000\n\n", "")) co_return;
  ++connections_.streams;
  bool open = true;
  while (open && !connections_.stopping) {
    const std::uint64_t wakes = connections_.wakes;
    const std::int64_t after = stream->after;
    enter(Phase::streaming, 0);
    const Portion portion = co_await ask(connections_.application, stream);
    if (!portion.text.empty()) open = co_await send(portion.text, "");
    if (portion.last) break;
    if (stream->after != after || wakes != connections_.wakes || connections_.stopping) continue;
    error_code woken;
    enter(Phase::streaming, 0);
    wake_.expires_after(std::chrono::seconds(connections_.limits.heartbeat_s));
    co_await wake_.async_wait(asio::redirect_error(as_async, woken));
    if (!woken) open = co_await send(": still here\n\n", "");
  }
  --connections_.streams;
}

}  // namespace api
