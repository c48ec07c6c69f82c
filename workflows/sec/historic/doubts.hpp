// The doubts of one record, as they come up.
#pragma once

#include "workflows/sec/historic/bring_in.hpp"

namespace sec::historic {

class Doubts {
 public:
  Doubts(Brought& brought) : brought_(brought) {}
  void add(DoubtKind kind, std::string field, std::string found, std::string done) {
    brought_.doubts.push_back({kind, brought_.record, std::move(field), std::move(found), std::move(done)});
  }

 private:
  Brought& brought_;
};

}  // namespace sec::historic
