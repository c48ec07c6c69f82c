// Every subcommand that the program has, each with a place where it is done and how one sees that it was. One that is
// added later is missing in the end if nobody says here how it is tried.
#pragma once

#include <functional>
#include <set>

#include "tests/system/program.hpp"

namespace outside {

using Words = std::vector<std::string>;

// A data folder, what a subcommand is given, what -o names, and where temporary files go.
class Place {
 public:
  Place();
  void become(const Place& other) const;  // all that is in that one, and nothing else

  fs::path path() const { return folder_.path(); }
  std::string data() const { return folder_.at("data"); }
  std::string given(const std::string& name) const { return folder_.at("given/" + name); }
  std::string out(const std::string& name) const { return folder_.at("out/" + name); }
  std::string temporary() const { return folder_.at("tmp"); }
  Words environment() const { return {"TMPDIR=" + temporary()}; }
  // What must not be there any more once the program has started again; sorted.
  std::vector<std::string> left_over() const;

 private:
  TempFolder folder_;
};

struct Deed {
  std::string subcommand;                       // "token issue"
  std::function<void(const Place&)> before;     // in an empty place
  std::function<Words(const Place&)> words;     // after the name of the program
  std::function<bool(const Place&)> done = {};  // nothing: it changes nothing, and prints what it always prints
  bool takes_the_place = false;                 // of what was there; to start before it is done says so
  std::string output = {};                      // in out(): there is "the old one" before
  std::set<std::string> on_purpose = {};        // lines of lists of tokens that change
  bool repeatable = true;                       // what was cut short is done by doing it again
};

const std::vector<Deed>& deeds();

// The names of all, out of the program's help; except `serve`, which does not end by itself.
std::set<std::string> subcommands();

// The journal as its lines, and who has a token.
std::vector<std::string> lines_of(const std::string& text);
std::string clock_of(const std::string& data);  // where a simulated one stands: "2019-03-18T09:00:00Z"

}  // namespace outside
