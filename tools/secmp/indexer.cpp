// Looks at the journal a few times a second. What it cannot write costs searching its speed, and nobody their answer.
#include "tools/secmp/indexer.hpp"

#include <utility>

#include <spdlog/spdlog.h>

namespace secmp {

namespace {
using std::chrono::milliseconds;
constexpr milliseconds between_looks{300};
constexpr milliseconds after_a_fault{10'000};
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

void Indexer::run() {
  for (auto span = milliseconds(0); pause(span);) try {
      span = index_.take_in() ? milliseconds(0) : between_looks;
      if (std::exchange(said_, false)) spdlog::info("the search index is kept again");
    } catch (const std::exception& fault) {
      span = after_a_fault;
      if (!std::exchange(said_, true))
        spdlog::error("the search index cannot be kept, and is made anew: {}", fault.what());
    }
}

}  // namespace secmp
