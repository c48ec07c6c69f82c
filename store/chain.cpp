// Writes the canonical row of an entry and hashes it with the hash of the entry before.
#include "store/chain.hpp"

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"

namespace store {

std::string canonical(const engine::Entry& entry) {
  std::string row = "[";
  row.reserve(entry.event.body.size() * 5 / 4 + 256);
  const auto text = [&row](std::string_view value) {
    row += ',';
    engine::append_quoted(row, value);
  };
  const auto number = [&row](std::int64_t value) { row += ',' + std::to_string(value); };
  row += std::to_string(entry.seq);
  text(entry.case_id);
  number(entry.version);
  text(entry.workflow);
  text(entry.event.type);
  text(entry.event.body);
  text(entry.event.from);
  text(entry.event.to);
  text(engine::to_text(entry.effective_on));
  number(entry.at.time_since_epoch().count());
  text(entry.by.id);
  text(entry.by.role);
  text(entry.request_id);
  row += ']';
  return row;
}

}  // namespace store
