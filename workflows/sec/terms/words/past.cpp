// What an earlier register tells of a modification that was taken over from it.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word past_rows[] = {
    {"TakenPosition.state", "State in which it stands",
     "By its name in this register, such as refinement; of a withdrawal under notice give the state before it."},
    {"TakenPosition.round", "Round", "1, and one more for each time that the Authority sent it back; if left out, 1."},
    {"as_of", "Standing as of", "The day of which the register speaks; what came later belongs to the known days."},
    {"TakenPosition.decision", "Decision open to referral", "What was decided, if Parties may still refer it."},
    {"window_ends", "End of the referral window",
     "Until when Parties may refer the decision; only in the state appeal-window."},
    {"history", "Known days since",
     "What the register tells of each later day, in their order; each becomes a step of its own."},
    {"TakenPosition.implementation", "Parts that are known",
     "One entry for each part of the implementation, with its release and date as far as they are known."},
    {"source", "Source", "The register, page or minutes that says so; every paper names it."},
    {"code", "What happened",
     "By the code of its milestone, such as CB_VOTE or WITHDRAWN; NOTE if it is none of them."},
    {"text", "Words of the register", "What it says of that day, word for word."},
    {"state", "State from then on", "By its name in this register; leave it out if the day says nothing of it."},
    {"outcome", "Outcome", "Of the vote or the determination of that day."},
    {"status", "Status from then on", "Whether work went on, or was held."},
    {"urgent", "Urgent from then on", "Leave it out if the day says nothing of it."},
    {"undated", "Beginning not known", "Yes if it stood so on that day, and nobody knows since when."},
    {"documents", "Documents by then", "Those that the register names; they are public, as the register is."},
    {"KnownDay.on", "Day", "Not before the one above it, and never a future one."},
    {"KnownDocument.kind", "Kind of document", "In a word, such as modification-report."},
    {"KnownDocument.title", "Title of the document", "As the register prints it."},
    {"KnownDocument.version", "Version of the document",
     "As the register prints it, such as 1.0; if left out, it is not known."},
};
}  // namespace

std::span<const Word> of_past() { return past_rows; }

}  // namespace sec::words
