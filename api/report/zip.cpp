// Writes the local headers and the directory of a ZIP file, nothing compressed.
#include "api/report/zip.hpp"

#include <zlib.h>

#include <cstdint>

namespace api::report {
namespace {

constexpr std::uint32_t file_mark = 0x04034B50, entry_mark = 0x02014B50, end_mark = 0x06054B50;
constexpr std::uint16_t version = 20, stored = 0, midnight = 0, first_day = 0x21;

void append(std::string& out, std::uint32_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xFFU);
}

// What the file itself and its entry in the directory both say.
void append_facts(std::string& out, const std::pair<std::string, std::string>& file) {
  const auto& [name, bytes] = file;
  const auto sum = ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  for (const auto half : {version, std::uint16_t{0}, stored, midnight, first_day}) append(out, half, 2);
  append(out, static_cast<std::uint32_t>(sum), 4);
  append(out, static_cast<std::uint32_t>(bytes.size()), 4);
  append(out, static_cast<std::uint32_t>(bytes.size()), 4);
  append(out, static_cast<std::uint32_t>(name.size()), 2);
  append(out, 0, 2);
}

}  // namespace

std::string zip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out, directory;
  for (const auto& file : files) {
    append(directory, entry_mark, 4);
    append(directory, version, 2);
    append_facts(directory, file);
    append(directory, 0, 6);  // no comment, disk 0, no attributes of its own
    append(directory, 0, 4);
    append(directory, static_cast<std::uint32_t>(out.size()), 4);
    directory += file.first;
    append(out, file_mark, 4);
    append_facts(out, file);
    out += file.first + file.second;
  }
  const auto at = static_cast<std::uint32_t>(out.size());
  out += directory;
  append(out, end_mark, 4);
  append(out, 0, 4);
  append(out, static_cast<std::uint32_t>(files.size()), 2);
  append(out, static_cast<std::uint32_t>(files.size()), 2);
  append(out, static_cast<std::uint32_t>(directory.size()), 4);
  append(out, at, 4);
  append(out, 0, 2);
  return out;
}

}  // namespace api::report
