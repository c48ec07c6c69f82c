// One keep-alive connection of a load: what is sent waits for its answer, and nothing is copied more than it has to be.
#pragma once

#include <string>
#include <string_view>

namespace bench {

struct Answer {
  int status = 0;
  std::string etag;
};

class Connection {
 public:
  Connection(const std::string& address, int port);  // throws std::runtime_error
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int handle() const { return handle_; }
  void send(std::string_view text);
  // Reads what has come; true: an answer is whole, and in `answer`.
  bool receive(Answer& answer);
  Answer wait();  // until one is whole

 private:
  int handle_;
  std::string received_;
};

}  // namespace bench
