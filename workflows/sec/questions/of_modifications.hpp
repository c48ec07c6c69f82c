// What one may ask about the timetables of modifications. Nothing here changes anything.
#pragma once

#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

const Facts& facts_of(const engine::Case& modification);

const std::vector<engine::QuestionCode>& modification_questions();

// The paper on the timetables of what is in Refinement: sec-rules 8.3.
engine::Report timetables_paper(const engine::ReportInput& input);

// --- shared by the questions about releases

// The calendar and the releases among the other cases, as modification_needs() asked for them.
Surroundings surroundings_of(const Facts& facts, Date today, const std::vector<const engine::Case*>& others);
const engine::Calendar& calendar_among(const std::vector<const engine::Case*>& others);

// A text that a question without a body was given, by its name; empty: it was not.
std::string parameter_of(const engine::Question& question, const char* name);

void write_outlook(std::string& out, const Facts& facts, const engine::Case& current, Date today, const Outlook& found,
                   const std::vector<Rescue>& ways);
void write_cut_offs(std::string& out, const Reckoning& made);
void write_rescues(std::string& out, const std::vector<Rescue>& ways);
// What is on record and what was published: nothing in it moves without an event.
void add_appointments(engine::Agenda& agenda, const Facts& facts, const engine::Case& current,
                      const std::vector<const engine::Case*>& others);
engine::Chart chart_of(const Facts& facts, const Outlook& found, Date today);

}  // namespace sec
