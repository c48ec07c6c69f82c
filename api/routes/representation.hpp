// A case as one caller sees it: found by any of its references, and shown.
#pragma once

#include "api/routes/context.hpp"

namespace api {

struct FoundCase {
  engine::Case current;     // or as it was
  std::uint64_t stamp = 0;  // taken before it was read
  bool now = true;
  std::optional<Response> redirect;  // the reference is a former one: 308 to the one in use
};

// By the first argument of the call. Throws Problem (404).
FoundCase find_case(const Read& read, const Call& call, const std::string& collection, const engine::AsAt& as_at);

// The view, with its ETag. What is asked for without parameters is kept for the next who asks.
Response represent(const Read& read, const Call& call, const FoundCase& found);

// Headers of every answer: Vary, Cache-Control, Clock.
void add_common_headers(const Parts& parts, Response& response);

// The name that a rendered answer is kept under.
std::string rendered_key(std::string_view target, engine::Clearance clearance);

std::string in_words(const engine::AsAt& as_at);  // "at the end of Friday 15 March 2019"; empty: as it stands now

}  // namespace api
