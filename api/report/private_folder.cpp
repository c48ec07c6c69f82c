// mkdtemp and what goes with it: files in, files out, everything removed at the end.
#include "api/report/private_folder.hpp"

#include <stdlib.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace api::report {

PrivateFolder::PrivateFolder() {
  auto name = (std::filesystem::temp_directory_path() / "secmp-paper-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)  // 0700, as POSIX has it
    throw std::system_error(errno, std::generic_category(), "cannot make a folder like " + name);
  path_ = name;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void PrivateFolder::write(const std::string& name, std::string_view bytes) const {
  std::ofstream out(path_ / name, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::system_error(EIO, std::generic_category(), "cannot write " + (path_ / name).string());
}

std::string PrivateFolder::read(const std::string& name) const {
  std::ifstream in(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace api::report
