// A request while it arrives: Beast's parser with a body of our own, and what is read of it. Only session.cpp includes
// this.
#pragma once

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/parser.hpp>

#include "api/http/message.hpp"
#include "api/http/parts.hpp"

namespace api {

namespace http = boost::beast::http;

// A body as text. No memory is asked for before the bytes are there, however long a client says that it will be; and
// what comes with a GET, and means nothing, is not kept.
struct TextBody {
  using value_type = std::string;

  class reader {
   public:
    template <bool request, class Fields>
    reader(http::header<request, Fields>& header, value_type& body) {
      if constexpr (request) kept_ = header.method() == http::verb::post ? &body : nullptr;
    }
    void init(const boost::optional<std::uint64_t>&, boost::system::error_code& fault) { fault = {}; }
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
    value_type* kept_ = nullptr;
  };
};

using Parser = http::request_parser<TextBody>;

// What is wrong with bytes that are no request.
std::pair<std::string_view, std::string> problem_of(const boost::system::error_code& fault, const Limits& limits);

// The request without its body; header names in lower case, each line for itself.
Request head_of(const Parser& parser);

}  // namespace api
