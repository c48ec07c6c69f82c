// What every command may carry: the day, a note, the paper that it is recorded from, and the decision of a body.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word common_rows[] = {
    {"effective_on", "Effective on",
     "The day on which it happened, if that was before today; never before the last step of the case."},
    {"note", "Note",
     "Anything worth keeping beside it; everybody reads it in the history, unless you give it a higher traffic light."},
    {"recorded_from", "Recorded from",
     "For SECAS: the letter, form or minutes by which somebody else did this. Leave it out when you act for yourself."},
    {"RecordedFrom.kind", "Kind of paper", "In one word: letter, form or minutes."},
    {"RecordedFrom.ref", "Reference of the paper",
     "How its sender or the register calls it, so that others can find it."},
    {"RecordedFrom.on", "Date on the paper",
     "The day that it bears, never a future one; whether a vote, response or referral came in time goes by it."},
    {"decision", "Decision of the body",
     "If a body decided this: which one, at what meeting, and in the words of its minutes. Leave it out if none "
     "did."},
    {"decided_by", "Decision of the body", "Whose decision it was, at what meeting, and in the words of its minutes."},
    {"BodyDecision.body", "Deciding body", "Whose decision it is; one that the Code gives to another body is refused."},
    {"BodyDecision.meeting", "Meeting that decided",
     "Its reference, such as SECP_66_1503: the Panel's meeting 66, on 15 March. Other papers may be cited in words."},
    {"BodyDecision.item", "Item of its agenda", "The number under which its minutes have the decision."},
    {"BodyDecision.mode", "How it was decided",
     "At the meeting, by the members between meetings, or by correspondence."},
    {"BodyDecision.lines", "Lines of the decision", "One for each verb of the minutes, in their order."},
    {"BodyDecision.line", "Line of the minutes",
     "Filled in by the program when a line of minutes is confirmed; leave it out."},
    {"DecisionLine.verb", "Verb", "The word that minutes print in capitals before what was decided."},
    {"DecisionLine.text", "What was decided", "The words that follow the verb in the minutes."},
    {"Text.text", "Wording", "Plain words, at most 20,000 characters."},
    {"Text.classification", "Traffic light",
     "Who may read these words; if left out, everybody (White). Others see that there is a text, but not what it "
     "says."},
    {"category", "Party Category",
     "Leave it out if the Party's token says it: another one is refused. Give it if no token does."},
    {"reason", "Reason",
     "Why, in words for the public history; give it a higher traffic light if not everybody may read it."},
};
}  // namespace

std::span<const Word> of_common() { return common_rows; }

}  // namespace sec::words
