// SHA-256 (FIPS 180-4) and no other algorithm: for receipts, rolls, the chain of the journal and tokens.
#pragma once

#include <array>
#include <string>
#include <string_view>

struct evp_md_st;
struct evp_md_ctx_st;

namespace engine {

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

  // The same of what comes in portions; of() in between begins anew.
  void begin();
  void take(std::string_view bytes);
  Hash end();

 private:
  evp_md_st* algorithm_;
  evp_md_ctx_st* context_;
};

std::string_view bytes_of(const Hash& hash);
std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits; any thread

}  // namespace engine
