// A folder among the temporary files that nobody else can look into, removed with everything in it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace api::report {

// It is locked as long as its process lives, by which the next start knows what a killed one has left.
class PrivateFolder {
 public:
  // `what` is in its name. Throws std::system_error: there is no room for it.
  explicit PrivateFolder(std::string_view what = "paper");
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, std::string_view bytes) const;  // throws std::system_error
  std::string read(const std::string& name) const;                    // "": there is no such file

  // Removes those that processes of ours have left which ended without removing them; how many.
  static int take_away_left();

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};
}  // namespace api::report
