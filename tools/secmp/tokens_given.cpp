// A token may stand in a file, since others can see a command line.
#include "tools/secmp/tokens_given.hpp"

#include <fstream>

#include "engine/text.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/commands.hpp"

namespace secmp {
namespace {

std::string read_token(const std::string& given) {
  if (!given.starts_with('@')) return given;
  std::ifstream in(given.substr(1));
  std::string token;
  if (!in || !std::getline(in, token)) throw BadFile("cannot read a token from " + given.substr(1));
  return std::string(engine::trimmed(token));
}

}  // namespace

TokensGiven::TokensGiven(const std::vector<std::string>& options) {
  for (const auto& option : options) {
    const auto equals = option.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == option.size())
      throw UsageError("--token takes ROLE=TOKEN, ROLE:SEAT=TOKEN or ROLE=@FILE");
    all_[option.substr(0, equals)] = read_token(option.substr(equals + 1));
  }
}

std::string TokensGiven::name_of(const engine::Actor& sender) {
  return sender.seat.empty() ? sender.role : sender.role + ":" + sender.seat;
}

std::string TokensGiven::of(const engine::Actor& sender) const {
  const auto found = all_.find(name_of(sender));
  return found == all_.end() ? "" : found->second;
}

}  // namespace secmp
