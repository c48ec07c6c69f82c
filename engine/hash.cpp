// Hashes by OpenSSL: SHA-256 of texts, written as hexadecimal digits.
#include "engine/hash.hpp"

#include <openssl/evp.h>

#include <stdexcept>

#include "engine/text.hpp"

namespace engine {
namespace {

void must(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL failed");
}

}  // namespace

Sha256::Sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
  must(algorithm_ != nullptr && context_ != nullptr ? 1 : 0);
}

Sha256::~Sha256() {
  EVP_MD_CTX_free(context_);
  EVP_MD_free(algorithm_);
}

Hash Sha256::of(std::string_view first, std::string_view second) {
  begin();
  take(first);
  take(second);
  return end();
}

void Sha256::begin() { must(EVP_DigestInit_ex2(context_, algorithm_, nullptr)); }
void Sha256::take(std::string_view bytes) { must(EVP_DigestUpdate(context_, bytes.data(), bytes.size())); }

Hash Sha256::end() {
  Hash hash;
  must(EVP_DigestFinal_ex(context_, hash.data(), nullptr));
  return hash;
}

std::string_view bytes_of(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string sha256_hex(std::string_view bytes) {
  thread_local Sha256 sha;
  return hex(bytes_of(sha.of(bytes)));
}

}  // namespace engine
