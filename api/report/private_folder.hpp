// A folder among the temporary files that nobody else can look into, removed with everything in it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace api::report {

class PrivateFolder {
 public:
  PrivateFolder();  // throws std::system_error: there is no room for it
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, std::string_view bytes) const;  // throws std::system_error
  std::string read(const std::string& name) const;                    // "": there is no such file

 private:
  std::filesystem::path path_;
};

}  // namespace api::report
