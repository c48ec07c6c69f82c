// Why a data folder cannot be used, in one line for the person at the terminal. It is not for faults of ours.
#pragma once

#include <stdexcept>

namespace store {

struct Refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace store
