// `?on=DATE`: a case as if the clock stood at noon in London on that day.
#pragma once

#include "api/routes/representation.hpp"

namespace api {

struct AskedMoment {
  engine::AsAt as_at;
  std::optional<engine::Date> on;  // later than `as_at` it goes on from there
};
AskedMoment read_moment(Query& query);  // throws Problem

// Of an earlier day it is the case as it stood then; of a later one, as it will stand if nobody acts: its own deadlines
// up to then have fired, in order. Of today, and without a day, it is as it is now.
struct Moment {
  FoundCase found;
  engine::AsAt as_at;       // what other cases are to be read by
  engine::Setting setting;  // of the caller
};

// The case is the first argument of the call. Throws Problem: 404, and 422 if the answer would tell what is a secret
// until a deadline has passed.
Moment moment_of(const Read& read, const Call& call, const std::string& collection, const AskedMoment& asked);

}  // namespace api
