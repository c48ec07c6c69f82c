// What the writer thread tells the API of each commit: which cases have moved on, and the last events for the streams.
// Made before the processor and destroyed after it:
//   api::Feed feed;
//   engine::Processor processor(workflows, journal, now, [&](const auto& accepted) { feed.committed(accepted); });
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "api/rendered_cache.hpp"
#include "engine/types.hpp"

namespace api {

class Feed {
 public:
  explicit Feed(std::size_t rendered_bytes_max = 16 * 1024 * 1024, std::size_t events_max = 2048);

  // Writer thread, after a commit and before its replies go out.
  void committed(const std::vector<engine::Accepted>& accepted);

  // A number that changes whenever the case does. Who takes it before reading and finds it unchanged after has read
  // something that is still true. Cases may share a number; then it changes more often than it must.
  std::uint64_t stamp(std::string_view case_id) const;

  RenderedCache& rendered() { return rendered_; }
  std::int64_t last_seq() const { return last_seq_.load(); }  // of the last commit since the start; 0: none yet
  std::uint64_t batches() const { return batches_.load(); }

  // Events behind `after`, at most `limit`, oldest first; nothing (not an empty list) when they are not all kept here.
  std::optional<std::vector<engine::Accepted>> behind(std::int64_t after, std::size_t limit) const;

  // Called on the writer thread after each commit. An empty function takes the last one away.
  void on_commit(std::function<void()> wake);

 private:
  RenderedCache rendered_;
  std::array<std::atomic<std::uint64_t>, 4096> stamps_{};
  std::atomic<std::int64_t> last_seq_{0};
  std::atomic<std::uint64_t> batches_{0};
  const std::size_t events_max_;

  mutable std::mutex mutex_;  // guards the two below
  std::deque<engine::Accepted> events_;
  std::function<void()> wake_;
};

}  // namespace api
