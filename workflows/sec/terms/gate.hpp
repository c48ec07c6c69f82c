// The gate: what is classified above a caller is shown to them in its neutral form. One function over JSON text, which
// every representation, event, part, answer and summary passes, and one sentence for papers (sec-rules 9).
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

// Who sees what: each level sees what those below it see.
enum Level : engine::Clearance { for_everybody, for_parties, for_bodies, for_the_board, for_the_panel, for_secas };
engine::Clearance clearance(const engine::Actor& actor);
engine::Clearance clearance(const engine::Question& question);  // of whom its answer is for
std::vector<engine::Audience> audiences();                      // a copy of a paper for each class
bool shows(Classification classification, engine::Clearance clearance);

// Objects with a `classification` above the caller's keep their members and lose what these say: texts, numbers and
// objects become null, lists empty; what identifies the thing, its neutral line and its decision stay. White text,
// whatever it reads like, is never touched, and what hides nothing comes back byte for byte.
// Throws std::logic_error when text that bears a label is no JSON: then nothing of it is shown.
engine::Json gated(engine::Json text, engine::Clearance clearance);
// Whether gated() would have to look into it.
bool bears_a_label(std::string_view json);

// What stands in a paper, a feed or a sentence in place of a text that its reader may not see.
std::string_view neutral_line(Classification classification);
std::string shown(const Text& text, engine::Clearance clearance);

}  // namespace sec
