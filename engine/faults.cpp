// Counting under a lock, and writing down outside of it.
#include "engine/faults.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace engine {
namespace {

constexpr std::chrono::minutes between_lines{1};

std::string why(const std::exception_ptr& what) {
  try {
    std::rethrow_exception(what);
  } catch (const std::exception& e) {
    return e.what();
  } catch (...) {
    return "something that is no exception was thrown";
  }
}

}  // namespace

std::string_view to_text(FaultIn where) {
  constexpr std::array<std::string_view, fault_places.size()> names{"alarm", "watcher", "completion"};
  return names.at(static_cast<std::size_t>(where));
}

Faults::Faults(Log log, std::function<Instant()> now) : log_(std::move(log)), now_(std::move(now)) {
  if (!log_) throw std::invalid_argument("faults that are written down nowhere are seen by nobody");
}

void Faults::tell(FaultIn where, const std::exception_ptr& what) noexcept {
  try {
    bool write_down = false;
    const auto so_far = count(where, write_down);
    if (write_down) log_(where, why(what), so_far);
  } catch (...) {  // it has been counted; if the log cannot be written nothing more can be said
  }
}

std::uint64_t Faults::count(FaultIn where, bool& write_down) {
  const auto now = now_();
  const std::lock_guard lock(mutex_);
  auto& seen = seen_.at(static_cast<std::size_t>(where));
  write_down = seen.times == 0 || now - seen.written_down >= between_lines;
  if (seen.times == 0) seen.first = now;
  if (write_down) seen.written_down = now;
  seen.last = now;
  return ++seen.times;
}

std::uint64_t Faults::so_far(FaultIn where) const {
  const std::lock_guard lock(mutex_);
  return seen_.at(static_cast<std::size_t>(where)).times;
}

std::optional<Faults::Since> Faults::since(FaultIn where) const {
  using std::chrono::floor;
  using std::chrono::seconds;
  const auto now = now_();
  const std::lock_guard lock(mutex_);
  const auto& seen = seen_.at(static_cast<std::size_t>(where));
  if (seen.times == 0) return std::nullopt;
  return Since{floor<seconds>(now - seen.first), floor<seconds>(now - seen.last)};
}

}  // namespace engine
