// One subcommand, tried again and again from the same beginning: what has to be right after each time, whatever
// happened to it.
#pragma once

#include "tests/system/deeds.hpp"

namespace outside {

// With SECMP_FULL=1 in the environment every call and thousands of images are tried; otherwise some of them, others in
// each run.
bool in_full();
// SECMP_SEED, or one by chance; it is printed.
unsigned seed_of_run();

class Trial {
 public:
  explicit Trial(const Deed& deed);

  const Deed& deed() const { return deed_; }
  std::string name() const;
  void begin(const Place& at) const { at.become(beginning_); }
  Words words(const Place& at) const;  // with the name of the program
  const Ended& undisturbed() const { return undisturbed_; }

  // `acknowledged`: it has said that it is done. `cut_off`: it did not come to its end.
  void is_right(const Place& at, bool acknowledged, bool cut_off) const;

 private:
  void looks_right(const Place& at, bool acknowledged, bool cut_off) const;
  void output_is_whole(const Place& at, bool acknowledged, bool cut_off) const;
  void goes_again(const Place& at) const;
  void starts(const Place& at) const;
  void nothing_is_lost(const Place& at) const;
  void all_that_was_there_is_aside(const Place& at) const;
  bool is_done(const Place& at) const { return !deed_.done || deed_.done(at); }

  const Deed& deed_;
  const Place beginning_;
  Ended undisturbed_;
  std::string output_, journal_, tokens_;
};

// Of all deeds, or of the subcommand that SECMP_DEED names; two side by side. What came of it is the sum.
int of_all_deeds(const std::function<int(const Trial&, unsigned seed)>& tries, const std::string& what);

}  // namespace outside
