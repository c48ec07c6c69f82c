// `secmp clock accept`: an operator says that the machine's clock is right, to the next start or to whoever runs now.
#include "engine/clock.hpp"

#include <iostream>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "store/disk.hpp"
#include "store/reader.hpp"
#include "tools/secmp/clock_keeper.hpp"
#include "tools/secmp/commands.hpp"

namespace secmp {

namespace {

using Word = store::ClockMark::Word;

constexpr std::chrono::seconds patience{10};  // a server looks every second
constexpr std::chrono::milliseconds between_looks{100};

bool in_use(const store::DataFolder& folder) {
  try {
    const store::FolderLock free(folder.path());
    return false;
  } catch (const store::Refusal&) {
    return true;
  }
}

// What became of it: `believed`, or `doubted` if it was not accepted; nothing: nobody has looked. The server may have
// written its own word just after ours, so that is said twice.
std::optional<Word> heard(const store::ClockFile& file, const store::ClockMark& accepted) {
  const auto until = std::chrono::steady_clock::now() + patience;
  bool again = false;
  while (std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(between_looks);
    const auto mark = file.read();
    if (!mark || mark->word == Word::accepted) continue;
    if (mark->word == Word::believed || std::exchange(again, true)) return mark->word;
    file.write(accepted);
  }
  return std::nullopt;
}

}  // namespace

int clock_accept(const ClockOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  if (folder.simulated())
    throw store::Refusal(options.data + " has a simulated clock, which is never in doubt: there is nothing to accept");
  const store::SqliteReader reader(folder);
  const store::ClockFile file(folder.path());
  const store::ClockMark mark{engine::WallClock().now(), newest_entry(reader), Word::accepted};
  const bool beside_another = in_use(folder);
  file.write(mark);
  const auto stands = engine::to_text(mark.at);
  if (!beside_another) {
    std::cout << fmt::format("accepted that it is {}: the next start goes by it\n", stands);
    return 0;
  }
  const auto became = heard(file, mark);
  if (!became)
    throw store::Refusal(fmt::format(
        "it is written down that it is {}, but the process that has {} in use has not looked within {} seconds: the "
        "next start goes by it",
        stands, options.data, patience.count()));
  if (*became == Word::doubted)
    throw store::Refusal(fmt::format(
        "the process that has {} in use does not stand at {}, or its clock jumped again: its log says where it stands; "
        "set the clock right, then try again",
        options.data, stands));
  std::cout << fmt::format("accepted that it is {}: what was held back goes on\n", stands);
  return 0;
}

}  // namespace secmp
