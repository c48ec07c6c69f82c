// Faults at system calls of a program, injected by strace: killed in the middle of one, or told that it failed.
#pragma once

#include "tests/system/program.hpp"

namespace outside {

// Whether there can be faults here; if not, the test says that it is skipped.
bool has_strace();

struct Fault {
  std::string call;  // "rename"; or several, "write,writev", each counted by itself
  std::string what;  // "signal=KILL", "error=EIO"
  int nth = 1;       // of the calls that one thread makes
};

struct Faulted {
  Ended end;
  bool came = false;  // false: it made fewer of these calls, and ran as always
};

// Runs a program with one fault.
Faulted run_with(const Fault& fault, const std::vector<std::string>& words);

}  // namespace outside
