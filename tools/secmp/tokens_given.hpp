// The tokens that a command line gives for the roles of a script.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/types.hpp"

namespace secmp {

class TokensGiven {
 public:
  // "ROLE=TOKEN", "ROLE:SEAT=TOKEN", "ROLE=@FILE". Throws UsageError for what is none of these.
  explicit TokensGiven(const std::vector<std::string>& options);
  // Of the role, and of the seat if the sender has one. Empty: there is none.
  std::string of(const engine::Actor& sender) const;
  static std::string name_of(const engine::Actor& sender);  // "change-board-member:LS-1"

 private:
  std::map<std::string, std::string> all_;
};

}  // namespace secmp
