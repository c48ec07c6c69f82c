// Watches the machine's clock for a process that holds the data folder: writes down that it was believed, says in the
// log when it is not, and hears an operator say that it is right.
#pragma once

#include "engine/clock.hpp"
#include "engine/ports.hpp"
#include "store/clock_file.hpp"
#include "store/folder.hpp"

namespace secmp {

// When the latest entry was recorded; long ago: there is none.
engine::Time newest_entry(const engine::Reader& reader);
// The clock of the folder: a simulated one, or the machine's, doubted if what is written down says so.
engine::WallClock clock_of(const store::DataFolder& folder, const engine::Reader& reader);
// What it shows now; a line of the log says if it is doubted.
engine::Time time_of(const store::DataFolder& folder, const engine::Reader& reader);

// One thread at a time. With a simulated clock it does nothing.
class ClockKeeper {
 public:
  static constexpr std::chrono::seconds writes_every{60};

  ClockKeeper(const store::DataFolder& folder, const engine::Reader& reader, engine::WallClock& clock)
      : file_(folder.path()), reader_(reader), clock_(clock), newest_at_start_(newest_entry(reader)) {}

  // To be called every second or so. Throws store::Refusal when the file cannot be written.
  void look();
  void write_down();  // at once, if it is believed

 private:
  using Steady = std::chrono::steady_clock::time_point;

  void hear(const store::ClockMark& mark);
  void say_doubted(const engine::Held& held);
  void say_believed();
  void write_believed();
  void write_doubted();

  const store::ClockFile file_;
  const engine::Reader& reader_;
  engine::WallClock& clock_;
  const engine::Time newest_at_start_;
  std::optional<Steady> written_at_;
  std::optional<store::ClockMark> believed_;  // the last mark of when it was
  bool doubted_ = false;                      // as the log has it
  bool was_accepted_ = false;                 // since it has been doubted
  std::int64_t seq_before_ = 0;               // of the last entry before it was doubted
};

}  // namespace secmp
