// The file in a data folder by which texts are found: a copy of what the journal says, which can be thrown away. It is
// no projection: the writer knows nothing of it, and who searches looks through the entries that it lacks.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "engine/finding.hpp"
#include "store/folder.hpp"

namespace store {

class Connection;
class ReadPool;

inline constexpr std::string_view search_file = "secmp.search";

// With its log, if it is there; for who makes everything anew. Nobody has it open.
void forget_search_index(const std::filesystem::path& folder);

class SqliteSearchIndex : public engine::SearchIndex {
 public:
  // A case as a commit left it, if somebody has it at hand: it need not be grown anew. Any thread.
  using AtHand = std::function<std::optional<engine::Case>(const std::string& case_id)>;

  // Takes the file that is there if this program has made it of this journal, and makes a new one otherwise.
  // Access::Write; all must outlive it.
  SqliteSearchIndex(const DataFolder& folder, const engine::Workflows& workflows, const engine::Finding& finding,
                    const engine::Reader& reader, AtHand at_hand);
  ~SqliteSearchIndex() override;

  // Takes in some of the entries that it lacks; whether there may be more. A case is gone through once, however often
  // it has moved on. One thread at a time. Throws Refusal: then the next call begins with a new file.
  bool take_in();
  bool was_asked() { return asked_.exchange(false); }  // whether somebody has searched since the last call

  std::optional<std::int64_t> up_to() const override;
  std::int64_t behind() const override;
  void walk(const engine::Words& words, std::size_t reader, const std::optional<engine::Hit::Place>& after,
            const std::function<bool(engine::Hit hit)>& visit) const override;
  std::vector<std::string> cases_with(const engine::Words& words, std::size_t reader,
                                      std::string_view collection) const override;

 private:
  struct Opened;

  std::shared_ptr<Opened> opened() const;
  std::shared_ptr<Opened> open() const;
  bool is_of_this_journal(Connection& connection) const;
  engine::Case grown(const std::string& case_id, const std::vector<engine::Entry>& entries) const;
  class Letters;
  void index_case(Connection& connection, Letters& letters, const std::vector<engine::Entry>& entries) const;
  std::optional<std::int64_t> known_up_to() const;
  template <class Work>
  auto reading(Work work) const;

  const DataFolder& folder_;
  const engine::Workflows& workflows_;
  const engine::Finding& finding_;
  const engine::Reader& reader_;
  const AtHand at_hand_;
  mutable std::atomic<bool> asked_{false};
  mutable std::mutex mutex_;                  // guards the one below
  std::shared_ptr<Opened> opened_;            // nothing: it has to be made anew
  mutable std::atomic<bool> suspect_{false};  // somebody could not read it
};

}  // namespace store
