// Bodies and their seats, rules of counting, actions, and the calendar of Working Days.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word bodies_rows[] = {
    {"id", "Short name",
     "In lower case, such as change-board or england-wales; everything else refers to it by this, so it never "
     "changes."},
    {"Establish.name", "Name of the body", "As papers print it: Change Board."},
    {"seat", "Seat", "By its short name within the body, such as LS-1."},
    {"AddSeat.seat", "Short name of the seat",
     "Of its own within the body, such as LS-1; votes and tokens name the seat by it."},
    {"block", "Voting block",
     "With which its vote is counted; on the Change Board large-suppliers, small-suppliers, networks, "
     "other-sec-parties, consumers."},
    {"weight", "Weight", "How much its vote counts if the body counts by weight; if left out, 1."},
    {"AddSeat.from", "First day of the seat", "On no roll before it; if left out, it was always there."},
    {"AddSeat.until", "Last day of the seat", "On no roll after it; if left out, it stays."},
    {"Appoint.holder", "Id of the member", "That of their token, by which they vote."},
    {"name", "Name", "As papers print it; a role will do."},
    {"Appoint.from", "First day of the term", "If left out, the day on which the appointment takes effect."},
    {"Appoint.until", "Last day of the term",
     "The seat counts as vacant after it; if left out, until somebody else is appointed."},
    {"NameAlternate.alternate", "Id of the alternate",
     "That of their token, by which they vote while the holder is absent."},
    {"NameAlternate.from", "First day of the mandate",
     "No vote of the alternate counts before it; if left out, the day on which this takes effect."},
    {"NameAlternate.until", "Last day of the mandate",
     "No vote of the alternate counts after it; if left out, as long as the holder has the seat."},
    {"quorum", "Quorum", "How many seats must take part; a vote that is open keeps the rule with which it began."},
    {"policy", "Rule of counting",
     "How votes become an outcome; a vote that is open keeps the rule with which it began."},
    {"modes", "Modes of voting", "The ways in which the body may vote; a vote held in any other way is refused."},
    {"chair", "Seat of the chair",
     "By its short name; it decides a tie if the rule of counting gives the chair a casting vote, and not "
     "otherwise."},
    {"SetRule.decision", "Decision that changes the rule",
     "Of the body itself or of the Panel; nobody else changes how the body counts."},
    {"SetRule.reason", "Why the rule changes", "Shown in the history of the body beside the decision."},
    {"Raise.meeting", "Meeting that gave the action",
     "For example SECP_66_1503; the action gets the next number of that meeting. Leave it out if the action has a "
     "reference."},
    {"Raise.item", "Item of that meeting", "Its number on the agenda; leave it out if it was under none."},
    {"Raise.text", "Action", "What is to be done, as the minutes put it, beginning with who does it."},
    {"Raise.owner", "Owner of the action",
     "A role: secas, dcc, panel or authority; or a Party, as party:ID. It becomes their task."},
    {"Raise.due_on", "Action due on", "By when its owner is to have done it; if left out, their task has no date."},
    {"RecordUpdate.due_on", "Due from now on",
     "The new day by which it is to be done; its owner alone does not put it off."},
    {"RecordUpdate.text", "Update",
     "What has become of the action since the last meeting, for the papers of the next one."},
    {"MarkClosed.text", "What was done", "For the body, which then agrees that the action is formally closed."},
    {"Reopen.reason", "Why it is open again", "What is still to be done; it becomes a task of its owner again."},
    {"Supersede.by", "Action that takes its place", "Its reference, such as SECP66/01; not that of the action itself."},
    {"AddHoliday.date", "Holiday",
     "A day that was a Working Day so far; open deadlines counted over it move, each by an event."},
    {"AddHoliday.name", "Name of the holiday", "As it was proclaimed."},
    {"AddHoliday.reason", "Who proclaimed it",
     "With the place where that was published; every deadline that moves names it."},
    {"WithdrawHoliday.date", "Day that is no holiday",
     "A holiday of the calendar so far; open deadlines counted over it move back, each by an event."},
    {"WithdrawHoliday.reason", "Why it is none",
     "With the place where that was published; every deadline that moves names it."},
    {"MoveHoliday.from", "Former day", "A holiday of the calendar so far, which becomes a Working Day."},
    {"MoveHoliday.to", "New day", "A Working Day so far, which becomes the holiday."},
    {"MoveHoliday.name", "Name of the moved holiday", "As it was proclaimed; leave it out if it has none."},
    {"MoveHoliday.reason", "Why it was moved",
     "With the place where that was published; every deadline that moves names it."},
    {"year", "Year", "The first that is not published yet, or a published one of which something differs."},
    {"holidays", "Bank holidays of the year",
     "All of them, each on a day of that year; what was reckoned provisionally becomes firm or moves."},
    {"NamedHoliday.date", "Day of the bank holiday", "The substitute day, if the holiday itself falls on a weekend."},
    {"NamedHoliday.name", "Name of the bank holiday", "As it was published: Early May bank holiday."},
    {"PublishYear.reason", "Where it was published", "Or, for a year published before, what differs and why."},
};
}  // namespace

std::span<const Word> of_bodies() { return bodies_rows; }

}  // namespace sec::words
