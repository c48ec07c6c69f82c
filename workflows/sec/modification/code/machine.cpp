// Runs the table of rows by Boost.MSM; no other file of the program includes it.
#include "engine/machine.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

namespace {
struct Rules {
  using Initial = New;
  using States = sec::States;
  using Rows = sec::Rows;
};
}  // namespace

std::optional<engine::Event> decide_by_machine(const engine::AnyLook& look, const std::vector<engine::RowCode>& code,
                                               const engine::RowSet& rows, const engine::Asked& asked) {
  return engine::Machine<Rules>::decide(look, code, rows, asked);
}

}  // namespace sec
