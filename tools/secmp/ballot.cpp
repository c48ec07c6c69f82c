// The record of a vote, counted again from its bytes alone.
#include <fstream>
#include <iostream>
#include <iterator>

#include "engine/ballot_bundle.hpp"
#include "store/folder.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/commands.hpp"

namespace secmp {

int ballot_verify(const BallotOptions& options) {
  std::ifstream in(options.file, std::ios::binary);
  if (!in) throw BadFile("cannot read " + options.file);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto fault = engine::fault_in_bundle(bytes);
  std::cout << options.file << ": " << fault.value_or("holds") << '\n';
  return fault ? 1 : 0;
}

}  // namespace secmp
