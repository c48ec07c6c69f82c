// The history of cases as an event log for process mining: XES, IEEE 1849-2016. A case is a trace, an event is an
// event; what its body says stays here, except which milestone an older register told of: that is its name, and the
// attribute "imported" is on it.
#pragma once

#include <ostream>

#include "engine/types.hpp"

namespace secmp {

struct XesTrace {
  std::string reference, title;  // the title may be empty
  std::string workflow;
};

// Writes each trace and event at once, keeping nothing: the log ends with this.
class XesWriter {
 public:
  explicit XesWriter(std::ostream& out);
  ~XesWriter();
  XesWriter(const XesWriter&) = delete;
  XesWriter& operator=(const XesWriter&) = delete;

  // The entries of one case that the readers of the log may see, oldest first. time:timestamp is the instant at which
  // an event was recorded if that is on the day on which it took effect, else noon of that day in London; it never
  // goes back within a trace. The attribute "timestamp_basis" says which, "recorded_timestamp" has the other one.
  void trace(const XesTrace& of, const std::vector<engine::Entry>& entries);

 private:
  std::ostream& out_;
};

}  // namespace secmp
