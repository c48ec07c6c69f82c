// How a session takes a body to disk while it arrives, and sends a file. Only session.cpp includes this.
#pragma once

#include "api/session.hpp"

namespace api {

// A portion that the disk has been given, while the next one arrives. Who gave it may have gone before it is there.
struct Session::OnItsWay {
  bool there = true;  // what was given last; or nothing was
  std::size_t bytes = 0;
  std::optional<Response> refusal = {};
};

// A bridge to the threads that wait for the disk, as those in session.cpp.
inline Async<std::optional<std::string>> portion_of(Application& application,
                                                    const std::shared_ptr<const FileBody>& body, std::int64_t from,
                                                    const Sharer& who) {
  auto start = [&application, &body, from, &who](auto handler) {
    application.read(body, from, who, std::move(handler));
  };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(std::optional<std::string>)>(std::move(start),
                                                                                                       as_async);
}

// It is refused as soon as the disk, or the form that it is in, has something against it.
inline Async<bool> Session::is_there(OnItsWay& portion) {
  enter(Phase::answering, 0);
  while (!portion.there) {
    wake_.expires_at(Moment::max());
    boost::system::error_code woken;
    co_await wake_.async_wait(asio::redirect_error(as_async, woken));
  }
  enter(Phase::reading, connections_.limits.read_timeout_s);  // for the next one
  if (!portion.refusal) co_return true;
  co_await give_up(*std::exchange(portion.refusal, {}));
  co_return false;
}

// They are written one after the other. A refusal does not wait for what the client has still to send.
inline Async<bool> Session::hand_over(Arrived& arrived, std::shared_ptr<OnItsWay> portion, std::string bytes,
                                      bool last) {
  if (!co_await is_there(*portion)) co_return false;
  *portion = {false, bytes.size(), {}};
  connections_.application.take(arrived.request, std::move(bytes), last, arrived.who,
                                [portion, weak = weak_from_this()](std::optional<Response> refusal) {
                                  const bool refused = refusal.has_value();
                                  *portion = {true, 0, std::move(refusal)};
                                  const auto self = weak.lock();
                                  if (!self) return;
                                  self->wake_.cancel();
                                  boost::system::error_code ignored;
                                  if (refused) self->socket_.cancel(ignored);
                                });
  if (!last) co_return true;
  co_return co_await is_there(*portion);
}

// No more than two portions of it are ever in memory; who may not send it has heard so before the first is read.
template <class Parser>
Async<bool> Session::read_to_disk(Parser& parser, Arrived& arrived, std::size_t bytes_max) {
  constexpr std::size_t portion = 64 * 1024, handed_over_from = 256 * 1024;
  auto limits = connections_.limits;
  limits.body_bytes_max = bytes_max;
  const bool waits = buffer_.size() == 0 && arrived.request.header("expect");
  if (!co_await admit(arrived)) co_return false;
  if (waits && !co_await send("HTTP/1.1 100 Continue\r\n\r\n", "")) co_return false;
  enter(Phase::reading, limits.read_timeout_s);
  parser.eager(true);
  const auto on_its_way = std::make_shared<OnItsWay>();
  while (true) {
    if (const auto wrong = buffer_.size() > 0 ? take_in(parser, buffer_, limits) : std::nullopt) {
      co_await refuse(*wrong, parser);
      co_return false;
    }
    std::string& body = parser.get().body();
    const bool last = parser.is_done();
    if (!arrived.body.grow_to(body.capacity() + on_its_way->bytes)) {
      co_await refuse("busy", "too much is being sent at once; send it again later", arrived.request.target);
      co_return false;
    }
    if ((last || body.size() >= handed_over_from) &&
        !co_await hand_over(arrived, on_its_way, std::exchange(body, {}), last))
      co_return false;
    if (last) co_return true;
    if (buffer_.size() > limits.header_bytes_max) {
      co_await refuse("headers-too-large", "the line before a chunk is too long", arrived.request.target);
      co_return false;
    }
    if (co_await fill(portion)) continue;
    if (on_its_way->refusal) co_return co_await is_there(*on_its_way);
    co_await say_why_not(portion);
    co_return false;
  }
}

inline Async<bool> Session::send_file(std::shared_ptr<const FileBody> body, Sharer who) {
  for (std::int64_t sent = 0; sent < body->length;) {
    const auto bytes = co_await portion_of(connections_.application, body, body->from + sent, who);
    if (!bytes || bytes->empty() || !co_await send(*bytes, "")) co_return false;
    sent += static_cast<std::int64_t>(bytes->size());
  }
  co_return true;
}

}  // namespace api
