// One look at the clock and at its file, once a second; one line of the log when the clock is doubted, one when not.
#include "tools/secmp/clock_keeper.hpp"

#include <spdlog/spdlog.h>

#include <utility>

#include "engine/calendar.hpp"

namespace secmp {

using Word = store::ClockMark::Word;

engine::Time newest_entry(const engine::Reader& reader) {
  const auto latest = reader.recorded_after({}, 1);
  return latest.empty() ? engine::Time{} : latest.front().at;
}

engine::WallClock clock_of(const store::DataFolder& folder, const engine::Reader& reader) {
  if (folder.simulated()) return engine::WallClock(folder.clock());
  const store::ClockFile file(folder.path());
  if (file.is_garbled())
    spdlog::warn(
        "{} does not say any more when the clock was believed last: the clock is compared with the newest entry",
        (folder.path() / store::clock_file).string());
  const auto past = store::clock_past(file.read(), newest_entry(reader));
  return engine::WallClock({}, {}, past);
}

engine::Time time_of(const store::DataFolder& folder, const engine::Reader& reader) {
  if (folder.simulated()) return folder.clock();
  const auto clock = clock_of(folder, reader);
  if (const auto held = clock.held()) spdlog::warn("{}", engine::to_text(*held));
  return clock.now();
}

void ClockKeeper::look() {
  if (clock_.simulated()) return;
  const auto mark = file_.read();
  if (!believed_) believed_ = mark;
  const bool unheard = mark && mark->word == Word::accepted;
  if (unheard && !clock_.now_if_believed()) hear(*mark);
  const auto held = clock_.held();
  const bool doubted = held && held->doubted();
  if (doubted != std::exchange(doubted_, doubted)) {
    if (doubted) say_doubted(*held);
    else say_believed();
    written_at_.reset();
  }
  if (!unheard && written_at_ && (doubted || std::chrono::steady_clock::now() - *written_at_ < writes_every)) return;
  if (doubted) write_doubted();
  else write_believed();
}

void ClockKeeper::write_down() {
  if (!clock_.simulated() && clock_.now_if_believed()) write_believed();
}

// Beside a server it goes by the same clock as we do, a second ago; what was accepted before a start may be older.
void ClockKeeper::hear(const store::ClockMark& mark) {
  if (clock_.accept(mark.at)) was_accepted_ = true;
  else
    spdlog::warn("somebody said that the clock is right when it showed {}, and it shows {} now: that was not accepted",
                 engine::to_text(mark.at), engine::to_text(clock_.now()));
}

void ClockKeeper::say_doubted(const engine::Held& held) {
  was_accepted_ = false;
  seq_before_ = reader_.last_seq();
  spdlog::warn("{}", engine::to_text(held));
}

void ClockKeeper::say_believed() {
  const auto seq = reader_.last_seq();
  const auto meanwhile =
      seq == seq_before_
          ? std::string("nothing was recorded meanwhile")
          : fmt::format("entries {} to {} were recorded meanwhile, at the times that it showed", seq_before_ + 1, seq);
  spdlog::warn("the machine's clock is believed again, {}, and stands at {}: what was held back goes on; {}",
               was_accepted_ ? "since an operator has accepted it" : "since it has come back",
               engine::to_text(clock_.now()), meanwhile);
}

void ClockKeeper::write_believed() {
  const store::ClockMark mark{clock_.now(), newest_entry(reader_), Word::believed};
  file_.write(mark);
  believed_ = mark;
  written_at_ = std::chrono::steady_clock::now();
}

// What was recorded since it has been doubted is no evidence, so the mark stays as it was. If there was none, the
// entries that this start had to go by are written down: the next one finds those of the doubted clock, too.
void ClockKeeper::write_doubted() {
  if (!believed_) believed_ = {newest_at_start_, newest_at_start_, Word::doubted};
  file_.write({believed_->at, believed_->newest_entry, Word::doubted});
  written_at_ = std::chrono::steady_clock::now();
}

}  // namespace secmp
