// Running a program that we did not write, at arm's length.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace api::report {

// Where programs are looked for and what they may take.
struct Programs {
  std::string path = search_path();                // folders, with colons between them, as PATH has them
  std::chrono::milliseconds limit{60'000};         // of the clock on the wall; and as much of a processor
  std::size_t memory_max = std::size_t{3} << 30U;  // bytes of address space

  static std::string search_path();  // PATH of the environment, else /usr/local/bin:/usr/bin:/bin
};

struct Ended {
  enum class How { well, missing, late, failed };
  How how;
  std::string said;  // the end of what it wrote to its standard output and error
};

struct ProgramRun {
  std::vector<std::string> command;      // the name of the program, and its arguments
  const std::filesystem::path& folder;   // where it runs, and all that it is given
  std::vector<std::string> environment;  // NAME=VALUE, beside what every program gets
};

// Runs the program and waits for it. It gets PATH, HOME and TMPDIR (the folder) and a UTF-8 locale; its input is empty.
// At the limit it and all that it has started are killed. No shell has a part in it. Any thread.
Ended run(const ProgramRun& wanted, const Programs& programs);

// Kills what runs now; who waits for it hears that it failed. Any thread.
void end_programs();

}  // namespace api::report
