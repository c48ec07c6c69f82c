// Both say who the client is in X-Forwarded-For; everything else is as it is without being asked.
#include "tests/system/proxy.hpp"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace outside {

Proxy::Proxy(Kind kind, std::uint16_t to) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool listens = ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::listen(socket_, 64) == 0 &&
                       ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  if (!listens) throw std::runtime_error("no port is free for the proxy");
  port_ = ntohs(address.sin_port);
  const bool nginx = kind == Kind::nginx;
  write_file(folder_.at("conf"), nginx ? nginx_configuration(to) : haproxy_configuration(to));
  process_ = ::fork();
  if (process_ != 0) return;
  if (nginx) become_nginx();
  become_haproxy();
}

Proxy::~Proxy() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  ::close(socket_);
}

std::string Proxy::nginx_configuration(std::uint16_t to) const {
  std::string text = "daemon off; worker_processes 1; user root; error_log stderr crit; pid " + folder_.at("pid") +
                     ";\nevents {}\nhttp {\naccess_log off;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    text += std::string(kind) + "_temp_path " + folder_.at(kind) + ";\n";
  return text + "server { listen 127.0.0.1:" + std::to_string(port_) +
         "; location / { proxy_pass http://127.0.0.1:" + std::to_string(to) +
         "; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } }\n}\n";
}

std::string Proxy::haproxy_configuration(std::uint16_t to) const {
  return "defaults\n  mode http\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n"
         "  option forwardfor\nfrontend outside\n  bind fd@" +
         std::to_string(socket_) +
         "\n  default_backend inside\nbackend inside\n  server one 127.0.0.1:" + std::to_string(to) + "\n";
}

void Proxy::become_nginx() const {
  ::setenv("NGINX", (std::to_string(socket_) + ";").c_str(), 1);  // as when one nginx takes over from another
  const std::string conf = folder_.at("conf");
  ::execl("/usr/sbin/nginx", "nginx", "-e", "stderr", "-p", folder_.path().c_str(), "-c", conf.c_str(), nullptr);
  ::_exit(127);
}

void Proxy::become_haproxy() const {
  const std::string conf = folder_.at("conf");
  ::execl("/usr/sbin/haproxy", "haproxy", "-q", "-db", "-f", conf.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace outside
