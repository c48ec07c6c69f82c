#include "workflows/sec/sec.hpp"

#include "workflows/sec/body/body.hpp"
#include "workflows/sec/packs.hpp"

namespace sec {

std::vector<std::unique_ptr<engine::Workflow>> workflows() {
  auto all = modification_packs();
  all.push_back(body::workflow());
  return all;
}

std::vector<engine::Command> founding() { return body::founding(); }

}  // namespace sec
