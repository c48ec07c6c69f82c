// Faults at system calls of a program, injected by strace: killed in the middle of one, or told that it failed. And
// what strace writes down of the calls that a program makes.
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

// What stands before the words of a program that is to run with this fault; strace writes down in `log` whether it
// came. The process is the program's.
std::vector<std::string> with_fault(const Fault& fault, const std::string& log);
bool fault_came(const std::string& log);

// Runs a program with one fault.
Faulted run_with(const Fault& fault, const std::vector<std::string>& words,
                 const std::vector<std::string>& environment = {});

// A call that a program made: its arguments as strace writes them, with all texts in hexadecimals.
struct Call {
  std::string thread, name, arguments, result;
  bool failed() const { return result.empty() || result.front() == '-' || result.front() == '?'; }
  std::vector<std::string> texts() const;  // what stands in quotes
  int handle() const;                      // the first argument, if it is an open file
  std::string file() const;                // which one it is, or what is opened or moved
};

// What stands before the words of a program whose calls are to be written down, each with all that it writes.
std::vector<std::string> written_down(const std::string& calls, const std::string& log);
// In the order in which they came to their ends; strace has written all of them down.
std::vector<Call> calls_in(const std::string& log);

}  // namespace outside
