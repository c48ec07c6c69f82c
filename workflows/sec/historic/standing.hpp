// Where a modification stood, row by row of its timeline. A row that could not be read ends what is known, until the
// next one that says where it stands. Nothing is guessed.
#pragma once

#include "workflows/sec/historic/doubts.hpp"
#include "workflows/sec/historic/row_phrases.hpp"
#include "workflows/sec/modification/position.hpp"

namespace sec::historic {

// A row of a timeline, as far as it could be read; or what a field of the record says of a day.
struct ReadRow {
  KnownDay day;
  std::string field;  // "milestones/3"
  bool read = true;   // false: no table has it
  Says says = Says::as_its_code;
  bool to_come = false;
  bool may_end = false;
  bool lapse = false;  // no row of the register: by then what the row before said is over
};

// Whose rows they are, as the record itself has it.
struct Whose {
  std::string_view ref;
  std::string_view status;  // the state that its status names; empty: none
  Date read_on{};
  const engine::Calendar& calendar;
};

// Puts into each row the state from its day on, and what else follows from the rows around it. What is over stays so: a
// later row that says otherwise becomes a text. Answers with the state that the last row leaves it in.
std::string stand(std::vector<ReadRow>& rows, const Whose& whose, Doubts& doubts);

}  // namespace sec::historic
