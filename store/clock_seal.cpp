// Seconds, a blank, and the first digits of a hash of them.
#include "store/clock_seal.hpp"

#include <charconv>

#include "store/digest.hpp"
#include "store/migrations.hpp"

namespace store {
namespace {

constexpr std::size_t seal_chars = 16;
constexpr std::string_view unsealed = " -";

}  // namespace

std::string sealed_clock(engine::Time stands) {
  const auto seconds = std::to_string(stands.time_since_epoch().count());
  Sha256 sha;
  return seconds + " " + hex(bytes_of(sha.of("clock ", seconds))).substr(0, seal_chars);
}

std::optional<engine::Time> clock_in(std::string_view sealed, int schema_version) {
  std::int64_t seconds = 0;
  const auto* end = sealed.data() + sealed.size();
  const auto read = std::from_chars(sealed.data(), end, seconds);
  if (read.ec != std::errc()) return std::nullopt;
  const engine::Time stands{std::chrono::seconds(seconds)};
  const auto bare = std::to_string(seconds);
  if (schema_version < first_version_with_seals && sealed == bare) return stands;
  return sealed == sealed_clock(stands) || sealed == bare + std::string(unsealed) ? std::optional(stands)
                                                                                  : std::nullopt;
}

}  // namespace store
