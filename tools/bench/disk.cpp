// The yardstick of everything that writes: how often this disk takes 4 KB at the end of a file and says that it has
// them.
#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

#include <fmt/format.h>

#include "tools/bench/figures.hpp"

namespace bench {

void disk(const DiskOptions& options) {
  const std::string file = options.folder + "/yardstick";
  const int handle = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (handle < 0) throw std::runtime_error("cannot write in " + options.folder);
  const std::string block(4096, 'x');
  std::vector<double> took;
  const Instant start = now();
  while (seconds_since(start) < options.seconds) {
    const Instant before = now();
    if (::write(handle, block.data(), block.size()) != static_cast<ssize_t>(block.size()) || ::fdatasync(handle) != 0)
      throw std::runtime_error("cannot write " + file);
    took.push_back(seconds_since(before) * 1e6);
  }
  const double rate = static_cast<double>(took.size()) / seconds_since(start);
  ::close(handle);
  ::unlink(file.c_str());
  fmt::print("{{\"per_second\": {:.0f}, \"p50_us\": {:.1f}, \"p99_us\": {:.1f}}}\n", rate, percentile(took, 0.5),
             percentile(took, 0.99));
}

}  // namespace bench
