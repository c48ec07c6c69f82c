// What a proposal says and what becomes of it on the way: it is amended, responded to, refused and taken in, put off,
// held, withdrawn no more.
#include "tests/workflows/ballots.hpp"

using namespace story;
using lives::with;

STORY("The seats of the Change Board are in its five blocks, those of other bodies where they like") {
  Story s("2019-03-18");
  for (const std::string block : {"large-supplier", "dcc"})
    CHECK(ballots::body_refuses(s, "add-seat", {{"seat", "X-1"}, {"block", block}}).find("no block of this body") !=
          std::string::npos);
  ballots::add_seat(s, "CHAIR", "chair", {}, "panel");
}
