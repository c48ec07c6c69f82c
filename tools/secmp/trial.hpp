// A copy of a data folder to try things on, that nobody else can look into; gone with this.
#pragma once

#include <string>

#include "api/report/private_folder.hpp"

namespace secmp {

class Trial {
 public:
  explicit Trial(const std::string& data);  // empty, when there is no such folder
  std::string path() const { return folder_.path().string(); }

 private:
  const api::report::PrivateFolder folder_;
};

}  // namespace secmp
