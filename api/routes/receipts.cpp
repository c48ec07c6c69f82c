// Reads the journal on from where it was read last.
#include "api/routes/receipts.hpp"

#include "api/http/problem.hpp"
#include "engine/json_node.hpp"

namespace api {

namespace {
constexpr int receipts_at_once = 1000;
constexpr std::size_t receipt_digits = 64;

std::string receipt_in(const engine::Json& body) {
  if (body.find(R"("receipt":)") == std::string::npos) return "";
  std::string receipt;
  if (engine::JsonNode whole; engine::JsonNode::read(body, whole))
    whole.each_field([&](std::string_view name, const engine::JsonNode& value) {
      if (name == "receipt") receipt = value.json();
    });
  return receipt.size() == receipt_digits + 2 ? receipt.substr(1, receipt_digits) : "";
}
}  // namespace

std::optional<std::string> Receipts::case_of(const std::string& receipt) {
  if (receipt.size() != receipt_digits) return std::nullopt;
  const std::unique_lock hold(mutex_, std::try_to_lock);
  if (!hold) throw Problem("busy", "receipts are being read").header("Retry-After", "1");
  read_on();
  const auto found = cases_.find(receipt);
  return found == cases_.end() ? std::nullopt : std::optional(found->second);
}

void Receipts::read_on() {
  for (;;) {
    const auto entries = reader_.journal(seen_, receipts_at_once);
    for (const engine::Entry& entry : entries) {
      if (std::string receipt = receipt_in(entry.event.body); !receipt.empty())
        cases_.insert_or_assign(std::move(receipt), entry.case_id);
      seen_ = entry.seq;
    }
    if (std::ssize(entries) < receipts_at_once) return;
  }
}

}  // namespace api
