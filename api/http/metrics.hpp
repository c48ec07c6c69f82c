// What is counted, for Prometheus. Any thread.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "engine/faults.hpp"

namespace api {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void answered(const std::string& route, int status);  // `route`: a class of routes, never a path
  void answered_from_memory(bool same);                 // a prerendered 200, or 304
  void command_took(std::chrono::duration<double> time);
  void connections(int change);

  // Things that are looked up when somebody asks.
  struct Levels {
    std::size_t commands_queued = 0;
    std::size_t queries_waiting = 0;
    std::size_t rendered_bytes = 0;
    std::uint64_t batches = 0;
    std::int64_t last_seq = 0;
    std::int64_t not_indexed = 0;
    bool broken = false;
    bool clock_held = false;
    std::array<std::uint64_t, engine::fault_places.size()> faults{};  // since the start, by place
  };
  // For anybody: process, HTTP and queues. What counts commands, a vote among them, is left out.
  enum class Audience { anybody, operators };
  std::string text(const Levels& levels, Audience audience) const;  // the Prometheus text format

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace api
