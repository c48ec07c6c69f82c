// A batch keeps what it shall write until its commit; reads look there first.
#include "tests/support/memory_journal.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/text.hpp"

namespace toy {

using namespace engine;

namespace {

constexpr std::size_t changes_max = 1'000;

std::string text_of(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

bool fits(const nlohmann::json& summary, const std::string& case_id, const Filter& filter) {
  for (const auto& [field, wanted] : filter.equal)
    if (!summary.contains(field) || text_of(summary[field]) != wanted) return false;
  if (filter.text.empty() || (filter.found && std::ranges::count(*filter.found, case_id) > 0)) return true;
  return std::any_of(summary.begin(), summary.end(), [&](const auto& value) {
    return value.is_string() && lower(text_of(value)).find(lower(filter.text)) != std::string::npos;
  });
}

}  // namespace

// Everything is written in commit(); destroyed before, it leaves no trace.
class MemoryBatch final : public Batch {
 public:
  explicit MemoryBatch(MemoryJournal& journal) : journal_(journal) {}

  std::optional<std::string> case_of(std::string_view collection, std::string_view reference) override {
    journal_.pass(Point::case_of);
    const auto own = by_reference_.find({std::string(collection), lower(reference)});
    return own == by_reference_.end() ? journal_.case_of(collection, reference) : own->second;
  }
  std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) override {
    auto found = journal_.cases_alike(collection, likeness);
    for (const auto& change : changes_) {
      const auto& own = change.after.likenesses;
      if (change.collection == collection && std::find(own.begin(), own.end(), likeness) != own.end() &&
          std::find(found.begin(), found.end(), change.entry.case_id) == found.end())
        found.push_back(change.entry.case_id);
    }
    return found;
  }
  std::optional<std::string> highest_likeness(std::string_view collection, std::string_view above,
                                              std::string_view up_to) override {
    std::optional<std::string> highest;
    const auto look_at = [&](const std::string& one) {
      if (one > above && one <= up_to && (!highest || one > *highest)) highest = one;
    };
    for (const auto& change : changes_)
      if (change.collection == collection)
        for (const auto& one : change.after.likenesses) look_at(one);
    std::lock_guard lock(journal_.mutex_);
    for (const auto& [key, ids] : journal_.by_likeness_)
      if (key.first == collection) look_at(key.second);
    return highest;
  }
  std::vector<Entry> entries(std::string_view case_id) override {
    journal_.pass(Point::entries);
    auto all = journal_.entries(case_id, {});
    for (const auto& change : changes_)
      if (change.entry.case_id == case_id) all.push_back(change.entry);
    return all;
  }
  int last_number(std::string_view series) override {
    journal_.pass(Point::last_number);
    std::lock_guard lock(journal_.mutex_);
    const auto found = journal_.last_number_.find(series);
    int last = found == journal_.last_number_.end() ? 0 : found->second;
    const auto own = last_number_.find(series);
    return own == last_number_.end() ? last : std::max(last, own->second);
  }
  std::vector<std::string> cases_mentioning(std::string_view reference) override {
    std::map<std::string, bool> found;  // by id: whether it does
    const auto mentions = [&](const std::vector<std::string>& all) {
      return std::any_of(all.begin(), all.end(), [&](const auto& one) { return lower(one) == lower(reference); });
    };
    {
      std::lock_guard lock(journal_.mutex_);
      for (const auto& [id, row] : journal_.rows_) found[id] = mentions(row.mentions);
    }
    for (const auto& change : changes_) found[change.entry.case_id] = mentions(change.after.mentions);
    std::vector<std::string> ids;
    for (const auto& [id, does] : found)
      if (does) ids.push_back(id);
    return ids;
  }
  std::vector<std::string> cases_with_deadlines(Time after) override {
    std::map<std::string, bool> found;  // by id: whether it has one
    {
      std::lock_guard lock(journal_.mutex_);
      for (const auto& [due, case_id, name] : journal_.due_) found[case_id] |= due > after;
    }
    for (const auto& change : changes_) {
      if (!change.deadlines_changed) continue;
      const auto& all = change.after.deadlines;
      found[change.entry.case_id] =
          std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.due > after; });
    }
    std::vector<std::string> ids;
    for (const auto& [id, has_one] : found)
      if (has_one) ids.push_back(id);
    return ids;
  }
  std::optional<Outcome> outcome_of(std::string_view client, std::string_view request_id) override {
    journal_.pass(Point::outcome_of);
    const std::pair key{std::string(client), std::string(request_id)};
    if (const auto own = outcomes_.find(key); own != outcomes_.end()) return own->second;
    std::lock_guard lock(journal_.mutex_);
    const auto found = journal_.outcomes_.find(key);
    return found == journal_.outcomes_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<Entry> entry(std::int64_t seq) override {
    journal_.pass(Point::entry);
    for (const auto& change : changes_)
      if (change.entry.seq == seq) return change.entry;
    const auto found = journal_.journal(seq - 1, 1);
    return found.empty() ? std::nullopt : std::optional(found.front());
  }
  void append(Change& change, std::string_view fingerprint) override {
    journal_.pass(Point::append);
    change.entry.seq = journal_.last_seq() + std::ssize(changes_) + 1;
    changes_.push_back(change);
    for (const auto& own : change.after.references)
      by_reference_[{change.collection, lower(own)}] = change.entry.case_id;
    auto& last = last_number_[change.after.series];
    last = std::max(last, change.after.number);
    const auto& entry = change.entry;
    if (!entry.request_id.empty())
      outcomes_[{entry.by.id, entry.request_id}] = {std::string(fingerprint), entry.case_id, entry.seq, "",
                                                    change.brought};
  }
  void remember_refusal(const Command& command, std::string_view case_id, const Json& refusal, Time) override {
    journal_.pass(Point::remember);
    outcomes_[{command.by.id, command.request_id}] = {command.fingerprint, std::string(case_id), 0, refusal};
  }
  void commit() override {
    journal_.pass(Point::commit);
    std::function<void()> hook;
    {
      std::lock_guard lock(journal_.mutex_);
      hook = journal_.before_commit_;
    }
    if (hook) hook();
    std::lock_guard lock(journal_.mutex_);
    for (const auto& change : changes_) journal_.write(change);
    for (const auto& [key, outcome] : outcomes_) journal_.outcomes_[key] = outcome;
    ++journal_.commits_;
  }

 private:
  MemoryJournal& journal_;
  std::vector<Change> changes_;
  std::map<std::pair<std::string, std::string>, std::string> by_reference_;  // of changes_, as the one below
  std::map<std::string, int, std::less<>> last_number_;
  std::map<std::pair<std::string, std::string>, Outcome> outcomes_;
};

std::unique_ptr<Batch> MemoryJournal::begin() {
  pass(Point::begin);
  return std::make_unique<MemoryBatch>(*this);
}

void MemoryJournal::idle(Time) {
  pass(Point::idle);
  std::lock_guard lock(mutex_);
  ++idles_;
}

void MemoryJournal::pass(Point point) const {
  std::lock_guard lock(mutex_);
  if (failing_.erase(point) > 0) throw std::runtime_error("the disk is on fire");
}

void MemoryJournal::write(const Change& change) {
  const auto& entry = change.entry;
  auto& row = rows_[entry.case_id];
  row.collection = change.collection;
  row.entries.push_back(entry);
  row.versions.push_back({change.after.summary, entry.effective_on, entry.at, change.after.place});
  if (change.references_changed) {
    for (const auto& reference : row.references) by_reference_.erase({row.collection, lower(reference)});
    row.references = change.after.references;
    for (const auto& reference : row.references) by_reference_[{row.collection, lower(reference)}] = entry.case_id;
    for (const auto& likeness : change.after.likenesses) by_likeness_[{row.collection, likeness}].insert(entry.case_id);
    auto& last = last_number_[change.after.series];
    last = std::max(last, change.after.number);
  }
  row.mentions = change.after.mentions;
  if (change.deadlines_changed) write_deadlines(row, entry.case_id, change.after.deadlines);
  for (const auto& task : change.tasks_gone) row.tasks.erase(task);
  row.tasks.insert(change.tasks_new.begin(), change.tasks_new.end());
  journal_.push_back(entry);
  if (changes_.size() < changes_max) changes_.push_back(change);
}

void MemoryJournal::write_deadlines(Row& row, const std::string& case_id, const std::vector<Deadline>& deadlines) {
  for (const auto& one : row.deadlines) due_.erase({one.due, case_id, one.name});
  row.deadlines = deadlines;
  for (const auto& one : row.deadlines) due_.insert({one.due, case_id, one.name});
}

std::optional<std::string> MemoryJournal::case_of(std::string_view collection, std::string_view reference) const {
  std::lock_guard lock(mutex_);
  const auto found = by_reference_.find({std::string(collection), lower(reference)});
  return found == by_reference_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> MemoryJournal::cases_alike(std::string_view collection, std::string_view likeness) const {
  std::lock_guard lock(mutex_);
  const auto found = by_likeness_.find({std::string(collection), std::string(likeness)});
  if (found == by_likeness_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::optional<std::string> MemoryJournal::collection_of(std::string_view case_id) const {
  std::lock_guard lock(mutex_);
  const auto found = rows_.find(case_id);
  return found == rows_.end() ? std::nullopt : std::optional(found->second.collection);
}

std::size_t MemoryJournal::prefix(const Row& row, const AsAt& as_at) {
  std::size_t count = 0;
  while (count < row.entries.size() && (!as_at.effective || row.entries[count].effective_on <= *as_at.effective) &&
         (!as_at.known || row.entries[count].at <= *as_at.known))
    ++count;
  return count;
}

std::vector<Entry> MemoryJournal::entries(std::string_view case_id, const AsAt& as_at, int after, int limit) const {
  std::lock_guard lock(mutex_);
  std::vector<Entry> found;
  const auto row = rows_.find(case_id);
  if (row == rows_.end()) return found;
  const auto end = prefix(row->second, as_at);
  for (auto i = static_cast<std::size_t>(after); i < end && (limit == 0 || std::ssize(found) < limit); ++i)
    found.push_back(row->second.entries[i]);
  return found;
}

std::vector<Entry> MemoryJournal::journal(std::int64_t after, int limit) const {
  std::lock_guard lock(mutex_);
  std::vector<Entry> found;
  for (auto seq = after; seq < std::ssize(journal_) && std::ssize(found) < limit; ++seq)
    found.push_back(journal_[static_cast<std::size_t>(seq)]);
  return found;
}

std::int64_t MemoryJournal::last_seq() const {
  std::lock_guard lock(mutex_);
  return std::ssize(journal_);
}

std::vector<Link> MemoryJournal::recorded_by(Time instant, std::int64_t before, int limit) const {
  std::lock_guard lock(mutex_);
  std::vector<Link> found;
  for (auto entry = journal_.rbegin(); entry != journal_.rend() && std::ssize(found) < limit; ++entry)
    if (entry->seq < before && entry->at <= instant) found.push_back({*entry, {}});
  return found;
}

Page MemoryJournal::list(std::string_view collection, const Filter& filter, const AsAt& as_at, int limit,
                         std::string_view cursor) const {
  std::vector<nlohmann::json> fitting;
  for (const auto& summary : summaries(collection, as_at))
    if (auto json = nlohmann::json::parse(summary.summary); fits(json, summary.case_id, filter))
      fitting.push_back(std::move(json));
  const bool down = filter.sort.starts_with('-');
  const auto field = down ? filter.sort.substr(1) : filter.sort;
  if (field == "ref" && down) std::reverse(fitting.begin(), fitting.end());  // they come by place
  else if (field != "ref")
    std::stable_sort(fitting.begin(), fitting.end(), [&](const auto& a, const auto& b) {
      const auto left = text_of(a.value(field, nlohmann::json()));
      const auto right = text_of(b.value(field, nlohmann::json()));
      return down ? right < left : left < right;
    });
  if (cursor.find_first_not_of("0123456789") != std::string_view::npos) throw std::invalid_argument("not a cursor");
  const std::size_t start = cursor.empty() ? 0 : std::stoul(std::string(cursor));
  const auto end = std::min(fitting.size(), start + static_cast<std::size_t>(limit));
  Page page;
  for (auto i = start; i < end; ++i) page.items.push_back(fitting[i].dump());
  if (end < fitting.size()) page.next = std::to_string(end);
  return page;
}

std::vector<Listed> MemoryJournal::summaries(std::string_view collection, const AsAt& as_at) const {
  std::lock_guard lock(mutex_);
  std::map<std::string, Listed> by_place;
  for (const auto& [id, row] : rows_)
    if (const auto count = prefix(row, as_at); row.collection == collection && count > 0)
      by_place[row.versions[count - 1].place + row.references.front()] = {id, row.entries[count - 1].seq,
                                                                          row.versions[count - 1].summary};
  std::vector<Listed> found;
  for (auto& [place, listed] : by_place) found.push_back(std::move(listed));
  return found;
}

std::vector<Entry> MemoryJournal::effective_between(std::string_view collection, Date after, const AsAt& until) const {
  std::lock_guard lock(mutex_);
  std::vector<Entry> found;
  for (const auto& [id, row] : rows_) {
    const auto end = prefix(row, until);
    for (std::size_t i = 0; row.collection == collection && i < end; ++i)
      if (row.entries[i].effective_on > after) found.push_back(row.entries[i]);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
  return found;
}

std::vector<Entry> MemoryJournal::moves_between(std::string_view collection, Date after, const AsAt& until) const {
  auto found = effective_between(collection, after, until);
  std::erase_if(found, [](const Entry& entry) { return entry.event.from == entry.event.to; });
  return found;
}

std::vector<OpenTask> MemoryJournal::tasks(const std::vector<std::string>& assignees) const {
  std::lock_guard lock(mutex_);
  std::vector<OpenTask> found;
  for (const auto& [id, row] : rows_)
    for (const auto& task : row.tasks)
      if (std::find(assignees.begin(), assignees.end(), task.assignee) != assignees.end())
        found.push_back({row.collection, id, row.references.front(), task});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.task.due.value_or(Time::max()) < b.task.due.value_or(Time::max());
  });
  return found;
}

std::vector<DueDeadline> MemoryJournal::due(Time until, int limit) const {
  pass(Point::due);
  std::lock_guard lock(mutex_);
  std::vector<DueDeadline> found;
  for (const auto& [due, case_id, name] : due_) {
    if (due > until || std::ssize(found) >= limit) break;
    const auto& row = rows_.find(case_id)->second;
    found.push_back({row.collection, case_id, {name, due}, static_cast<int>(row.entries.size())});
  }
  return found;
}

std::optional<Time> MemoryJournal::next_due() const {
  std::lock_guard lock(mutex_);
  return due_.empty() ? std::nullopt : std::optional(std::get<0>(*due_.begin()));
}

std::vector<std::string> MemoryJournal::cases_mentioning(std::string_view reference) const {
  std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& [id, row] : rows_)
    if (std::any_of(row.mentions.begin(), row.mentions.end(),
                    [&](const auto& one) { return engine::same_letters(one, reference); }))
      ids.push_back(id);
  return ids;
}

std::vector<engine::Recorded> MemoryJournal::recorded_after(Time instant, int limit) const {
  std::lock_guard lock(mutex_);
  std::vector<engine::Recorded> found;
  for (const auto& [id, row] : rows_)
    if (row.entries.back().at > instant) found.push_back({id, row.entries.back().at});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
  if (limit > 0 && std::ssize(found) > limit) found.resize(static_cast<std::size_t>(limit));
  return found;
}

void MemoryJournal::fail_next(Point point) {
  std::lock_guard lock(mutex_);
  failing_.insert(point);
}

void MemoryJournal::before_commit(std::function<void()> call) {
  std::lock_guard lock(mutex_);
  before_commit_ = std::move(call);
}

int MemoryJournal::commits() const {
  std::lock_guard lock(mutex_);
  return commits_;
}

int MemoryJournal::idles() const {
  std::lock_guard lock(mutex_);
  return idles_;
}

std::vector<Change> MemoryJournal::changes() const {
  std::lock_guard lock(mutex_);
  return changes_;
}

}  // namespace toy
