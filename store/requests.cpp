// Rows of the table `requests`, and the index of their keys.
#include "store/requests.hpp"

#include "store/rows.hpp"

namespace store {

Requests::Requests(Connection& connection) : connection_(connection) {
  auto rows = connection.prepare("SELECT number, key FROM requests ORDER BY number");
  while (rows.step()) {
    last_ = rows.number(0);
    numbers_[rows.number(1)] = last_;
  }
  if (last_ > request_number_max)
    throw damaged(connection.file(), "the table requests has a row with the number " + std::to_string(last_));
}

std::optional<engine::Outcome> Requests::find(std::string_view client, std::string_view request_id) {
  const auto asked = request_key(sha_, client, request_id);
  const auto known = numbers_.find(asked.key);
  if (known == numbers_.end()) return std::nullopt;
  auto row = connection_.prepare(
      "SELECT fingerprint, case_id, seq, refusal, brought, at, seal FROM requests"
      " WHERE number = ? AND key = ? AND rest = ?");
  if (!row.with(known->second, asked.key, asked.rest).step()) return std::nullopt;
  engine::Outcome found{row.text(0), row.text(1), row.number(2), row.text(3), static_cast<int>(row.number(4))};
  found.altered = row.number(6) != seal_of_request(sha_, asked, found, row.number(5));
  return found;
}

void Requests::remember(std::string_view client, std::string_view request_id, const engine::Outcome& outcome,
                        engine::Time at) {
  const auto asked = request_key(sha_, client, request_id);
  const auto [place, fresh] = numbers_.try_emplace(asked.key, last_ + 1);
  changed_.emplace_back(asked.key, fresh ? std::nullopt : std::optional(place->second));
  if (!fresh) connection_.prepare("DELETE FROM requests WHERE number = ?").with(place->second).run();
  place->second = ++last_;
  connection_
      .prepare(
          "INSERT INTO requests (number, key, rest, fingerprint, case_id, seq, at, refusal, brought, seal)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(last_, asked.key, asked.rest, outcome.fingerprint, outcome.case_id, outcome.seq, seconds_of(at),
            outcome.refusal, outcome.brought, seal_of_request(sha_, asked, outcome, seconds_of(at)))
      .run();
}

// The last one first: a key may have changed twice.
void Requests::undone() {
  for (auto one = changed_.rbegin(); one != changed_.rend(); ++one) {
    if (one->second) numbers_[one->first] = *one->second;
    else numbers_.erase(one->first);
  }
  changed_.clear();
}

// There need be no index by age for it.
void Requests::forget(engine::Time before, int looked_at_max) {
  auto rows = connection_.prepare("SELECT number, at, key FROM requests WHERE number > ? ORDER BY number LIMIT ?");
  rows.with(looked_at_, looked_at_max);
  std::vector<std::pair<Number, std::int64_t>> old;
  looked_at_ = 0;
  while (rows.step()) {
    looked_at_ = rows.number(0);
    if (rows.number(1) < seconds_of(before)) old.emplace_back(looked_at_, rows.number(2));
  }
  if (old.empty()) return;
  SQLite::Transaction all(connection_.database(), SQLite::TransactionBehavior::IMMEDIATE);
  for (const auto& one : old) connection_.prepare("DELETE FROM requests WHERE number = ?").with(one.first).run();
  all.commit();
  for (const auto& [number, key] : old)
    if (const auto known = numbers_.find(key); known != numbers_.end() && known->second == number)
      numbers_.erase(known);
}

}  // namespace store
