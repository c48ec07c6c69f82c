// A random walk through the lives of modifications: whatever the schemas take, by whoever may send it, while time goes
// by. The same seed walks the same way.
#pragma once

#include "tests/support/dice.hpp"
#include "tests/workflows/lives.hpp"

namespace walk {

using story::Dom;
using story::Story;

// Bodies out of the JSON Schemas: the required fields, some others, and values that a case may know.
class Bodies {
 public:
  // What is so many Working Days from today: a day, and the close of business on it.
  struct Days {
    std::function<std::string(int)> day_in;
    std::function<std::string(int)> close_in;
  };
  Bodies(Dice& dice, Days days) : dice_(dice), days_(std::move(days)) {}
  Dom of(const Dom& schema, const std::string& field = "");

 private:
  Dom choice(const Dom& names);
  Dom object(const Dom& schema);
  Dom list(const Dom& schema, const std::string& field);
  Dom text(const std::string& field);

  Dice& dice_;
  const Days days_;
};

// Where a modification stands that is taken over from an older register: as far as a state of these rules can be so.
Dom any_position(Dice& dice, const lives::Era& era, const std::string& as_of);

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
