// Looks at the journal a few times a second. What it cannot write costs searching its speed, and nobody their answer.
#include "tools/secmp/indexer.hpp"

#include <utility>

#include <spdlog/spdlog.h>

namespace secmp {

namespace {
using std::chrono::milliseconds;
constexpr milliseconds between_looks{300};
constexpr milliseconds after_a_fault{10'000};
constexpr std::chrono::hours between_sweeps{1};
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

void Indexer::run() {
  for (auto span = milliseconds(0); pause(span);) try {
      sweep();
      span = index_.take_in() ? milliseconds(0) : between_looks;
      if (std::exchange(said_, false)) spdlog::info("the search index is kept again");
    } catch (const std::exception& fault) {
      span = after_a_fault;
      if (!std::exchange(said_, true))
        spdlog::error("the search index cannot be kept, and is made anew: {}", fault.what());
    }
}

}  // namespace secmp
