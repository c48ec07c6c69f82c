// One connection: reads requests, takes them to the application, writes the answers. Only server.cpp includes this.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <unordered_set>

#include "api/guests.hpp"
#include "api/http/framing.hpp"
#include "api/routes/application.hpp"

namespace api {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;  // the type itself, not one for any executor: it costs less
template <class T>
using Async = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> as_async{};
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Moment = std::chrono::steady_clock::time_point;

class Session;

// What the connections have in common. I/O thread only.
struct Connections {
  Application& application;
  const Limits limits;
  const std::vector<std::string> trusted_proxies;
  std::unordered_set<Session*> sessions;
  std::function<void()> left;  // called when a session has gone
  Guests guests;
  Shares body_bytes;
  Shares answer_bytes;
  Shares places_for_streams;
  bool stopping = false;
  std::atomic<std::size_t> streams = 0;  // counted before their first look: who commits later sees them
  std::uint64_t wakes = 0;               // how often something was committed while there were some
  // The first two lines of a 200 and of a 304, made anew every second. Sessions that are still writing share the old
  // ones.
  std::shared_ptr<const std::string> fresh_head = nullptr;
  std::shared_ptr<const std::string> same_head = nullptr;
};

class Session final : public Guest, public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, Connections& connections, std::string peer);
  ~Session() override;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Async<void> run();        // until one side has had enough
  Async<void> turn_away();  // there are too many: says so and leaves

  std::optional<Moment> waits_since() const override;
  Moment since() const override { return since_; }
  void leave_early() override;

  void look(Moment now);  // ends what has taken too long
  void wake();            // something was committed, or the server stops
  void stop();            // answers what it has, then leaves
  void cut();

 private:
  enum class Phase { idle, reading, answering, writing, streaming, lingering };
  enum class Step { not_here, answered, answered_in_part, gone };
  // What the socket did not take yet, and who owns the bytes.
  struct Unsent {
    std::shared_ptr<const std::string> head;
    std::shared_ptr<const Rendered> rendered;
    std::string_view first;
    std::string_view second;
  };
  struct Arrived {
    Request request;
    bool keep_alive = true;
    bool old = false;  // HTTP/1.0
    Held body = {};
    Sharer who = {};  // on whose account its body is read
  };

  void enter(Phase phase, int timeout_s);
  Async<bool> fill(std::size_t bytes);
  Step answer_from_memory(Unsent& unsent);
  void recognise(const std::string& known_as);
  Async<std::optional<Arrived>> read_request();
  template <class Parser>
  Async<bool> read_header(Parser& parser);
  template <class Parser>
  Async<bool> read_body(Parser& parser, Arrived& arrived);
  template <class Parser>
  Async<bool> read_to_disk(Parser& parser, Arrived& arrived, std::size_t bytes_max);
  struct OnItsWay;
  Async<bool> is_there(OnItsWay& portion);
  Async<bool> hand_over(Arrived& arrived, std::shared_ptr<OnItsWay> portion, std::string bytes, bool last);
  Async<bool> send_file(std::shared_ptr<const FileBody> body, Sharer who);
  Async<bool> admit(Arrived& arrived);
  Async<bool> more(std::size_t portion);
  Async<void> say_why_not(std::size_t portion);
  Async<bool> answer(Arrived arrived);
  bool has_room_for(const Response& response, Held& room) const;
  Async<bool> send_response(const Response& response, bool close, bool old, bool head);
  Async<bool> send(std::string_view first, std::string_view second);
  Async<void> refuse(std::string_view problem, std::string detail, std::string_view target = {});
  template <class Parser>
  Async<void> refuse(const HeaderFault& wrong, const Parser& parser);
  Async<void> give_up(Response response, bool head = false);
  void end_when_it_has_gone();
  Async<void> stream_events(std::shared_ptr<EventStream> stream);
  Async<void> linger();

  Socket socket_;
  Connections& connections_;
  const std::string peer_;  // its address
  std::string known_as_;    // the token that it was recognised by
  Timer wake_;
  boost::beast::flat_buffer buffer_;
  Phase phase_ = Phase::idle;
  Moment since_ = std::chrono::steady_clock::now();
  Moment deadline_ = Moment::max();
  bool lingers_ = false;  // it has had its last answer, and may still be sending
  bool late_ = false;     // what was to arrive did not arrive in time
};

}  // namespace api
