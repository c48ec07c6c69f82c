// The HTTP server: listens, answers, stops. One thread does the input and output, a few others do the reading.
#pragma once

#include <memory>

#include "api/http/parts.hpp"

namespace api {

class Server {
 public:
  // Listens from here on; port 0 takes a free one. Throws std::runtime_error with a sentence when the address is not
  // one, or is taken.
  Server(Parts parts, const std::string& address, std::uint16_t port);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  void run();   // serves on the calling thread; returns after stop(), when everything queued is answered
  void stop();  // any thread, more than once: accepts nobody new, answers what is queued, closes

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace api
