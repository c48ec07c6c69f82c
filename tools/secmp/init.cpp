// `secmp init`: makes a data folder, with a simulated clock if it is given a start.
#include <iostream>

#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"

namespace secmp {

int init(const InitOptions& options) {
  std::optional<engine::Time> start;
  if (!options.clock_start.empty()) {
    start = engine::read_time(options.clock_start);
    if (!start) throw store::Refusal("--clock-start must be " + std::string(engine::written_instant));
  }
  found(options.data, start);
  std::cout << "made " << options.data << (start ? ", with a simulated clock at " + engine::to_text(*start) : "")
            << '\n';
  return 0;
}

}  // namespace secmp
