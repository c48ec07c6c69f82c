// A random walk through the lives of modifications: whatever the schemas take, by whoever may send it, while time goes
// by. The same seed walks the same way.
#pragma once

#include <random>

#include "tests/workflows/lives.hpp"

namespace walk {

using story::Dom;
using story::Story;

class Dice {
 public:
  explicit Dice(unsigned start) : engine_(start) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937 engine_;
};

// Bodies out of the JSON Schemas: the required fields, some others, and values that a case may know.
class Bodies {
 public:
  Bodies(Dice& dice, const Story& story) : dice_(dice), story_(story) {}
  Dom of(const Dom& schema, const std::string& field = "");

 private:
  Dom choice(const Dom& names);
  Dom object(const Dom& schema);
  Dom list(const Dom& schema, const std::string& field);
  Dom text(const std::string& field);

  Dice& dice_;
  const Story& story_;
};

// What was asked of the modification at hand, what the options said of it just before, and what came of it.
struct Step {
  std::string pack;   // before it
  std::string state;  // before it
  std::string command;
  Dom body;
  engine::Actor by;
  std::vector<engine::Option> said;
  engine::Reply reply;
};

class Walk {
 public:
  Walk(const lives::Era& its_era, unsigned seed);  // on a journal in memory
  Walk(const lives::Era& its_era, unsigned seed, engine::Journal& journal, const engine::Reader& reader);

  void opens_a_case();
  // Time may go by; then somebody sends a command, mostly one that has a row. REQUIREs that the engine had no fault.
  Step goes_on();

  std::size_t commands() const { return commands_.size(); }
  const engine::CommandDescription& command(std::size_t which) const { return commands_[which]; }
  Dom body(std::size_t which) { return bodies_.of(schemas_[which]); }
  engine::Actor somebody(const engine::CommandDescription& command);  // mostly one who may send it

  const lives::Era& era;
  const engine::Workflow& workflow;
  Dice dice;
  Story story;
  std::string ref;  // of the modification at hand

 private:
  void begin();
  std::string taken_over(std::string state, std::string path);
  std::string further_on(const std::string& path);
  std::string refused();
  std::string referred();
  std::string voting(const std::string& path);
  void time_goes_by();
  std::size_t which();

  Bodies bodies_;
  std::vector<engine::CommandDescription> commands_;  // except those that open a case
  std::vector<Dom> schemas_;
  int cases_ = 0;
};

}  // namespace walk
