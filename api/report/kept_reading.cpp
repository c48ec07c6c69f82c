// Carries lists and steps on entry by entry.
#include "api/report/kept_reading.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace api::report {
namespace {

constexpr int carried_max = 256;          // entries: reading all anew costs about as much
// Of a list or a window that is longer nothing is kept: it would take memory that others need.
constexpr std::size_t listed_max = 5'000, steps_max = 5'000;

bool by_day(const engine::Entry& one, const engine::Entry& other) {
  return std::pair(one.effective_on, one.seq) < std::pair(other.effective_on, other.seq);
}

// What was read may know of it already.
void insert(std::vector<engine::Entry>& entries, const engine::Entry& entry) {
  const auto place = std::lower_bound(entries.begin(), entries.end(), entry, by_day);
  if (place == entries.end() || place->seq != entry.seq) entries.insert(place, entry);
}

std::string reference_in(const engine::Json& summary) { return nlohmann::json::parse(summary).value("ref", ""); }

}  // namespace

// Where it goes wrong, nothing half-done stays.
template <class Work>
auto KeptReading::carried_on(const Sources& now, Work work) {
  const std::scoped_lock hold(mutex_);
  try {
    carry_on(now);
    return work();
  } catch (...) {
    lists_.clear();
    steps_.clear();
    up_to_ = -1;
    throw;
  }
}

void KeptReading::carry_on(const Sources& now) {
  const bool anything = !lists_.empty() || !steps_.empty();
  const auto entries = anything ? now.reader.journal(up_to_, carried_max + 1) : std::vector<engine::Entry>();
  if (!anything || entries.size() > carried_max) {
    lists_.clear();
    steps_.clear();
    up_to_ = now.reader.last_seq();
    return;
  }
  for (const auto& entry : entries) take(now, entry);
  if (!entries.empty()) up_to_ = entries.back().seq;
}

void KeptReading::take(const Sources& now, const engine::Entry& entry) {
  const auto collection = now.workflows.get(entry.workflow).collection();
  if (const auto list = lists_.find(collection);
      list != lists_.end() && !stays_in_its_place(now, list->second, entry.case_id))
    lists_.erase(list);
  if (const auto steps = steps_.find(collection); steps != steps_.end() && entry.effective_on > steps->second.since)
    insert(steps->second.entries, entry);
}

// False: it has come, or has another reference, and the list is in another order.
bool KeptReading::stays_in_its_place(const Sources& now, List& list, const std::string& case_id) {
  const auto known = list.places.find(case_id);
  const auto current = now.find(case_id);
  if (known == list.places.end() || !current) return false;
  auto& one = list.items[known->second];
  if (one.seq >= current->seq) return true;
  auto listing = now.workflows.get(current->workflow).listing(*current);
  const auto& reference = listing.references.empty() ? case_id : listing.references.front();
  if (reference != reference_in(one.summary)) return false;
  one.seq = current->seq;
  one.summary = std::move(listing.summary);
  return true;
}

std::vector<engine::Listed> KeptReading::summaries(const Sources& now, std::string_view collection) {
  return carried_on(now, [&] {
    if (const auto known = lists_.find(collection); known != lists_.end()) return known->second.items;
    List list{now.reader.summaries(collection, {}), {}};
    if (list.items.size() > listed_max) return std::move(list.items);
    for (std::size_t i = 0; i < list.items.size(); ++i) list.places.emplace(list.items[i].case_id, i);
    return lists_.emplace(collection, std::move(list)).first->second.items;
  });
}

std::vector<engine::Entry> KeptReading::effective_after(const Sources& now, std::string_view collection,
                                                        engine::Date since) {
  return carried_on(now, [&] {
    if (const auto known = steps_.find(collection); known != steps_.end() && known->second.since == since)
      return known->second.entries;
    auto entries = now.reader.effective_between(collection, since, {});
    const bool keeps =
        entries.size() <= steps_max && !(steps_.contains(collection) && steps_.find(collection)->second.since > since);
    if (keeps) steps_.insert_or_assign(std::string(collection), Steps{since, entries});
    return entries;
  });
}

}  // namespace api::report
