// `secmp journal`: verifies, rebuilds and dumps.
#include <iostream>

#include <fmt/format.h>

#include "store/up_to_date.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/progress.hpp"
#include "workflows/all.hpp"

namespace secmp {

int journal_verify(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  const auto behind = store::behind(folder);
  const auto verified = behind ? store::verify_chain(folder.database(), show_progress)
                               : store::verify(folder.database(), workflows::all(), show_progress);
  if (verified.fault) throw store::Refusal(*verified.fault);
  std::cout << fmt::format("{} events of {} cases hold; head {}\n", verified.entries, verified.cases, verified.head);
  if (behind) std::cout << "an older folder (" << *behind << "): a start of 'secmp serve' brings it up to date\n";
  return 0;
}

int journal_dump(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  store::dump(folder.database(), std::cout);
  return std::cout ? 0 : 1;
}

int journal_rebuild(const JournalOptions& options) {
  store::DataFolder folder(options.data, store::Access::Write);
  std::cout << fmt::format("rebuilt from {} events\n", store::rebuild(folder, workflows::all(), show_progress));
  return 0;
}

}  // namespace secmp
