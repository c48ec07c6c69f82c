// A server at work, and everything that it acknowledged: documents that are attached one after the other, a second
// modification, moves of a simulated clock; and whether all of it is there when the next server starts.
#pragma once

#include "tests/system/client.hpp"
#include "tests/system/deeds.hpp"

namespace outside {

class BusyServer {
 public:
  BusyServer();  // a founded folder, and who may work in it

  const Place& beginning() const { return beginning_; }

  // What was acknowledged, answer by answer. A read acknowledges nothing.
  struct Done {
    enum class What { read, document, raised, clock } what = What::read;
    std::string value;
  };
  struct Day {
    std::vector<Done> done;
    bool unanswered = false;  // the connection broke
    bool refused = false;     // with 503: the disk takes no more
  };
  Day work(Server& server) const;
  bool answers_reads(Server& server) const;

  // Starts the next server, looks for all of that, and sends again what was not acknowledged.
  void is_all_there(const Place& at, const std::vector<Done>& done) const;

 private:
  Answer attach(Client& client, int document) const;
  void documents_are_there_once(Client& client, int acknowledged) const;

  const Place beginning_;
  std::string manager_, analyst_, operator_;
};

}  // namespace outside
