// A connection that is sent events as they happen, until one side ends it.
#include "api/session.hpp"

#include <boost/asio/redirect_error.hpp>

namespace api {

using boost::system::error_code;

namespace {

// As in session.cpp.
Async<Portion> ask(Application& application, std::shared_ptr<EventStream> stream) {
  auto start = [&application, stream](auto handler) { application.portion(stream, std::move(handler)); };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Portion)>(std::move(start), as_async);
}

}  // namespace

// Who reads a stream sends nothing more: what can be read meanwhile is the end. Without this its place would be taken
// until the next heartbeat. What comes all the same is left where it is.
void Session::end_when_it_has_gone() {
  socket_.async_wait(Socket::wait_read, [self = weak_from_this()](const error_code& fault) {
    const auto still_there = self.lock();
    if (!still_there || fault) return;
    char next = 0;
    error_code ended;
    const std::size_t left =
        still_there->socket_.receive(asio::buffer(&next, 1), asio::socket_base::message_peek, ended);
    if (left == 0 && ended != asio::error::would_block) still_there->cut();
  });
}

Async<void> Session::stream_events(std::shared_ptr<EventStream> stream) {
  if (!co_await send("retry: 2000\n\n", "")) co_return;
  ++connections_.streams;
  end_when_it_has_gone();
  bool open = true;
  while (open && !connections_.stopping && socket_.is_open()) {
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
