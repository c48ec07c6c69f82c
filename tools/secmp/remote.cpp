// Boost.Beast without threads of its own: a connection that is opened anew when it has gone.
#include "tools/secmp/remote.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "store/connection.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/site_address.hpp"

namespace secmp {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Dom = nlohmann::json;

namespace {

constexpr auto patience = std::chrono::minutes(2);  // a batch waits its turn behind other writers
constexpr std::size_t answer_bytes_max = 256u << 20;

SiteAddress read_address(const std::string& url) {
  const auto read = read_site_address(url);
  if (!read)
    throw BadFile("--server is '" + url +
                  "', which is no address like https://register.example.org (a port is a number from 1 to 65535)");
  return *read;
}

// Why there is no answer, and what may help.
std::string sentence(const std::string& url, bool secure, const beast::error_code& code) {
  if (secure && code.category() == asio::error::get_ssl_category()) {
    const auto why = code.message();
    if (why.find("certificate") != std::string::npos)
      return url + " has a certificate that this machine does not trust: " + why;
    return url + " does not speak TLS (" + why + "): is it http:// there?";
  }
  if (!secure && code.category() == beast::error_code(http::error::bad_version).category())
    return url + " answers with no HTTP (" + code.message() + "): is it https:// there?";
  return url + " does not answer: " + code.message();
}

}  // namespace

class Remote::Line {
 public:
  explicit Line(const std::string& url) : url_(url), address_(read_address(url)), tls_(asio::ssl::context::tls_client) {
    tls_.set_default_verify_paths();
    tls_.set_verify_mode(asio::ssl::verify_peer);
  }

  RemoteAnswer ask(const RemoteRequest& request) {
    http::request<http::string_body> message(http::string_to_verb(request.method), address_.path + request.path, 11);
    message.set(http::field::host, address_.host + ":" + address_.port);
    message.set(http::field::accept, "application/json");
    if (!request.token.empty()) message.set(http::field::authorization, "Bearer " + request.token);
    if (!request.key.empty()) message.set("Idempotency-Key", request.key);
    if (request.method == "POST") message.set(http::field::content_type, "application/json");
    message.body() = request.body;
    message.prepare_payload();
    try {
      return address_.secure ? over_tls(message) : over_tcp(message);
    } catch (const boost::system::system_error& fault) {
      throw store::Refusal(sentence(url_, address_.secure, fault.code()));
    }
  }

 private:
  // One connection a request: a script waits for the server's disk, not for this.
  RemoteAnswer over_tcp(const http::request<http::string_body>& message) {
    beast::tcp_stream stream(io_);
    connect(stream);
    auto answer = exchange(stream, message);
    beast::error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    return answer;
  }

  RemoteAnswer over_tls(const http::request<http::string_body>& message) {
    asio::ssl::stream<beast::tcp_stream> stream(io_, tls_);
    stream.set_verify_callback(asio::ssl::host_name_verification(address_.host));
    SSL_set_tlsext_host_name(stream.native_handle(), address_.host.c_str());
    connect(beast::get_lowest_layer(stream));
    stream.handshake(asio::ssl::stream_base::client);
    return exchange(stream, message);
  }

  void connect(beast::tcp_stream& stream) {
    auto host = address_.host;
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    asio::ip::tcp::resolver resolver(io_);
    stream.connect(resolver.resolve(host, address_.port));
    // Synchronous calls know no timeout of Beast's: the system's own.
    const timeval longest{std::chrono::seconds(patience).count(), 0};
    ::setsockopt(stream.socket().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    ::setsockopt(stream.socket().native_handle(), SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
  }

  template <class Stream>
  static RemoteAnswer exchange(Stream& stream, const http::request<http::string_body>& message) {
    http::write(stream, message);
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(answer_bytes_max);
    http::read(stream, buffer, parser);
    const auto& response = parser.get();
    RemoteAnswer answer{static_cast<int>(response.result_int()), std::string(response[http::field::etag]),
                        std::string(response[http::field::location]), response["Idempotency-Replayed"] == "true",
                        Dom::parse(response.body(), nullptr, false)};
    if (answer.body.is_discarded()) answer.body = nullptr;
    return answer;
  }

  const std::string url_;
  const SiteAddress address_;
  asio::io_context io_;
  asio::ssl::context tls_;
};

Remote::Remote(const std::string& url) : line_(std::make_unique<Line>(url)) {}
Remote::~Remote() = default;
RemoteAnswer Remote::ask(const RemoteRequest& request) { return line_->ask(request); }

}  // namespace secmp
