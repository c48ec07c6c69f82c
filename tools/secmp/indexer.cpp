// Looks at the journal a few times a second: at once while somebody searches, else in a tenth of its time. What it
// cannot write costs searching its speed, and nobody their answer.
#include "tools/secmp/indexer.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "engine/thread_name.hpp"

namespace secmp {

namespace {
using std::chrono::milliseconds;
constexpr milliseconds between_looks{300};
// A case that moves on again and again is gone through as a whole each time. While nobody searches, that may wait: this
// many times as long as the last time took, but not until a search would have too much to look through by itself.
constexpr int rests = 9;
constexpr milliseconds rest_max{10'000};
constexpr std::int64_t behind_max = 10'000;  // entries
constexpr milliseconds after_a_fault{10'000};
constexpr std::chrono::hours between_sweeps{1};

// This thread has the processor when nobody who is waited for wants it. Where that cannot be had, it does without.
void give_way() {
  constexpr int nicest = 19;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nicest);
}
}  // namespace

Indexer::~Indexer() {
  {
    const std::scoped_lock hold(mutex_);
    done_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

bool Indexer::pause(milliseconds span) {
  std::unique_lock hold(mutex_);
  return !stop_.wait_for(hold, span, [this] { return done_; });
}

void Indexer::sweep() {
  const auto now = std::chrono::steady_clock::now();
  if (swept_ != decltype(swept_){} && now < swept_ + between_sweeps) return;
  swept_ = now;
  try {
    if (const int gone = documents_.sweep(reader_); gone > 0)
      spdlog::info("took away {} documents that were uploaded more than a day ago and that nobody has attached", gone);
  } catch (const std::exception& fault) {
    spdlog::error("documents that nobody has attached stay: {}", fault.what());
  }
}

bool Indexer::is_time() {
  const bool asked = index_.was_asked();
  return asked || std::chrono::steady_clock::now() >= next_ || index_.behind() >= behind_max;
}

// Whether there may be more.
bool Indexer::take_in() {
  const auto begun = std::chrono::steady_clock::now();
  const bool more = index_.take_in();
  const auto now = std::chrono::steady_clock::now();
  next_ = now + std::min<std::chrono::steady_clock::duration>(rests * (now - begun), rest_max);
  return more;
}

void Indexer::run() {
  engine::name_this_thread("index");
  give_way();
  for (auto span = milliseconds(0); pause(span);) try {
      sweep();
      span = is_time() && take_in() ? milliseconds(0) : between_looks;
      if (std::exchange(said_, false)) spdlog::info("the search index is kept again");
    } catch (const std::exception& fault) {
      span = after_a_fault;
      if (!std::exchange(said_, true))
        spdlog::error("the search index cannot be kept, and is made anew: {}", fault.what());
    }
}

}  // namespace secmp
