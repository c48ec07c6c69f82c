// Documents that were uploaded: their bytes by hash, and who uploaded them when. It knows no case and no page.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "engine/ports.hpp"
#include "store/document_files.hpp"
#include "store/folder.hpp"

namespace store {

// One process has them for writing: the one that holds the folder.
class Documents final : public engine::Documents {
 public:
  // `now`: the machine's clock, for a simulated one may be moved by months.
  Documents(std::filesystem::path data, std::function<engine::Time()> now);

  std::optional<engine::KeptBytes> uploaded(const std::string& sha256, const engine::Actor& by) const override;
  std::unique_ptr<engine::Arriving> begin() override;
  void keep(engine::Arriving& arriving, const std::string& media_type, const engine::Actor& by) override;
  std::shared_ptr<const engine::Stored> open(const std::string& sha256) const override;

  // Takes away what has lain for a day and no event names; how many. One thread at a time.
  static constexpr std::chrono::hours unnamed_kept{24};
  int sweep(const engine::Reader& reader);

 private:
  using Uploader = std::pair<std::string, std::string>;  // id and role: two tokens may have one id in two roles
  static Uploader name_of(const engine::Actor& by) { return {by.id, by.role}; }

  void read();
  void write_down(const std::string& sha256, const engine::KeptBytes& kept, const engine::Actor& by, engine::Time at);
  void forget(const std::string& sha256, engine::Time before);
  void learn_names(const engine::Reader& reader);
  std::vector<std::filesystem::path> older_than(engine::Time instant) const;
  bool take_away(const std::filesystem::path& file, const std::string& sha256, engine::Time before);

  const std::filesystem::path data_, list_;
  const std::shared_ptr<ProvedFiles> proved_ = std::make_shared<ProvedFiles>();
  const std::function<engine::Time()> now_;
  mutable std::mutex mutex_;  // guards the two below; never held while the disk is waited for, except for an unlink
  std::unordered_map<std::string, std::map<Uploader, engine::KeptBytes>> uploads_;
  mutable std::unordered_map<std::string, engine::Time> asked_for_;  // since the last sweep: a command may name them
  // Of the sweep: which ones events name, up to which entry.
  std::unordered_set<std::string> named_;
  std::int64_t named_up_to_ = 0;
};

// Throws Refusal if the list of who uploaded what cannot be read.
void require_list_of_uploads(const DataFolder& folder);
// Whether the documents that entries keep are in the folder, byte for byte; a sentence that names the first that is
// not. `kept`: hash, and which entry keeps it, in words. It reads all of them.
std::optional<std::string> fault_of_documents(const DataFolder& folder, const std::map<std::string, std::string>& kept);

}  // namespace store
