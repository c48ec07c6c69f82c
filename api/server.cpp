// The I/O thread: it accepts connections, looks after them four times a second, and stops when they have gone.
#include "api/server.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <thread>

#include "api/http/address.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/reading/feed.hpp"
#include "api/session.hpp"

namespace api {
namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using boost::system::error_code;

constexpr std::chrono::milliseconds look_every{250};
constexpr std::chrono::milliseconds pause_after_fault{100};

asio::ip::tcp::endpoint endpoint_of(const std::string& address, std::uint16_t port) {
  error_code fault;
  const auto host = asio::ip::make_address(address, fault);
  if (fault) throw std::runtime_error(fmt::format("{} is not an IP address to listen on, such as 127.0.0.1", address));
  return {host, port};
}

}  // namespace

class Server::Inside {
 public:
  Inside(Parts parts, const std::string& address, std::uint16_t port)
      : feed_(parts.feed),
        application_(parts, [this](engine::Once<void()> work) { asio::post(io_, std::move(work)); }),
        connections_{application_,
                     parts.limits,
                     parts.trusted_proxies,
                     {},
                     [this] { leave_when_empty(); },
                     Guests(limits_of(parts.limits.connections_max, parts.limits.connections_of_address_max,
                                      parts.limits.connections_of_token_max)),
                     Shares(limits_of(parts.limits.body_bytes_all_max, parts.limits.body_bytes_of_address_max,
                                      parts.limits.body_bytes_of_token_max)),
                     Shares(limits_of(parts.limits.answer_bytes_all_max, parts.limits.answer_bytes_of_address_max,
                                      parts.limits.answer_bytes_of_token_max)),
                     Shares(limits_of(parts.limits.streams_max, parts.limits.streams_of_address_max,
                                      parts.limits.streams_of_token_max))} {
    listen(endpoint_of(address, port));
    feed_.on_commit([this] { wake_streams(); });
  }
  ~Inside() { feed_.on_commit({}); }

  std::uint16_t port() const { return port_; }

  void run() {
    tell_time();
    asio::co_spawn(io_, accept(), [](std::exception_ptr fault) { tell("accepting connections", fault); });
    asio::co_spawn(io_, look(), [](std::exception_ptr fault) { tell("looking after connections", fault); });
    while (!io_.stopped()) {
      try {
        io_.run_one();
      } catch (const std::exception& fault) {
        spdlog::error("a fault on the I/O thread: {}", fault.what());
      }
    }
  }

  void stop() {
    asio::post(io_, [this] {
      if (connections_.stopping) return;
      spdlog::info("stopping: {} connections are open", connections_.sessions.size());
      connections_.stopping = true;
      cut_at_ = std::chrono::steady_clock::now() + std::chrono::seconds(connections_.limits.stop_timeout_s);
      error_code ignored;
      acceptor_.close(ignored);
      application_.give_up_papers();
      for (Session* session : connections_.sessions) session->stop();
      leave_when_empty();
    });
  }

 private:
  static void tell(std::string_view doing, const std::exception_ptr& fault) {
    try {
      if (fault) std::rethrow_exception(fault);
    } catch (const std::exception& known) {
      spdlog::error("{} failed: {}", doing, known.what());
    }
  }

  // What the system takes off the server's hands for one who does not read stands in memory, too.
  static constexpr int unread_bytes_max = 256 * 1024;

  void listen(const asio::ip::tcp::endpoint& endpoint) {
    error_code fault;
    acceptor_.open(endpoint.protocol(), fault);
    if (!fault) acceptor_.set_option(asio::socket_base::reuse_address(true), fault);
    if (!fault) acceptor_.set_option(asio::socket_base::send_buffer_size(unread_bytes_max), fault);
    if (!fault) acceptor_.bind(endpoint, fault);
    if (!fault) acceptor_.listen(asio::socket_base::max_listen_connections, fault);
    if (fault)
      throw std::runtime_error(fmt::format("cannot listen on {} port {}: {}", endpoint.address().to_string(),
                                           endpoint.port(), fault.message()));
    port_ = acceptor_.local_endpoint().port();
  }

  Async<void> accept() {
    while (!connections_.stopping) {
      error_code fault;
      Socket socket(io_);
      co_await acceptor_.async_accept(socket, asio::redirect_error(as_async, fault));
      if (connections_.stopping) co_return;
      if (!fault) {
        welcome(std::move(socket));
        continue;
      }
      spdlog::warn("a connection could not be accepted: {}", fault.message());
      Timer pause(io_, pause_after_fault);
      co_await pause.async_wait(asio::redirect_error(as_async, fault));
    }
  }

  void welcome(Socket socket) {
    if (connections_.sessions.size() >= connections_.limits.connections_max + turned_away_max) return;
    error_code ignored, gone;
    const auto endpoint = socket.remote_endpoint(gone);
    if (gone) return;
    const std::string text = endpoint.address().to_string(), peer = read_address(text).value_or(text);
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket.non_blocking(true, ignored);
    const auto session =
        std::make_shared<Session>(std::move(socket), connections_, peer);  // shared with its coroutine, which ends it
    // A proxy that we trust stands for many, who have shares of their own.
    const bool proxy = contains(connections_.trusted_proxies, peer);
    const bool room = connections_.guests.welcome(*session, proxy ? Sharer{true, ""} : Sharer{false, network_of(peer)});
    if (!room && connections_.sessions.size() > connections_.guests.size() + turned_away_max) return;
    asio::co_spawn(io_, room ? session->run() : session->turn_away(),
                   [session](std::exception_ptr fault) { tell("a connection", fault); });
  }

  Async<void> look() {
    while (!connections_.stopping || !connections_.sessions.empty()) {
      error_code woken;
      looker_.expires_after(look_every);
      co_await looker_.async_wait(asio::redirect_error(as_async, woken));
      const Moment now = std::chrono::steady_clock::now();
      tell_time();
      for (Session* session : connections_.sessions) {
        session->look(now);
        if (connections_.stopping && now >= cut_at_) session->cut();
      }
    }
  }

  void tell_time() {
    const std::string date = date_line();
    if (connections_.fresh_head && connections_.fresh_head->ends_with(date)) return;
    connections_.fresh_head = std::make_shared<const std::string>(status_line(200) + date);
    connections_.same_head = std::make_shared<const std::string>(status_line(304) + date);
  }

  void leave_when_empty() {
    if (!connections_.stopping || !connections_.sessions.empty()) return;
    looker_.cancel();
    stay_.reset();
  }

  // Writer thread. However many commits, one wake-up is under way at a time.
  void wake_streams() {
    if (connections_.streams == 0 || waking_.exchange(true)) return;
    asio::post(io_, [this] {
      waking_ = false;
      ++connections_.wakes;
      for (Session* session : connections_.sessions) session->wake();
    });
  }

  asio::io_context io_{1};
  asio::executor_work_guard<Executor> stay_{io_.get_executor()};  // until nobody waits for an answer any more
  Acceptor acceptor_{io_};
  Timer looker_{io_};
  std::atomic<bool> waking_{false};
  std::uint16_t port_ = 0;
  Moment cut_at_ = Moment::max();
  Feed& feed_;
  Application application_;
  Connections connections_;
};

Server::Server(Parts parts, const std::string& address, std::uint16_t port)
    : inside_(std::make_unique<Inside>(std::move(parts), address, port)) {}
Server::~Server() = default;

std::uint16_t Server::port() const { return inside_->port(); }
void Server::run() { inside_->run(); }
void Server::stop() { inside_->stop(); }

}  // namespace api
