// `secmp journal`: verifies, rebuilds, dumps and backs up.
#include <unistd.h>

#include <iostream>

#include <fmt/format.h>

#include "store/verify.hpp"
#include "tools/secmp/commands.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
store::Progress progress() {
  return [](std::int64_t done, std::int64_t all) {
    if (isatty(STDERR_FILENO) != 0)
      std::cerr << fmt::format("\r{}/{}{}", done, all, done == all ? "\n" : "") << std::flush;
  };
}
}  // namespace

int journal_verify(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  const auto verified = store::verify(folder.database(), workflows::all(), progress());
  if (verified.fault) throw store::Refusal(*verified.fault);
  std::cout << fmt::format("{} events of {} cases hold; head {}\n", verified.entries, verified.cases, verified.head);
  return 0;
}

int journal_dump(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  store::dump(folder.database(), std::cout);
  return std::cout ? 0 : 1;
}

int journal_rebuild(const JournalOptions& options) {
  store::DataFolder folder(options.data, store::Access::Write);
  std::cout << fmt::format("rebuilt from {} events\n", store::rebuild(folder, workflows::all(), progress()));
  return 0;
}

int journal_backup(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  store::backup(folder.database(), options.file);
  std::cout << "copied to " << options.file << '\n';
  return 0;
}

}  // namespace secmp
