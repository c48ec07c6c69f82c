// A request while it arrives: Beast's parser with a body of our own, and what is read of it. Only session.cpp includes
// this, and who tries it with any bytes at all.
#pragma once

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include "api/http/framing.hpp"
#include "api/http/message.hpp"
#include "api/http/parts.hpp"

namespace api {

namespace http = boost::beast::http;

// A body as text. No memory is asked for before the bytes are there, however long a client says that it will be; and
// what comes with a GET, and means nothing, is not kept.
struct TextBody {
  using value_type = std::string;

  // It is made before the header is there, so only init() knows the method.
  class reader {
   public:
    template <bool request, class Fields>
    reader(http::header<request, Fields>& header, value_type& body)
        : header_(&header), is_post_(&is_post<request, Fields>), body_(&body) {}
    void init(const boost::optional<std::uint64_t>&, boost::system::error_code& fault) {
      fault = {};
      kept_ = is_post_(header_) ? body_ : nullptr;
    }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::system::error_code& fault) {
      fault = {};
      std::size_t taken = 0;
      for (const auto one : boost::beast::buffers_range_ref(buffers)) {
        if (kept_) kept_->append(static_cast<const char*>(one.data()), one.size());
        taken += one.size();
      }
      return taken;
    }
    void finish(boost::system::error_code& fault) { fault = {}; }

   private:
    template <bool request, class Fields>
    static bool is_post(const void* header) {
      if constexpr (request)
        return static_cast<const http::header<true, Fields>*>(header)->method() == http::verb::post;
      return false;
    }

    const void* header_;
    bool (*is_post_)(const void*);
    value_type* body_;
    value_type* kept_ = nullptr;
  };
};

// Refuses control characters in the extensions of chunks, and folded lines after the last one, which Beast takes.
class Parser : public http::request_parser<TextBody> {
 public:
  Parser();
};

// Gives the parser what has come, and leaves in `came` what it did not take. What is wrong with it, if anything is.
std::optional<HeaderFault> take_in(Parser& parser, boost::beast::flat_buffer& came, const Limits& limits);
// The same for as long as the header is not whole.
std::optional<HeaderFault> take_in_header(Parser& parser, boost::beast::flat_buffer& came, const Limits& limits);

std::string body_too_large(std::size_t bytes_max);

// The request without its body; header names in lower case, each line for itself.
Request head_of(const Parser& parser);

}  // namespace api
