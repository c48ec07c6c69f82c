// A proxy in front of the server, as Debian has it: nginx or haproxy on a free port of the loopback.
#pragma once

#include "tests/system/program.hpp"

namespace outside {

class Proxy {
 public:
  enum class Kind { nginx, haproxy };
  // It is handed the socket that it listens on, so it need not be waited for.
  Proxy(Kind kind, std::uint16_t to);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  std::string nginx_configuration(std::uint16_t to) const;
  std::string haproxy_configuration(std::uint16_t to) const;
  [[noreturn]] void become_nginx() const;
  [[noreturn]] void become_haproxy() const;

  TempFolder folder_;
  int socket_;
  int process_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace outside
