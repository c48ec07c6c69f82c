// Any bytes as the record of a ballot: a stranger's file has a sentence, however it is nested, and none holds that has
// been touched. Every hash in the input is made anew, as who forges one would, so that what comes after the hashes is
// tried.
#include <nlohmann/json.hpp>

#include "engine/ballot_bundle.hpp"
#include "engine/hash.hpp"
#include "engine/text.hpp"
#include "tests/fuzz/holds.hpp"

namespace {
using Ordered = nlohmann::ordered_json;
using fuzz::holds;

// Copying JSON, and writing it, follows its nesting: what is deeper stays as it is.
bool is_deep(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > 32) return true;
  }
  return false;
}

std::string wrapped(std::string_view ballot) {
  return R"({"sha256":")" + engine::sha256_hex(ballot) + R"(","ballot":)" + std::string(ballot) + "}\n";
}

void hash_anew(Ordered& ballot) {
  if (!ballot.is_object() || !ballot.contains("frozen")) return;
  const auto roll_hash = engine::sha256_hex(ballot["frozen"].dump());
  if (ballot.contains("roll_hash")) ballot["roll_hash"] = roll_hash;
  if (!ballot.contains("votes") || !ballot["votes"].is_array()) return;
  for (auto& one : ballot["votes"]) {
    if (!one.is_object() || !one.contains("vote") || !one["vote"].is_object()) continue;
    if (one["vote"].contains("roll_hash")) one["vote"]["roll_hash"] = roll_hash;
    if (one.contains("receipt")) one["receipt"] = engine::sha256_hex(one["vote"].dump());
  }
}

// The ballot of an input that is a whole bundle, or the input itself.
std::string forged(std::string_view input) {
  if (is_deep(input)) return wrapped(input);
  auto read = Ordered::parse(input, nullptr, false);
  if (read.is_discarded()) return wrapped(input);
  auto ballot = read.is_object() && read.contains("ballot") ? read["ballot"] : read;
  try {
    hash_anew(ballot);
    return wrapped(ballot.dump());
  } catch (const Ordered::exception&) {  // a text that is no UTF-8
    return wrapped(input);
  }
}

std::optional<std::string> fault_in(const std::string& bundle) {
  auto fault = engine::fault_in_bundle(bundle);
  if (fault) holds(fault->size() > 5 && engine::is_utf8(*fault), "a fault has a sentence", *fault);
  return fault;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes input(data, size);
  const std::size_t place = input.byte() * 256U + input.byte(), change = input.byte();
  const std::string as_it_is(input.rest());
  fault_in(as_it_is);
  auto bundle = forged(input.rest());
  if (fault_in(bundle) || change == 0) return 0;
  bundle[place % bundle.size()] = static_cast<char>(bundle[place % bundle.size()] ^ static_cast<char>(change));
  holds(fault_in(bundle).has_value(), "a record with a byte changed does not hold", bundle);
  return 0;
}
