// Counts the faults that must stop nothing and that somebody has to see: who catches one tells it here.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>

namespace engine {

// Whose fault it was: the alarm's thread, who hears of commits, who waits for an answer.
enum class FaultIn { alarm, watcher, completion };
inline constexpr std::array fault_places{FaultIn::alarm, FaultIn::watcher, FaultIn::completion};

std::string_view to_text(FaultIn where);

// Any thread.
class Faults {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  // Writes a fault down. `so_far` counts all of this place, with those that were not written down.
  using Log = std::function<void(FaultIn where, std::string_view why, std::uint64_t so_far)>;

  // `log` may not be empty (std::invalid_argument). It is called on the thread that caught the fault, at most once a
  // minute for each place: a fault in every millisecond cannot fill a disk.
  explicit Faults(Log log, std::function<Instant()> now = std::chrono::steady_clock::now);

  // Counts it, and writes it down if it is time to. Never throws: whoever calls this has to go on.
  void tell(FaultIn where, const std::exception_ptr& what) noexcept;

  std::uint64_t so_far(FaultIn where) const;
  // How long ago the first and the last one of this place were; nothing: there was none.
  struct Since {
    std::chrono::seconds first{};
    std::chrono::seconds last{};
  };
  std::optional<Since> since(FaultIn where) const;

 private:
  struct Seen {
    std::uint64_t times = 0;
    Instant first{};
    Instant last{};
    Instant written_down{};
  };

  std::uint64_t count(FaultIn where, bool& write_down);

  const Log log_;
  const std::function<Instant()> now_;
  mutable std::mutex mutex_;  // guards the one below
  std::array<Seen, fault_places.size()> seen_{};
};

}  // namespace engine
