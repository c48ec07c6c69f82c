// What the writer thread tells the API of each commit: which cases have moved on, and the last events for the streams.
// It is made before the processor, which calls committed(), and destroyed after it.
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "api/reading/rendered_cache.hpp"
#include "engine/case_cache.hpp"

namespace api {

class Feed {
 public:
  // Bytes of rendered answers, events kept for the streams, bytes of the cases kept in memory.
  explicit Feed(const engine::Workflows& workflows, std::size_t rendered_bytes_max = 4 * 1024 * 1024,
                std::size_t events_max = 1024, std::size_t case_bytes_max = 12 * 1024 * 1024);

  // Writer thread, after a commit and before its replies go out. If it throws, or if it was not called after an earlier
  // commit, everything kept here is forgotten first: nothing stale is served, and readers look into the journal.
  void committed(const std::vector<engine::Accepted>& accepted);

  // A number that changes whenever the case does. Who takes it before reading and finds it unchanged after has read
  // something that is still true. Cases may share a number; then it changes more often than it must.
  std::uint64_t stamp(std::string_view case_id) const;

  RenderedCache& rendered() { return rendered_; }
  // Kept only when the case has not moved on since `stamp` was taken.
  void keep(std::string key, const MadeFor& made_for, std::shared_ptr<const Rendered> rendered, std::uint64_t stamp);

  // Pages as everybody sees them, until something happens that everybody sees.
  std::shared_ptr<const Rendered> page(std::string_view key) { return pages_.find(key); }
  // Changes when they are forgotten: who takes it before making a page and finds it unchanged after keeps it.
  std::uint64_t pages_stamp() const { return pages_stamp_.load(); }
  void keep_page(std::string key, std::shared_ptr<const Rendered> page, std::uint64_t stamp);

  // The case as the last commit left it, when it is one of those used last.
  std::optional<engine::Case> current(const std::string& case_id);
  // Kept when it is read for the second time, with few others in between: who goes through the whole register once
  // drives out nothing that others work on.
  void keep(engine::Case current, std::uint64_t stamp);

  std::int64_t last_seq() const { return last_seq_.load(); }  // of the last commit since the start; 0: none yet
  // When the latest entry since the start was recorded: a case may stand ahead of the clock. Long ago: none yet.
  engine::Time latest_at() const { return latest_at_.load(); }
  // How far the journal has come: "226 3c4f..." (the number of its newest entry, and the hash of that); the last commit
  // says it, or whoever opened the journal. Empty: nobody has said it yet.
  std::string head() const;
  void open_at(std::int64_t seq, std::string_view hash);  // in hex; before anything is committed
  std::uint64_t batches() const { return batches_.load(); }

  // Events after `after`, at most `limit`, oldest first; nothing (not an empty list) when they are not all kept here.
  std::optional<std::vector<engine::Entry>> behind(std::int64_t after, std::size_t limit) const;

  // Called on the writer thread after each commit. An empty function takes the last one away.
  void on_commit(std::function<void()> wake);

 private:
  void forget_what_moved(const engine::Accepted& accepted);
  void forget_pages();
  void take(const std::vector<engine::Accepted>& accepted);
  bool missed_one(const std::vector<engine::Accepted>& accepted) const;
  void forget_all();

  const engine::Workflows& workflows_;
  RenderedCache rendered_;
  RenderedCache pages_;
  std::atomic<std::uint64_t> pages_stamp_{0};
  std::array<std::atomic<std::uint64_t>, 4096> stamps_{};  // by hash of the case's id
  std::atomic<std::int64_t> last_seq_{0};
  std::atomic<engine::Time> latest_at_{engine::Time{}};
  std::atomic<std::uint64_t> batches_{0};
  const std::size_t events_max_;

  mutable std::mutex head_mutex_;  // guards head_
  std::string head_;

  std::mutex cases_mutex_;  // guards the two below
  engine::CaseCache cases_;
  std::array<std::size_t, 512> read_lately_{};  // hashes of ids, each in the place of its remainder

  mutable std::mutex mutex_;  // guards the two below
  std::deque<engine::Entry> events_;
  std::function<void()> wake_;
};

}  // namespace api
