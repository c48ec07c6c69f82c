// SHA-256, and the text forms of bytes. No other algorithm is known here.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_st;
struct evp_md_ctx_st;

namespace store {

using Hash = std::array<unsigned char, 32>;

// Keeps the algorithm and the context: fetching them costs more than hashing an event. One thread.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Hash of(std::string_view bytes) { return of({}, bytes); }
  Hash of(std::string_view first, std::string_view second);  // of the two in a row

 private:
  evp_md_st* algorithm_;
  evp_md_ctx_st* context_;
};

std::string_view bytes_of(const Hash& hash);
std::optional<Hash> hash_from(std::string_view bytes);  // nothing unless it is 32 bytes

std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);  // without padding
std::optional<std::string> from_base64url(std::string_view text);
std::string random_bytes(std::size_t count);

}  // namespace store
