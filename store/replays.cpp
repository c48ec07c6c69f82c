// Replays the journal on two threads, and merges what they make of it into the order of the journal.
#include "store/replays.hpp"

#include <algorithm>

#include "store/projections.hpp"
#include "store/rows.hpp"

namespace store {
namespace {

constexpr std::size_t threads = 2;
constexpr std::int64_t block_rows = 512;  // of the journal: what of them falls to a thread is one block
constexpr std::size_t blocks_ahead_max = 16;

// What `work` throws. The handler is left before anybody is handed it: otherwise this thread could still be giving up
// its share of the exception while the thread that was handed it reads what it says.
template <class Work>
std::exception_ptr fault_of(Work work) {
  try {
    work();
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

}  // namespace

std::optional<ReplayStep> step_of(Replay& replay, const engine::Entry& entry) {
  const Replay::CaseInReplay* after = nullptr;
  if (auto fault = fault_of([&] { after = replay.take(entry); })) return ReplayStep{entry.seq, {}, {}, {}, fault};
  if (after == nullptr) return std::nullopt;
  return ReplayStep{entry.seq, after->reference, after->listed_at, after->summary, nullptr};
}

Replays::Part::Part(const std::filesystem::path& database, const engine::Workflows& workflows,
                    const engine::RowsBehind* table)
    : connection(database, Access::Read),
      replay(
          std::in_place, workflows, table, [this](std::string_view id) { return entries_of_case(connection, id); },
          Replay::room / threads) {}

Replays::Replays(const std::filesystem::path& database, const engine::Workflows& workflows,
                 const engine::RowsBehind* table, std::int64_t up_to, Holds holds)
    : up_to_(up_to), holds_(std::move(holds)) {
  for (std::size_t i = 0; i < threads; ++i) parts_.push_back(std::make_unique<Part>(database, workflows, table));
  for (std::size_t i = 0; i < threads; ++i) parts_[i]->thread = std::thread([this, i] { work(i); });
}

Replays::~Replays() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  moved_.notify_all();
  for (auto& part : parts_) part->thread.join();
}

// What is thrown while rows are read belongs to the entry that would have been next.
void Replays::work(std::size_t index) {
  auto& part = *parts_[index];
  if (auto fault = fault_of([&] { replay(index); })) {
    Block last;
    last.push_back({no_entry, {}, {}, {}, std::move(fault)});
    hand_over(part, std::move(last));
  }
  std::unique_lock lock(mutex_);
  part.ended = true;
  moved_.notify_all();
  moved_.wait(lock, [this] { return stopping_; });  // until then the cases are for whoever reads
  lock.unlock();
  part.replay.reset();
}

void Replays::replay(std::size_t index) {
  static const std::string sql = "SELECT" + entry_columns + "FROM journal j WHERE seq <= ? ORDER BY seq";
  auto& part = *parts_[index];
  Block block;
  std::int64_t so_far = 0;
  auto rows = part.connection.prepare(sql);
  rows.with(up_to_);
  while (rows.step()) {
    const auto seq = rows.number(0);
    if (so_far++ % block_rows == 0 && so_far > 1 && !hand_over(part, std::exchange(block, {}))) return;
    if (std::hash<std::string_view>{}(rows.view(1)) % threads != index) continue;
    if (!holds_(seq)) break;
    auto step = step_of(*part.replay, entry_of(rows, part.connection.file()));
    if (!step) continue;
    const bool ends = step->fault != nullptr;
    block.push_back(*std::move(step));
    if (ends) break;
  }
  hand_over(part, std::move(block));
}

bool Replays::hand_over(Part& part, Block block) {
  {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return stopping_ || part.ready.size() < blocks_ahead_max; });
    if (stopping_) return false;
    part.ready.push_back(std::move(block));
  }
  moved_.notify_all();
  return true;
}

Replays::Block Replays::take(Part& part) {
  Block block;
  {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return !part.ready.empty() || part.ended; });
    if (part.ready.empty()) return block;
    block = std::move(part.ready.front());
    part.ready.pop_front();
  }
  moved_.notify_all();
  return block;
}

// One block of each part: they are of the same entries.
void Replays::take_all() {
  for (auto& part : parts_) {
    auto block = take(*part);
    std::move(block.begin(), block.end(), std::back_inserter(merged_));
  }
  std::sort(merged_.begin(), merged_.end(), [](const Step& a, const Step& b) { return a.seq < b.seq; });
}

std::optional<Replays::Step> Replays::next() {
  const auto over = [this] {
    const std::lock_guard lock(mutex_);
    return std::all_of(parts_.begin(), parts_.end(), [](const auto& one) { return one->ended && one->ready.empty(); });
  };
  while (merged_.empty()) {
    if (over()) return std::nullopt;
    take_all();
  }
  auto step = std::move(merged_.front());
  merged_.pop_front();
  return step;
}

CasesInReplay cases_in(const Replay& replay) {
  CasesInReplay all;
  for (const auto& [id, one] : replay.cases()) all.emplace_back(&replay, &one);
  return all;
}

CasesInReplay Replays::cases() const {
  CasesInReplay all;
  for (const auto& part : parts_)
    for (const auto& one : cases_in(*part->replay)) all.push_back(one);
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a.second->current.id < b.second->current.id; });
  return all;
}

std::map<std::string, int> Replays::numbers() const {
  std::map<std::string, int> last;
  for (const auto& part : parts_)
    for (const auto& [series, number] : part->replay->numbers()) last[series] = std::max(last[series], number);
  return last;
}

Replay::Unlike Replays::unlike_the_table() const {
  Replay::Unlike all;
  for (const auto& part : parts_) {
    const auto& more = part->replay->unlike_the_table();
    const auto entries = all.entries + more.entries;
    if (more.entries > 0 && (all.entries == 0 || more.first_seq < all.first_seq)) all = more;
    all.entries = entries;
  }
  return all;
}

}  // namespace store
