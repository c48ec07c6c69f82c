// A file named by whoever runs the program that cannot be read, written or understood.
#pragma once

#include <stdexcept>

namespace secmp {

// One line that says what is wrong with it, and in which line of the file.
struct BadFile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace secmp
