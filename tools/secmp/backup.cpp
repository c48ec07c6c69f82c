// `secmp backup` and `secmp restore`: a whole data folder as one file, and back.
#include "store/backup.hpp"
#include "store/documents.hpp"

#include <iostream>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "engine/clock.hpp"
#include "store/restore.hpp"
#include "store/tokens.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/progress.hpp"
#include "tools/secmp/up_to_date.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
std::string counted(int count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// Who may do what is the one thing that a backup must not bring back unseen.
std::string about_tokens(const store::Restored& done, const std::string& data) {
  const auto revoke = fmt::format("'secmp token revoke --all --data {}' revokes them all", data);
  if (!done.had_tokens)
    return done.tokens == 0
               ? "no tokens are in the backup: issue new ones with 'secmp token issue'"
               : fmt::format("{}: those that were here, none are in the backup", counted(done.tokens, "valid token"));
  if (!done.compared)
    return fmt::format("{} came back, whatever was revoked since the backup: {}{}", counted(done.tokens, "valid token"),
                       revoke, done.not_compared ? " (" + *done.not_compared + ")" : "");
  return fmt::format("{} came back; {} since the backup stay revoked", counted(done.tokens, "valid token"),
                     counted(done.still_revoked, "token") + " revoked");
}

// A backup is made of what there is; but who needs it one day would find that nobody can be let in.
void warn_of_tokens(const store::DataFolder& folder) {
  try {
    store::Tokens(folder.tokens()).list();
  } catch (const store::Refusal& why) {
    spdlog::warn("the tokens were copied as they are, and cannot be read: {}", why.what());
  }
}

// Who keeps the newest backups alone would lose the last good one to a folder that somebody has changed.
void require_what_was_copied(const store::DataFolder& folder, const std::string& file) {
  const auto chain = store::verify_chain(file);
  auto fault = chain.fault ? chain.fault : store::fault_of_marks(folder.database(), store::Strange::triggers);
  if (!fault) fault = store::fault_of_documents(folder, chain.documents);
  if (fault)
    throw store::Refusal(
        fmt::format("{} was copied from a folder that was damaged or changed by somebody: {}; keep the "
                    "backups before it, and see 'secmp journal verify'",
                    file, *fault));
  store::require_list_of_uploads(folder);
}

// No chain says whether what follows from the journal came back whole. What is not made anew here is by the next start.
void make_anew(const std::string& data) {
  try {
    store::DataFolder folder(data, store::Access::Write);
    up_to_date(folder, workflows::all());
  } catch (const std::exception& fault) {
    spdlog::warn(
        "summaries, tasks and deadlines are made anew by the next start of 'secmp serve', as they could not be now: {}",
        fault.what());
  }
}
}  // namespace

int backup(const BackupOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  const auto done = store::backup(folder.path(), options.file);
  std::cout << fmt::format("copied to {}: the register ({} events, head {}) and {}\n", options.file, done.head.seq,
                           done.head.hash, counted(done.files, "other file"));
  warn_of_tokens(folder);
  require_what_was_copied(folder, options.file);
  return 0;
}

int restore(const RestoreOptions& options) {
  const auto done =
      store::restore({options.file, options.data, options.replace, engine::WallClock().now()}, show_progress);
  std::cout << fmt::format("restored {}: {} events of {} cases hold; head {}\n", options.data, done.journal.entries,
                           done.journal.cases, done.journal.head);
  if (!done.said_its_head)
    spdlog::warn("the backup does not say how many events it had: whether its newest are missing is not known by it");
  if (!done.aside.empty()) std::cout << "what was there is in " << done.aside.string() << '\n';
  if (done.behind) {
    std::cout << "the backup is of an older folder (" << *done.behind
              << "): a start of 'secmp serve' brings it up to date\n";
  } else {
    make_anew(options.data);
  }
  const store::DataFolder folder(options.data, store::Access::Read);
  if (const auto fault = store::fault_of_documents(folder, done.journal.documents))
    spdlog::warn("not every document came back: {}", *fault);
  std::cout << about_tokens(done, options.data) << '\n';
  return 0;
}

}  // namespace secmp
