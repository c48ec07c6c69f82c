// The days of a record in their order, with what each says; and the doubts that come up on the way.
#pragma once

#include "workflows/sec/historic/bring_in.hpp"
#include "workflows/sec/modification/anytime/past.hpp"

namespace sec::historic {

// The doubts of one record.
class Doubts {
 public:
  Doubts(Brought& brought) : brought_(brought) {}
  void add(DoubtKind kind, std::string field, std::string found, std::string done) {
    brought_.doubts.push_back({kind, brought_.record, std::move(field), std::move(found), std::move(done)});
  }

 private:
  Brought& brought_;
};

struct Timeline {
  std::vector<KnownDay> days;      // in their order
  std::optional<Date> raised_on;   // when nothing contradicts it
  std::optional<Date> planned_on;  // of an implementation that has not been yet
  std::string ends_in;             // the state that its last day puts it in; empty: no day does
  bool implementation_doubtful = false;
};
Timeline timeline_of(const SourceRecord& record, Date read_on, const engine::Calendar& calendar, Doubts& doubts);

}  // namespace sec::historic
