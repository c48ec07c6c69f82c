// What somebody typed into a form and sent after their session had ended, until they have signed in again.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace api {

// In memory alone, and for an hour: a vote may be among it, so that it is in no journal, no backup and no log. It is
// found again by who typed it, at the page on which they did, in the browser that sent it. Any thread.
class KeptForms {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  // In bytes. Each may be as large as a body that is taken at all: whatever somebody could send, they do not lose.
  static constexpr std::size_t each_max = 1024 * 1024, all_max = 64 * 1024 * 1024;
  static constexpr std::size_t of_one_person_max = 4;
  static constexpr std::chrono::hours lasts{1};

  explicit KeptForms(Clock now = std::chrono::steady_clock::now) : now_(std::move(now)) {}

  // The secret that the browser finds it by; empty: it is too much to be kept. What is oldest gives way.
  std::string keep(const engine::Actor& by, const std::string& path, std::string body);
  // The body as it was sent.
  std::optional<std::string> find(std::string_view secret, const engine::Actor& by, std::string_view path) const;
  bool has(std::string_view secret) const;
  void forget(std::string_view secret);

 private:
  struct One {
    std::string hash;  // of its secret
    std::string id, role, seat;
    std::string path, body;
    std::chrono::steady_clock::time_point until;

    bool is_of(const engine::Actor& by) const { return id == by.id && role == by.role && seat == by.seat; }
  };
  const One* called(std::string_view secret) const;  // nullptr: there is none, or its hour is over
  void make_room(const One& fresh);

  const Clock now_;
  mutable std::mutex mutex_;  // guards the one below
  std::deque<One> oldest_first_;
};

}  // namespace api
