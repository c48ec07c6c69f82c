// Meetings of bodies as a workflow: papers, items, decisions, minutes.
#pragma once

#include "workflows/sec/meeting/corrections.hpp"
#include "workflows/sec/meeting/drafting.hpp"

namespace sec::meeting {

std::unique_ptr<engine::Workflow> workflow();

// The cases that a command has to look at, by the ids that they may have.
std::vector<std::string> related(const Facts& facts, std::string_view command);
std::vector<std::string> related_by_body(const engine::Command& command);
// The steps that confirmed lines bring about on modifications, releases and actions.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const LineConfirmed& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const LinesConfirmed& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const EarlierApproved& event,
                                        const engine::Entry& entry);

// And what becomes of them if their lines are withdrawn.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const LineWithdrawn& event,
                                        const engine::Entry& entry);

engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance clearance);
void write_summary(std::string& out, const Facts& facts, const engine::Case& current);  // as lists show it
std::vector<engine::Task> tasks(const Facts& facts, std::string_view state);

// What the actions that were raised at it hear, and the cases that lines of it took a step on: that its minutes are
// published, that an item has another light.
std::vector<engine::Circular> told_of_lights(const Facts& before, const Facts& after, const engine::Entry& entry);

// The text of a line: only what is called White is less confidential than its item.
Text text_of_line(const Said& said, Classification item);

// What minutes print if an item, or what was said under it, is above the reader's class; empty: it is White.
std::string marked_line(Classification classification, std::string_view what = "agenda item");

// What a body is asked to decide of a modification on a day, in the words of the minutes; the first way if there are
// more. Milestones to be agreed are left out: whoever wants them asks for the agenda.
std::vector<Draft> proposed_to(std::string_view body, const engine::Case& modification, Date today);
// All ways. `calendar`: of the timetable that is proposed to be agreed; nullptr: none is.
std::vector<Draft> all_proposed_to(std::string_view body, const engine::Case& modification, Date today,
                                   const engine::Calendar* calendar);

// Questions of a meeting: its agenda, its minutes, the Confidential Minutes beside them.
const std::vector<engine::QuestionCode>& questions();
engine::Answer agenda(const engine::Question& question, const engine::Case& meeting,
                      const std::vector<const engine::Case*>& others);
engine::Answer minutes(const engine::Question& question, const engine::Case& meeting,
                       const std::vector<const engine::Case*>& others);
// What was said and decided above White, as far as the reader sees it.
engine::Answer confidential_minutes(const engine::Question& question, const engine::Case& meeting,
                                    const std::vector<const engine::Case*>& others);

}  // namespace sec::meeting
