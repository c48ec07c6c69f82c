// One simulated life of a register: seeded dice say who does what next, when time goes by, and when the disk fails.
#pragma once

#include <optional>
#include <set>

#include "tests/simulation/house.hpp"
#include "tests/simulation/promises.hpp"
#include "tests/workflows/walk.hpp"

namespace simulation {

struct Counted {
  int accepted = 0, refused = 0, reads = 0, power_cuts = 0, restarts = 0, recounts = 0, reprints = 0, replays = 0;
  std::int64_t days = 0;
  Counted& operator+=(const Counted& other);
};

// Throws PromiseBroken for what breaks a promise.
class Life {
 public:
  explicit Life(unsigned seed);
  ~Life();

  void goes_on(int steps);
  void ends();                                    // everything is looked at once more, after a last power cut
  std::uint64_t trace() const { return trace_; }  // of all that was asked and answered
  const Counted& counted() const { return counted_; }
  const std::string& doing() const { return doing_; }  // what it is at, for who hears of a broken promise

 private:
  using Answer = std::optional<api::Response>;  // nothing: the power went, or the program was started again
  struct Target {
    std::string collection, path;  // "/v1/modifications/MP001"
  };
  struct Act {
    std::string who, command;
    Dom body = Dom::object();
    std::string key = {};  // Idempotency-Key
    bool dry_run = false;
  };
  struct Kept {  // a request that was answered, and is sent again later
    std::string who;
    api::Request request;
    int status = 0;
    std::string body;
    engine::Time at{};
  };
  struct Due {
    engine::Time due;
    int version = 0;
  };

  // What somebody does.
  void somebody_acts();
  void a_case_is_opened();
  void a_vote_goes_on();
  void somebody_votes(Target& target, const Dom& view);
  void time_goes_by();
  void the_calendar_changes();
  void a_stranger_comes();
  void a_report_is_printed();
  void a_report_is_printed_again();
  void a_request_comes_again();
  void something_happens_to_the_disk();

  Answer ask(std::string_view who, api::Request request);
  Answer get(std::string_view who, const std::string& target);
  Answer post(std::string_view who, const std::string& target, const Dom& body, const std::string& if_match = "",
              const std::string& key = "");
  Answer sends(Target& target, const Act& act);
  void opened(const std::string& collection, const Answer& answer);
  Target* one_of(std::string_view collection);
  const Dom& schema_of(const std::string& workflow, const std::string& command);
  std::string somebody_who_may(const Dom& roles);

  // The disk.
  void start();
  void the_power_is_back();
  void starts_again();
  void same_as_acknowledged();

  // What must hold, after each step and now and then.
  void after_each_step();
  void nothing_was_written(std::int64_t before, const std::string& by);
  void deadlines_stay();
  void acknowledged();
  void same_tag_same_bytes(std::string_view who, const std::string& target, const api::Response& answer);
  void everything_counts_again();
  void remember(std::string_view text);

  walk::Dice dice_;
  const lives::Era& era_;
  Site site_;
  Disk disk_;
  std::unique_ptr<House> house_;
  walk::Bodies bodies_;
  std::vector<Target> targets_;
  std::map<std::pair<std::string, std::string>, Dom> schemas_;  // by workflow and command
  std::vector<std::size_t> acknowledged_;  // of each entry that an answer stood for, what it says, hashed
  engine::Time clock_acknowledged_{};
  std::vector<Kept> sent_, printed_;
  std::map<std::pair<std::string, std::string>, Due> deadlines_;     // by case and name
  std::map<std::string, std::pair<std::string, std::size_t>> seen_;  // by caller and target: its tag, its bytes hashed
  std::string doing_;
  std::uint64_t trace_ = 14695981039346656037U;
  Counted counted_;
  int numbers_ = 0;
};

}  // namespace simulation
