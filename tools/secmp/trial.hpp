// A copy of a data folder to try things on; gone with this.
#pragma once

#include <filesystem>
#include <string>

namespace secmp {

class Trial {
 public:
  explicit Trial(const std::string& data);  // empty, when there is no such folder
  ~Trial();
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  std::string path() const { return path_.string(); }

 private:
  const std::filesystem::path path_;
};

}  // namespace secmp
