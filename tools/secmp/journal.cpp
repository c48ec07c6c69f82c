// `secmp journal`: verifies, rebuilds and dumps.
#include <algorithm>
#include <charconv>
#include <iostream>

#include <fmt/format.h>

#include "store/connection.hpp"
#include "store/documents.hpp"
#include "store/head.hpp"
#include "store/search_index.hpp"
#include "store/search_proof.hpp"
#include "store/up_to_date.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/progress.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
// N HEAD, as a log, a backup or another verification named them.
void check_at_least(const store::DataFolder& folder, const std::vector<std::string>& words) {
  const auto &number = words.at(0), &hash = words.at(1);
  store::Head once{0, hash};
  std::transform(hash.begin(), hash.end(), once.hash.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto* end = number.data() + number.size();
  if (std::from_chars(number.data(), end, once.seq).ptr != end || once.seq < 1)
    throw UsageError("--at-least takes how many entries there were, and the head: '" + number +
                     "' is no number of them");
  if (once.hash.size() != 64 || once.hash.find_first_not_of("0123456789abcdef") != std::string::npos)
    throw UsageError("--at-least takes how many entries there were, and the head: '" + hash +
                     "' is no hash of 64 digits");
  if (const auto why = store::what_is_missing(folder.database(), once)) throw store::Refusal(*why);
}

std::optional<std::string> fault_of_search(const store::DataFolder& folder) {
  return store::fault_of_search_index(folder, workflows::all(), workflows::finding(), store::SqliteReader(folder));
}

// What does not follow from the journal, or is not in it any more. Throws Refusal.
void require_what_no_rebuild_mends(const store::DataFolder& folder) {
  if (const auto missing = store::HeadFile(folder.path()).missing_in(folder.database())) throw store::Refusal(*missing);
  if (const auto altered = store::fault_of_folder(folder.database()))
    throw store::Refusal(*altered + ", and no rebuild makes that good: " + store::how_to_restore(folder.path()));
}

}  // namespace

int journal_verify(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  const auto behind = store::behind(folder);
  const auto verified = behind ? store::verify_chain(folder.database(), show_progress)
                               : store::verify(folder.database(), workflows::all(), show_progress);
  if (verified.fault) throw store::Refusal(*verified.fault);
  if (const auto altered = behind ? store::fault_of_folder(folder.database()) : std::nullopt)
    throw store::Refusal(*altered);
  const store::HeadFile head(folder.path());
  if (const auto why = head.unreadable()) throw store::Refusal(*why);
  if (const auto why = head.missing_in(folder.database())) throw store::Refusal(*why);
  if (const auto fault = behind ? std::nullopt : fault_of_search(folder))
    throw store::Refusal(*fault + ": 'secmp journal rebuild' removes it, and the next server makes it anew");
  if (const auto fault = store::fault_of_documents(folder, verified.documents))
    throw store::Refusal(*fault + ": " + store::how_to_restore(options.data));
  store::require_list_of_uploads(folder);
  if (!options.at_least.empty()) check_at_least(folder, options.at_least);
  store::Tokens(folder.tokens()).list();  // throws if nobody could be let in by it
  std::cout << fmt::format("{} events of {} cases hold; head {}\n", verified.entries, verified.cases, verified.head);
  if (const auto& unlike = verified.unlike_the_table; unlike.entries > 0)
    std::cout << fmt::format(
        "{} of them no row of today's tables makes, the first of these is {}: an older version may have had one, or "
        "somebody has changed it and made every hash anew\n",
        unlike.entries, unlike.first);
  if (behind) std::cout << "an older folder (" << *behind << "): a start of 'secmp serve' brings it up to date\n";
  else if (const auto missing = missing_in(store::SqliteReader(folder)); !missing.empty())
    std::cout << "not founded whole (" << missing.size() << " missing): 'secmp init', or 'secmp serve', founds it\n";
  return 0;
}

int journal_dump(const JournalOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  store::dump(folder.database(), std::cout);
  return 0;
}

int journal_rebuild(const JournalOptions& options) {
  store::DataFolder folder(options.data, store::Access::Write);
  const auto entries = store::rebuild(folder, workflows::all(), show_progress);
  store::forget_search_index(folder.path());  // who serves makes it anew
  std::cout << fmt::format("rebuilt from {} events\n", entries);
  require_what_no_rebuild_mends(folder);
  return 0;
}

}  // namespace secmp
