// What a library of Boost takes for impossible becomes an exception, as every other fault: whoever sends what sets it
// off loses a connection by it, and nobody else the program.
#include <fmt/format.h>
#include <boost/assert.hpp>

#include <stdexcept>

namespace boost {

void assertion_failed(const char* what, const char* where, const char* file, long line) {
  throw std::logic_error(fmt::format("{} does not hold in {} ({}:{})", what, where, file, line));
}

void assertion_failed_msg(const char* what, const char* why, const char* where, const char* file, long line) {
  throw std::logic_error(fmt::format("{} does not hold in {} ({}:{}): {}", what, where, file, line, why));
}

}  // namespace boost
